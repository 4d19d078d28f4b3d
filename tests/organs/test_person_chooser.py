"""Whoever gives roles finds people by name, account or organ."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organs.models import Organ, Role
from tests.site import make_organ, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def security(client):
    person = make_person("security", (Role.SECURITY, None))
    client.force_login(person)
    return person


def results(client, words=""):
    return client.get(reverse("person_chooser:choose_results"), {"q": words}).content.decode()


def people(html):
    return [name for name in ("zhang", "wang", "li") if f"（{name}）" in html]


@pytest.fixture
def three():
    first, second = make_organ("jiaoyuju", short_name="市教育局"), make_organ("minzhengju", short_name="市民政局")
    Organ.objects.filter(pk=first.pk).update(position=1)
    make_person("zhang", (Role.CHECKER, second), last_name="张", first_name="三")
    make_person("wang", (Role.EDITOR, first), last_name="王", first_name="立")
    make_person("li", last_name="李", first_name="四")
    gone = make_person("gone", (Role.CHECKER, second))
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)


@pytest.mark.parametrize(
    ("words", "found"),
    [("张三", ["zhang"]), ("ZHAN", ["zhang"]), ("市教育", ["wang"]), ("市教育 立", ["wang"]), ("市教育 张", [])],
)
def test_people_are_found__by_part_of_name_account_or_organ(client, security, three, words, found):
    assert people(results(client, words)) == found


def test_people_stand_in_the_order_of_their_organs__with_what_they_are(client, security, three):
    html = results(client)
    assert "市教育局 信息员" in html
    assert html.index("（wang）") < html.index("（zhang）") < html.index("（li）")
    assert "（gone）" not in html


def test_person_is_chosen__when_active(client, security, three):
    html = client.get(reverse("person_chooser:choose")).json()["html"]
    assert "（wang）" in html
    wang, gone = make_person("wang"), make_person("gone")
    chosen = json.loads(client.get(reverse("person_chooser:chosen", args=[wang.pk])).content)
    assert chosen["result"]["title"] == "王立（wang）"
    for pk in (gone.pk, 10**30, "x", "-1"):
        assert client.get(reverse("person_chooser:chosen", args=[pk])).status_code == 404


@pytest.mark.parametrize("role", [None, Role.SYSTEM, Role.AUDITOR, Role.EDITOR])
def test_people_are_closed__when_person_gives_no_roles(client, three, role):
    person = make_person("other", *([(role, None)] if role else []))
    client.force_login(person)
    addresses = [reverse(f"person_chooser:{name}") for name in ("choose", "choose_results")]
    for address in (*addresses, reverse("person_chooser:chosen", args=[person.pk])):
        assert client.get(address).status_code in {302, 403}


def test_form_names_nobody__when_the_address_or_the_form_is_odd(client, security):
    for odd in ("x", "9" * 40, "-1"):
        assert client.get(reverse("organs_appoint"), {"user": odd}).status_code == 200
        assert client.post(reverse("organs_appoint"), {"user": odd, "role": "checker"}).status_code == 200
    li = make_person("li", last_name="李", first_name="四")
    assert "李四（li）" in client.get(reverse("organs_appoint"), {"user": li.pk}).content.decode()


def test_queries_do_not_grow__when_there_are_more_people(client, security, organ):
    found = []
    for number in range(2):
        for one in range(2 + 5 * number):
            make_person(f"p{number}{one}", (Role.EDITOR, make_organ(f"organ{number}{one}")), (Role.CHECKER, organ))
        results(client)
        with CaptureQueriesContext(connection) as queries:
            results(client)
        found.append(len(queries))
    assert found[0] == found[1]
