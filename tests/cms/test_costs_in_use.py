"""What lists and editors cost in a site that is in use: texts of two types in every state, with all that belongs to them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, CommentReply, Page

from cms.models import Withdrawal
from cms.review.services import submit
from cms.sites import names
from cms.withdrawal import withdraw
from organs.models import Role
from tests.cms.test_permission_costs import MANY
from tests.site import (
    column,
    decide,
    give_column,
    make_draft,
    make_organ,
    make_people,
    make_person,
    pass_steps,
    publish,
)

pytestmark = pytest.mark.django_db
STATES = (
    "draft", "first review", "confidentiality", "sign-off", "returned", "scheduled", "live", "changed", "changed in review",
    "withdrawn",
)  # fmt: skip
OF_DOCUMENTS = {"draft", "first review", "returned", "live", "changed", "withdrawn"}
PASSED = {"first review": (), "confidentiality": ("checker",), "sign-off": ("checker", "secrecy")}


@pytest.fixture
def people(home):
    """The portal's reviewers, and a writer of an organ."""
    organ = make_organ()
    give_column("yaowen", organ)
    people = make_people()
    return {**people, "writer": make_person("writer", (Role.EDITOR, organ))}


def text(people, state, amount=1, document=False):
    """A text in `state` with twice `amount` keywords, and so many comments with so many replies each."""
    page = make_draft(document=document)
    page.keywords.add(*(f"词{one}" for one in range(2 * amount)))
    page.save_revision(user=people["writer"], log_action=True)
    page = bring(page, people, state)
    for one in range(amount):
        comment = Comment.objects.create(page=page, user=people["checker"], text=f"意见{one}", contentpath="title")
        for other in range(amount):
            CommentReply.objects.create(comment=comment, user=people["writer"], text=f"答复{other}")
    return page


def bring(page, people, state):
    """`page` as it is in `state`."""
    kind = type(page)
    if state == "scheduled":
        newest = page.get_latest_revision_as_object()
        newest.go_live_at = timezone.now() + timedelta(days=1)
        return publish(newest)
    if state in {"live", "changed", "changed in review", "withdrawn"}:
        page = publish(page.get_latest_revision_as_object())
    if state.startswith("changed"):
        newest = page.get_latest_revision_as_object()
        newest.summary, newest.correction_note = "改过的概述", "更正概述"
        newest.save_revision(user=people["writer"], log_action=True)
    if state == "withdrawn":
        withdraw(page, people["head"], Withdrawal.Reason.OUTDATED)
    if state in PASSED or state in {"returned", "changed in review"}:
        submit(kind.objects.get(pk=page.pk), people["writer"])
        pass_steps(page, people, *PASSED.get(state, ()))
    if state == "returned":
        decide(kind.objects.get(pk=page.pk), people["checker"], "reject", comment="请补充依据。")
    return kind.objects.get(pk=page.pk)


def counted(client, address):
    """Queries of a page that was opened once before; names of sites are kept for a minute only."""
    assert client.get(address).status_code == 200
    names.forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def watchers(people):
    """Who looks: the writer, a reviewer who may change texts, and a superuser."""
    return people["writer"], people["checker"], make_person("root", is_superuser=True)


@pytest.mark.parametrize("state", STATES)
def test_editor_stays_under_thirty__whatever_became_of_the_text(client, people, state):
    pair = text(people, state), text(people, state, amount=4)
    for user in watchers(people):
        client.force_login(user)
        found = [counted(client, reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in pair]
        assert max(found) < MANY
        assert found[0] == found[1]


def test_lists_stay_under_thirty__and_cost_no_more_with_more_rows(client, people):
    addresses = {
        "explorer": reverse("wagtailadmin_explore", args=[column("yaowen").pk]),
        "found in it": reverse("wagtailadmin_explore", args=[column("yaowen").pk]) + "?q=防汛",
        "listing": reverse("wagtailadmin_pages:search"),
        "found": reverse("wagtailadmin_pages:search") + "?q=防汛",
        "home": reverse("wagtailadmin_home"),
    }
    everybody = (*watchers(people), people["head"])

    def costs():
        found = {}
        for user in everybody:
            client.force_login(user)
            found[user.username] = {name: counted(client, address) for name, address in addresses.items()}
        return found

    for state in STATES:
        text(people, state)
        if state in OF_DOCUMENTS:
            text(people, state, document=True)
    few = costs()
    assert Page.objects.child_of(column("yaowen")).count() == len(STATES) + len(OF_DOCUMENTS)
    for state in STATES[::3]:
        text(people, state, amount=2)
    assert max(max(one.values()) for one in few.values()) < MANY, few
    assert costs() == few
