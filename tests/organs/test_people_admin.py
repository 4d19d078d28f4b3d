"""Accounts and roles are kept by security administrators; nobody becomes a superuser through a form."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organs import roles
from organs.models import Deputy, Membership, Role
from tests.site import make_organ, make_person

pytestmark = pytest.mark.django_db
User = get_user_model()

NEW = {
    "username": "zhang", "last_name": "张", "first_name": "三", "email": "", "password1": "Yunshan-2026-x",
    "password2": "Yunshan-2026-x", "is_superuser": "on", "is_staff": "on", "is_active": "on",
}  # fmt: skip


@pytest.fixture
def security(client):
    person = make_person("security", (Role.SECURITY, None))
    client.force_login(person)
    return person


@pytest.fixture
def organ():
    return make_organ("minzhengju")


def test_account_is_made_without_rights__when_form_asks_for_them(client, security):
    group = Group.objects.create(name="some")
    response = client.post(reverse("wagtailusers_users:add"), {**NEW, "groups": [group.pk]})
    assert response.status_code == 302
    person = User.objects.get(username="zhang")
    assert (person.is_superuser, person.is_staff, person.groups.exists()) == (False, False, False)
    assert person.check_password("Yunshan-2026-x")


def test_account_is_disabled_and_gets_a_password__when_edited(client, security):
    person = make_person("zhang")
    data = {key: value for key, value in NEW.items() if key != "is_active"}
    client.post(reverse("wagtailusers_users:edit", args=[person.pk]), data)
    person.refresh_from_db()
    assert (person.is_active, person.is_superuser) == (False, False)
    assert person.check_password("Yunshan-2026-x")


def test_superuser_is_not_touched__when_by_security_administrator(client, security):
    root = make_person("root", is_superuser=True)
    address = reverse("wagtailusers_users:edit", args=[root.pk])
    assert client.get(address).status_code in {302, 403}
    client.post(address, NEW)
    root.refresh_from_db()
    assert (root.username, root.is_superuser, root.check_password("x")) == ("root", True, True)


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_bulk_action_on_people_is_refused__when_by_anybody(client, security, action):
    person = make_person("zhang")
    address = reverse("wagtail_bulk_action", args=["auth", "user", action]) + f"?id={person.pk}&next=/admin/"
    for user in (security, make_person("root", is_superuser=True)):
        client.force_login(user)
        assert client.get(address).status_code == 302
        client.post(address, {"role": "", "mark_as_active": ""})
    person.refresh_from_db()
    assert person.is_active


def test_account_is_not_deleted__when_by_security_administrator(client, security):
    person = make_person("zhang")
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert User.objects.filter(pk=person.pk).exists()


def test_list_of_accounts_opens_and_leads_to_posts__when_asked(client, security):
    person = make_person("zhang")
    html = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("organs_person", args=[person.pk]) in html
    assert "/admin/groups/" not in html


ADDRESSES = ["organs_posts", "organs_office", "organs_appoint", "wagtailusers_users:index", "wagtailusers_users:add"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECURITY])
def test_people_are_closed__when_role_is_another(client, organ, role):
    where = None if role in {Role.SYSTEM, Role.AUDITOR} else organ
    seat = Membership.objects.get(user=make_person("other", (Role.CHECKER, organ)))
    client.force_login(make_person("somebody", (role, where)))
    addresses = [reverse(name) for name in ADDRESSES]
    addresses += [reverse(name, args=[seat.pk]) for name in ("organs_end", "organs_hand_over", "organs_stand_in")]
    addresses += [reverse("organs_person", args=[seat.user_id]), reverse("organs_posts_of", args=[organ.pk])]
    for address in addresses:
        assert client.get(address).status_code in {302, 403}, address
        assert client.post(address).status_code in {302, 403}, address
    assert Membership.objects.filter(until=None).count() == 2


def test_roles_change__when_forms_are_sent(client, security, organ):
    li, wang = make_person("li"), make_person("wang", last_name="王")
    data = {"user": li.pk, "organ": organ.pk, "role": "organ_head", "post": "局长"}
    client.post(reverse("organs_appoint"), data)
    seat = Membership.objects.get(user=li)
    client.post(reverse("organs_stand_in", args=[seat.pk]), {"user": wang.pk, "until": "2999-01-01 08:00"})
    assert roles.holds(wang, Role.ORGAN_HEAD, organ)
    html = client.get(reverse("organs_posts_of", args=[organ.pk])).content.decode()
    for words in ("局长", "王", "终止代理", "空缺：", "没有记录"):
        assert words in html
    client.post(reverse("organs_end_stand_in", args=[Deputy.objects.get().pk]))
    assert not roles.holds(wang, Role.ORGAN_HEAD, organ)
    client.post(reverse("organs_hand_over", args=[seat.pk]), {"user": wang.pk, "post": "代局长"})
    assert Membership.objects.get(user=wang).post == "代局长"
    client.post(reverse("organs_end", args=[Membership.objects.get(user=wang).pk]))
    assert not roles.holders(Role.ORGAN_HEAD, organ).exists()
    html = client.get(reverse("organs_person", args=[li.pk])).content.decode()
    assert html.index("历任") < html.index("局长")


def test_form_keeps_what_was_typed_and_says_why__when_service_refuses(client, security, organ):
    data = {"user": security.pk, "organ": organ.pk, "role": "checker", "post": "科长"}
    response = client.post(reverse("organs_appoint"), data)
    html = response.content.decode()
    assert "不能给自己授予角色" in html
    assert "科长" in html
    assert Membership.objects.filter(user=security).count() == 1


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_queries_do_not_grow__when_there_are_more_organs_and_people(client, security, organ):
    addresses = [reverse(name) for name in ("organs_posts", "organs_office", "organs_appoint")]
    addresses += [reverse("organs_posts_of", args=[organ.pk]), reverse("wagtailusers_users:index")]
    found = []
    for number in range(2):
        for one in range(2 + 5 * number):
            make_person(f"p{number}{one}", (Role.EDITOR, make_organ(f"organ{number}{one}")), (Role.CHECKER, organ))
        found.append([counted(client, address) for address in addresses])
    assert found[0] == found[1]
    assert max(found[1]) < 30


def test_people_are_counted_once__when_they_hold_several_roles(client, security, organ):
    make_person("li", (Role.CHECKER, organ), (Role.SECRECY, organ), (Role.ORGAN_HEAD, organ))
    make_person("wang", (Role.EDITOR, organ))
    make_person("bian", (Role.EDITOR, None), (Role.CHECKER, None))
    response = client.get(reverse("organs_posts"))
    rows = {row["organ"].pk: row["count"] for row in response.context["rows"]}
    assert (rows[organ.pk], response.context["office_count"]) == (2, 2)


def test_dashboard_leads_to_accounts_and_posts__for_who_keeps_them(client, security):
    shown = client.get("/admin/").content.decode()
    assert f'href="{reverse("organs_posts")}"' in shown
    assert f'href="{reverse("wagtailusers_users:index")}"' in shown
    assert "安排代理" in shown
    client.force_login(make_person("bianji", (Role.EDITOR, None)))
    assert "安排代理" not in client.get("/admin/").content.decode()


def test_page_says_what_ends__before_a_post_is_ended(client, security, organ):
    person = make_person("wang", (Role.CHECKER, organ))
    membership = Membership.objects.get(user=person)
    shown = client.get(reverse("organs_end", args=[membership.pk])).content.decode()
    for words in (organ.name, "初审人", "（wang）", "任职立即结束"):
        assert words in shown
