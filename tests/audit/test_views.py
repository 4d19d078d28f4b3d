"""The log in the admin: for auditors, and nobody else whoever they are."""

import json
from datetime import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import triggers
from audit.actions import choices, register_actions
from audit.models import AuditRecord
from audit.services import record
from cms.permissions.mirror import mirror_role
from organs.models import Membership, Role

pytestmark = pytest.mark.django_db

LOG = "/admin/audit/"


@pytest.fixture(autouse=True)
def logging_in_is_not_recorded(monkeypatch):
    """What these tests look for stands alone in the log."""
    monkeypatch.setattr("organs.accounts.events.record", lambda *args, **kwargs: None)


def holder(name, role):
    """Somebody with a role of which the log knows nothing."""
    user = User.objects.create_user(name)
    Membership.objects.create(user=user, role=role)
    mirror_role(role, None)
    return user


@pytest.fixture
def auditor(client):
    """Holds the role, and through it the permission."""
    user = holder("shenji", Role.AUDITOR)
    client.force_login(user)
    return user


@pytest.fixture
def log(wang):
    at = timezone.make_aware(datetime(2026, 3, 5, 10))
    record(
        "page.publish",
        actor=wang,
        organ="jiaoyu",
        target=wang,
        details={"email": ["旧<b>", "新"], "reason": "更正"},
        at=at,
    )
    record("page.withdraw", organ="minzheng", result="refused", target=("some.thing", 8), title="某通知", at=at)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def numbers(response):
    return [one.seq for one, _action, _kind in response.context["rows"]]


def test_log_is_shown_and_that_is_recorded__when_an_auditor_asks(client, auditor, log):
    register_actions({"page.publish": "上网"})
    page = text(client.get(LOG, REMOTE_ADDR="192.0.2.7"))
    for word in ("wangwei", "上网", "某通知", "被拒绝", "minzheng", "系统"):
        assert word in page
    seen = AuditRecord.objects.latest("seq")
    assert (seen.action, seen.actor_name, seen.ip) == ("audit.view", "shenji", "192.0.2.7")


def test_record_is_shown_with_its_difference__when_an_auditor_opens_it(client, auditor, log):
    page = text(client.get(f"{LOG}1/"))
    assert "<del>旧&lt;b&gt;</del>" in page
    assert "<ins>新</ins>" in page
    assert "邮箱地址" in page or "电子邮件地址" in page
    assert "更正" in page
    assert "与写入时一致" in page
    assert AuditRecord.objects.latest("seq").target_id == "1"


def test_record_says_so__when_it_was_altered(client, auditor, log):
    triggers.remove()
    AuditRecord.objects.filter(seq=1).update(target_title="别的")
    assert "不一致：内容被改动" in text(client.get(f"{LOG}1/"))


def test_menu_leads_to_the_log__when_the_user_is_an_auditor(client, auditor):
    assert f'"url": "{LOG}"' in text(client.get("/admin/"))


OUTSIDERS = ["superuser", "reader"]


@pytest.fixture
def outsider(request, client):
    superuser = request.param == "superuser"
    user = User.objects.create_superuser("admin") if superuser else holder("reader", Role.EDITOR)
    client.force_login(user)
    return user


@pytest.mark.parametrize("outsider", OUTSIDERS, indirect=True)
@pytest.mark.parametrize("address", ["", "1/", "export/", "export/?actor=x"])
def test_log_is_closed_and_that_is_recorded__when_the_user_is_no_auditor(client, outsider, log, address):
    response = client.get(LOG + address)
    assert response.status_code == 302
    written = AuditRecord.objects.latest("seq")
    assert (written.seq, written.result, written.actor_name) == (3, "refused", outsider.username)


@pytest.mark.parametrize("outsider", OUTSIDERS, indirect=True)
def test_menu_has_no_log__when_the_user_is_no_auditor(client, outsider):
    assert LOG not in text(client.get("/admin/"))


