"""Whoever keeps accounts is told on the dashboard which of them need looking at."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organs.accounts import overview
from organs.models import Role
from organs.services import end, stand_in
from organs.terms import ending_soon
from tests.site import appoint_person, make_organ, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def security(home):
    return make_person("security", (Role.SECURITY, None))


def fail(name, times, address="10.0.0.1"):
    AccessAttempt.objects.create(username=name, ip_address=address, failures_since_start=times)


def enrol(user, kind=Authenticator.Type.TOTP):
    Authenticator.objects.create(user=user, type=kind, data={})


def shown(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def names(people):
    return [person.username for person in people]


def test_account_counts_as_locked__when_five_failures_came_from_one_address(settings):
    for name in ("zhang", "li", "wang", "zhao"):
        make_person(name)
    fail("zhang", 3)
    AccessAttempt.objects.create(username="zhang", ip_address="10.0.0.1", user_agent="other", failures_since_start=2)
    fail("li", 4)
    fail("li", 4, "10.0.0.2")
    fail("nobody", 9)
    with time_machine.travel(timezone.now() - timedelta(minutes=settings.LOCK_MINUTES + 1)):
        fail("wang", 9)
    assert names(overview.to_look_at().filter(is_locked=True)) == ["zhang"]


def test_account_lacks_a_factor__when_it_has_recovery_codes_only():
    zhang, li, wang = make_person("zhang"), make_person("li"), make_person("wang", is_active=False)
    enrol(zhang)
    enrol(li, Authenticator.Type.RECOVERY_CODES)
    assert names(overview.to_look_at()) == ["li"]
    assert not overview.to_look_at().filter(username=wang.username).exists()


def test_term_ends_soon__when_within_thirty_days():
    organ = make_organ("minzhengju")
    li, wang = make_person("li"), make_person("wang")
    later, soon = appoint_person(li, Role.CHECKER, organ), appoint_person(li, Role.EDITOR, organ)
    now = timezone.now()
    end(later, at=now + 31 * DAY)
    end(soon, at=now + 29 * DAY)
    stand_in(later, wang, None, now + 2 * DAY)
    found = ending_soon(now + timedelta(minutes=1))
    assert [(one.person, one.membership, one.stands_in) for one in found] == [(wang, later, True), (li, soon, False)]
    assert [one.person for one in ending_soon(now + 3 * DAY)] == [li, li]


def test_security_officer_sees_accounts_terms_and_vacancies__when_there_are_some(client, security):
    li = make_person("li", first_name="李四")
    organ = make_organ("minzhengju", name="云杉市民政局")
    end(appoint_person(li, Role.CHECKER, organ), at=timezone.now() + DAY)
    fail("li", 5)
    html = shown(client, security)
    for words in ("账号安全", "已锁定的账号", "李四（li）", "到期的任职和代理", "空缺", "云杉市民政局"):
        assert words in html
    assert "没有账号因连续输错密码被锁定" not in html
    assert f'href="{reverse("organs_posts_of", args=[organ.pk])}"' in html  # where somebody can be appointed
    assert f"{reverse('contacts:index')}?organ=" not in html  # kept by others
    account = reverse("accounts_security", args=[li.pk])  # where the lock can be taken away
    assert f'href="{account}"' in html
    assert f'href="{account}"' in client.get(reverse("organs_person", args=[li.pk])).content.decode()
    own = client.get(reverse("organs_person", args=[security.pk])).content.decode()
    assert reverse("accounts_security", args=[security.pk]) not in own


def test_security_officer_reads_that_all_is_well__when_it_is(client, security):
    enrol(security)
    html = shown(client, security)
    for words in ("没有账号因连续输错密码被锁定", "所有在用账号均已设两步验证", "没有即将到期的任职和代理"):
        assert words in html


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SYSTEM, Role.EDITOR, Role.ORGAN_HEAD])
def test_others_do_not_see_accounts__when_they_do_not_keep_them(client, home, role):
    person = make_person("other", (role, None))
    fail("other", 9)
    assert "账号安全" not in shown(client, person)


def test_first_ten_are_named__when_there_are_many(client, security):
    for number in range(12):
        make_person(f"person{number:02}")
    html = shown(client, security)
    assert "person09" in html
    assert "person10" not in html
    assert "13个" in html
    assert reverse("wagtailusers_users:index") in html.split("账号安全")[1].split("</section>")[0]


def test_dashboard_asks_no_more__when_there_are_more_accounts_and_terms(client, security):
    client.force_login(security)
    organ = make_organ("minzhengju")

    def queries():
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("wagtailadmin_home")).status_code == 200
        return len(captured)

    before = queries()
    for number in range(8):
        person = make_person(f"person{number}")
        fail(person.username, 6)
        end(appoint_person(person, Role.CHECKER, organ), at=timezone.now() + DAY)
    assert queries() == before < 30
