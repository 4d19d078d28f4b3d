"""What the admin costs does not grow with organs, people or pages."""

import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.models import ArticlePage, ColumnPage, PageOwner
from cms.review.setup import ensure_review
from cms.sites import names
from organs.models import Role
from tests.site import column, give_column, make_organ, make_person

pytestmark = pytest.mark.django_db
MANY = 30
"""Queries that no view may reach (issue 4)."""
LIMITED = {"explorer", "editor", "dashboard", "listing", "waiting"}
"""Wagtail's chooser asks three times for each of its 25 rows: that is bounded by its page, not by ours."""
ROLES = [Role.EDITOR, Role.LIAISON, Role.CHECKER, Role.SECRECY, Role.OFFICE_HEAD, Role.ORGAN_HEAD]


def grow(organs, people, pages):
    """Let there be so many: each organ with a column of its own and a part in 要闻, where the pages are."""
    known = [make_organ(f"organ{number}") for number in range(organs)]
    for organ in known:
        if not ColumnPage.objects.filter(slug=organ.code).exists():
            new = ColumnPage(title=f"{organ.code}栏目", slug=organ.code, description="x", organ=organ)
            column("tongzhi").add_child(instance=new)
    give_column("yaowen", None, *known)
    for number in range(people):
        name = f"person{number}"
        organ = known[number % organs]
        if not make_person(name).memberships.exists():
            make_person(name, (ROLES[number // organs % len(ROLES)], organ))
    fill(column("yaowen"), known, pages)


def fill(parent, organs, number):
    """Drafts of `organs` in turn, written as rows: through the pipeline twenty thousand take an hour."""
    begin = parent.numchild
    now = timezone.now()
    kind = ContentType.objects.get_for_model(ArticlePage)
    rows = [
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, place + 1),
            depth=parent.depth + 1,
            title=f"稿件{place}",
            draft_title=f"稿件{place}",
            slug=f"page{place}",
            url_path=f"{parent.url_path}page{place}/",
            content_type=kind,
            live=False,
            locale_id=parent.locale_id,
            translation_key=uuid.uuid4(),
            latest_revision_created_at=now,
        )
        for place in range(begin, number)
    ]
    made = Page.objects.bulk_create(rows, batch_size=500)
    articles = [
        ArticlePage(page_ptr_id=page.pk, organ=organs[place % len(organs)], uid=uuid.uuid4(), summary="概述")
        for place, page in enumerate(made, begin)
    ]
    fields = ArticlePage._meta.local_concrete_fields
    for start in range(0, len(articles), 500):
        ArticlePage._base_manager.all()._insert(articles[start : start + 500], fields=fields)
    PageOwner.objects.bulk_create(
        [PageOwner(page_id=one.page_ptr_id, organ_id=one.organ_id) for one in articles], batch_size=500
    )
    Page.objects.filter(pk=parent.pk).update(numchild=number)


def log_work(user, organ):
    """The dashboard lists what somebody worked on."""
    kind = ContentType.objects.get_for_model(ArticlePage)
    for owner in PageOwner.objects.filter(organ=organ).order_by("page_id")[:10]:
        facts = {"action": "wagtail.edit", "content_type": kind, "label": "x", "timestamp": timezone.now()}
        PageLogEntry.objects.get_or_create(page_id=owner.page_id, user=user, defaults=facts)


def addresses(organ):
    draft = PageOwner.objects.filter(organ=organ).order_by("page_id")[0].page_id
    return {
        "explorer": reverse("wagtailadmin_explore", args=[column("yaowen").pk]),
        "explorer root": reverse("wagtailadmin_explore_root"),
        "listing": reverse("wagtailadmin_pages:search"),
        "editor": reverse("wagtailadmin_pages:edit", args=[draft]),
        "new": reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk]),
        "columns": reverse("cms_compose", args=["article"]),
        "dashboard": reverse("wagtailadmin_home"),
        "waiting": reverse("cms_waiting"),
        "chooser": reverse("wagtailadmin_choose_page_child", args=[column("yaowen").pk]),
        "history": reverse("wagtailadmin_pages:history", args=[draft]),
        "draft": reverse("cms_read_draft", args=[draft]),
    }


def counted(client, user, organ):
    """Queries by view, once what the process keeps (content types, sites) is in memory."""
    client.force_login(user)
    log_work(user, organ)
    found = {}
    for name, address in addresses(organ).items():
        if client.get(address, follow=name == "explorer root").status_code != 200:
            continue
        names.forget()  # kept for a minute only
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if name in {"explorer", "listing"}:  # an empty list would cost little
            found[f"{name} rows"] = len(answer.context["object_list"])
        found[name] = len(queries)
    return found


@pytest.fixture
def site(home):
    ensure_review()
    return home


def test_queries_stay_the_same__when_organs_people_and_pages_grow(client, site):
    grow(3, 6, 90)
    organ = make_organ("organ0")
    people = [
        make_person("a", (Role.EDITOR, organ)),
        make_person("b", (Role.EDITOR, None)),
        make_person("c", (Role.SECRECY, organ)),
        make_person("d", (Role.SYSTEM, None)),
    ]
    few = [counted(client, one, organ) for one in people]
    grow(12, 24, 360)
    many = [counted(client, one, organ) for one in people]
    fixed = [{name: count for name, count in one.items() if not name.endswith("rows")} for one in few]
    assert fixed == [{name: count for name, count in one.items() if not name.endswith("rows")} for one in many]
    assert {"explorer", "editor", "dashboard", "new"} <= set(many[0])
    assert [one["explorer rows"] for one in few] == [30, 50, 30, 0]  # no administrator sees drafts
    assert [one["explorer rows"] for one in many] == [50, 50, 50, 0]
    for one in many:
        assert max(one[name] for name in LIMITED & one.keys()) < MANY, one


@pytest.mark.soak
def test_views_stay_under_thirty_queries__when_there_are_twenty_thousand_pages(client, site):
    grow(50, 300, 20_000)
    organ = make_organ("organ0")
    for user in (make_person("person0"), make_person("b", (Role.EDITOR, None)), make_person("root", is_superuser=True)):
        found = counted(client, user, organ)
        print(user, found)
        assert set(found) >= LIMITED
        assert found["explorer rows"] == 50
        assert max(found[name] for name in LIMITED) < MANY, found