def test_log_is_open__when_a_superuser_was_given_the_permission(client):
    user = User.objects.create_superuser("admin")
    user.user_permissions.add(Permission.objects.get(codename="view_auditrecord"))
    client.force_login(user)
    assert client.get(LOG).status_code == 200


def test_log_is_closed_at_once__when_the_permission_is_taken_away(client, auditor):
    assert client.get(LOG).status_code == 200
    auditor.memberships.update(until=timezone.now())
    assert client.get(LOG).status_code == 403


@pytest.mark.parametrize("address", ["", "1/", "export/"])
def test_nothing_can_be_sent__when_an_auditor_tries(client, auditor, log, address):
    assert client.post(LOG + address).status_code == 405


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=wangwei", [1]),
        ("action=audit.purge", []),
        ("result=refused", [2]),
        ("organ=jiaoyu", [1]),
        ("organ=jiaoyu&result=refused", []),
        ("begin=2026-03-05&end=2026-03-05", [2, 1]),
        ("end=2026-03-04", []),
    ],
)
def test_records_are_filtered__when_conditions_are_given(client, auditor, log, query, found):
    assert numbers(client.get(f"{LOG}?{query}")) == found


@pytest.mark.parametrize(
    "query", ["begin=x", "begin=2026-02-01&end=2026-01-01", "action=%00", "result=nobody", "actor=%00"]
)
def test_conditions_are_refused_in_place__when_they_make_no_sense(client, auditor, log, query):
    for address in (LOG, f"{LOG}export/"):
        response = client.get(f"{address}?{query}")
        if response.status_code == 400:  # NUL is refused before any view
            continue
        assert "请先更正筛选条件" in text(response)


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=" + "9" * 40, "after=１"])
def test_first_page_is_shown__when_the_number_is_none(client, auditor, log, query):
    assert numbers(client.get(f"{LOG}?{query}")) == [2, 1]


def test_pages_meet__when_one_walks_through_and_back(client, auditor, monkeypatch):
    monkeypatch.setattr("audit.paging.SIZE", 3)
    for _n in range(8):
        record("page.publish", organ="a")
    query, walked, back = f"{LOG}?organ=a", [], []
    page = client.get(query)
    while True:
        walked.append(numbers(page))
        if page.context["page"].older is None:
            break
        page = client.get(f"{query}&before={page.context['page'].older}")
    assert walked == [[8, 7, 6], [5, 4, 3], [2, 1]]
    while page.context["page"].newer is not None:
        page = client.get(f"{query}&after={page.context['page'].newer}")
        back.append(numbers(page))
    assert back == [[5, 4, 3], [8, 7, 6]]


def test_queries_do_not_grow__when_the_log_does(client, auditor):
    client.get(LOG)
    counts = []
    for amount in (1, 60):
        for n in range(amount):
            record("page.publish", target=("cms.articlepage", n))
        with CaptureQueriesContext(connection) as seen:
            client.get(LOG)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20, counts


def test_export_holds_what_was_asked_for__when_an_auditor_takes_it(client, auditor, log):
    response = client.get(f"{LOG}export/?organ=jiaoyu")
    rows = [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]
    assert [row["seq"] for row in rows] == [1]
    assert "attachment" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    taken = AuditRecord.objects.latest("seq")
    assert (taken.action, taken.details) == ("audit.export", {"organ": "jiaoyu"})


def test_unknown_record_is_404(client, auditor):
    assert client.get(reverse("audit_record", args=[99])).status_code == 404


def test_dashboard_leads_to_the_log__for_auditors_only(client, auditor):
    words = f'href="{reverse("audit_log")}?result=refused'
    assert words in client.get("/admin/").content.decode()
    client.force_login(holder("anquan", Role.SECURITY))
    assert words not in client.get("/admin/").content.decode()


def test_no_two_actions_have_one_name__in_the_filter(db):
    names = [label for _action, label in choices()]
    assert sorted(names) == sorted(set(names))
