"""The desk of whoever has every role, and whose texts stand wherever a text can stand, stays cheap."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Site, TaskState

from audit.services import record
from catalog import due
from catalog.models import OfficialDocumentPage
from cms.languages.opening import open_language
from cms.models import AfterReview, SiteSettings, Withdrawal
from cms.review.closing import refuse_release
from cms.sites import names
from cms.withdrawal import withdraw
from organs.models import Role
from organs.services import end, stand_in
from syndication.models import Portal, PortalLine
from tests.catalog.responses import drafted
from tests.catalog.test_reach import relation
from tests.recall import recall
from tests.site import (
    appoint_person,
    column,
    decide,
    make_article,
    make_document,
    make_draft,
    make_organ,
    make_people,
    make_person,
    pass_steps,
    publish,
    unguarded,
)

from .review.items import fresh, sent
from .test_admin_dashboard import signed_for
from .test_languages import english_column, english_of
from .test_permission_costs import MANY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG_AGO = datetime(2026, 1, 5, 2, tzinfo=UTC)
PANELS = (
    "house-waiting", "house-slow", "house-after", "house-own", "house-write", "clocks-head", "reached-head",
    "outdated-head", "overdue-head", "house-missing", "house-accounts", "house-ending", "house-vacant", "house-audit",
    "house-portals",
)  # fmt: skip
STANDINGS = ("draft", "review", "returned", "refused", "scheduled", "live", "withdrawn")


def write_all(user, people, number):
    """Texts of `user`, one in every state."""
    who, title = {**people, "editor": user}, f"{user.username}{number}"
    draft = make_draft(title=f"{title}草稿")
    draft.save_revision(user=user, log_action=True)
    for steps in ((), ("checker",), ("checker", "secrecy")):
        pass_steps(sent(who, title=f"{title}送审", organ=make_organ(f"{title}{len(steps)}")), people, *steps)
    returned = sent(who, title=f"{title}退回")
    decide(fresh(returned), people["checker"], "reject", comment="标题请写全称")
    Comment.objects.create(page=returned, user=people["checker"], text="此处有误", contentpath="title")
    for state in ("定时", "未能发布"):
        number_ = f"云政发〔2026〕{OfficialDocumentPage.objects.count() + 1}号"
        signed = signed_for(who, f"{title}{state}", timezone.now() + DAY, document_number=number_)
    refuse_release(signed.pk, ["一个文号不能用两次。"])
    for state in ("发布", "撤下"):
        public = pass_steps(sent(who, title=f"{title}{state}"), people, "checker", "secrecy", "signer")
    withdraw(public, people["head"], Withdrawal.Reason.ERROR)


def send_others(people, number):
    """Texts of others: one waits at each step, and too long; one owes its review."""
    for steps in ((), ("checker",), ("checker", "secrecy")):
        page = sent(people, title=f"别人的{number}", organ=make_organ(f"others{number}{len(steps)}"))
        pass_steps(page, people, *steps)
        old = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
        old.update(started_at=timezone.now() - 9 * DAY)
    sent(people, "emergency", title=f"正在应急{number}")
    urgent = sent(people, "emergency", title=f"应急{number}", organ=make_organ(f"urgent{number}"))
    pass_steps(urgent, people, "secrecy", "head")
    AfterReview.objects.update(due_at=timezone.now() - DAY)


def make_late(number):
    """What the panels of the other rooms tell: late, without interpretation, repealed, outdated, too short a notice."""
    make_draft("zhengcewenjian", document=True, title=f"迟{number}", issued_on=date(2025, 3, 3))
    normative = make_document(title=f"规范{number}", is_normative=True)
    with unguarded():
        OfficialDocumentPage.objects.filter(pk=normative.pk).update(first_published_at=LONG_AGO)
    repealed, other = make_document(title=f"旧{number}"), make_organ(f"repealing{number}")
    make_document(title=f"废止{number}", organ=other, relations=[relation("repeals", repealed)])
    drafted("concern", began=timedelta(hours=49))
    original = make_article("tongzhi", title=f"原文{number}")
    english_of(original)
    original.title = f"改后{number}"
    publish(original)
    portal = Portal.objects.get()
    facts = {"uid": uuid4(), "title": "办事指南", "url": "/x", "column": "法人办事"}
    PortalLine.objects.create(portal=portal, holds_from=timezone.localdate(), announced_at=timezone.now(), **facts)


def end_terms(number):
    """Accounts that are locked, roles and deputies that end soon."""
    organ = make_organ(f"terms{number}")
    holder, other = make_person(f"holder{number}"), make_person(f"other{number}")
    role = end(appoint_person(holder, Role.CHECKER, organ), at=timezone.now() + 2 * DAY)
    stand_in(role, other, None, timezone.now() + DAY)
    AccessAttempt.objects.create(username=holder.username, ip_address="10.0.0.1", failures_since_start=9)
    record("page.publish", result="refused")


def counted(client, user):
    """Queries by address, once what the process keeps (content types, sites) is in memory."""
    client.force_login(user)
    found = {}
    for name in ("wagtailadmin_home", "cms_own", "cms_waiting"):
        client.get(reverse(name))
        names.forget()  # these are kept for a while only
        due.forget()
        with CaptureQueriesContext(connection) as queries:
            html = client.get(reverse(name)).content.decode()
        found[name] = len(queries)
        if name == "wagtailadmin_home":
            assert [panel for panel in PANELS if f'id="{panel}"' not in html] == []
        if name == "cms_own":
            assert [code for code in STANDINGS if f"house__label--{code}" not in html] == []
    return found


@pytest.fixture
def people(home, settings):
    settings.ADMINISTRATORS_MAY_COMBINE = True
    found = recall.scene(make_people)
    SiteSettings.objects.update(english_name="Yunshan")
    english, _made = open_language(Site.objects.get(), "en", title="Yunshan, China")
    english_column(english, original=column("tongzhi"))
    Portal.objects.create(site=Site.objects.get(), code="sheng", name="政务服务网", url="https://zwfw.example/")
    return found


def test_desk_stays_under_thirty_queries__of_whoever_has_every_role_and_texts_in_every_state(client, people):
    everything = [(role, None) for role in Role.values]
    worst = [make_person("all", *everything), make_person("root", *everything, is_superuser=True)]
    counts = []
    for round_ in range(2):
        for user in worst:
            write_all(user, people, round_)
        send_others(people, round_)
        make_late(round_)
        end_terms(round_)
        counts.append([counted(client, user) for user in worst])
    assert counts[0] == counts[1]
    assert max(number for one in counts[1] for number in one.values()) < MANY, counts
