"""等我审核: whatever waits can be opened from the list, however much does (issue: each can be opened from the list)."""

import re
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.admin import waiting
from cms.review.services import submit
from tests.recall import recall
from tests.site import make_draft, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(home):
    return recall.scene(make_people)


@pytest.fixture(autouse=True)
def short():
    with patch.object(waiting, "ROWS", 2):
        yield


def send(people, number):
    for place in range(number):
        page = make_draft("yaowen", title=f"第{place}件<稿>", owner=people["editor"])
        page.save_revision(user=people["editor"])
        submit(page, people["editor"])


def listed(client, user, **query):
    client.force_login(user)
    answer = client.get(reverse("cms_waiting"), query)
    assert answer.status_code == 200
    html = answer.content.decode()
    return re.findall(r"第(\d+)件&lt;稿&gt;</a>", html), html


def test_everything_is_listed_once_and_opens__when_more_waits_than_the_dashboard_shows(client, people):
    send(people, 5)
    client.force_login(people["checker"])
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert re.search(rf'<a href="{reverse("cms_waiting")}">\s*查看全部5件', home)
    assert "先列出应急的和等待最久的2件" in home
    pages = [listed(client, people["checker"], p=page)[0] for page in (1, 2, 3)]
    assert pages == [["0", "1"], ["2", "3"], ["4"]]
    _rows, html = listed(client, people["checker"], p=3)
    address = re.search(r'href="(/admin/review/\d+/)">第4件', html)
    assert address is not None
    assert client.get(address[1]).status_code == 200


def test_dashboard_names_no_other_list__when_it_shows_all(client, people):
    send(people, 2)
    client.force_login(people["checker"])
    assert reverse("cms_waiting") not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("wrong", ["0", "-1", "99", "第二", "1e9", "٣", ""])
def test_a_page_is_shown__when_the_number_makes_no_sense(client, people, wrong):
    send(people, 3)
    assert listed(client, people["checker"], p=wrong)[0] in (["0", "1"], ["2"])


def test_title_narrows__and_says_so_when_nothing_is_left(client, people):
    send(people, 4)
    assert listed(client, people["checker"], q=" 第3件<稿> ")[0] == ["3"]
    rows, html = listed(client, people["checker"], q='%"><script>')
    assert rows == []
    assert "没有标题含有这些字的" in html
    assert 'value="%"' not in html
    assert 'value="%&quot;&gt;&lt;script&gt;"' in html


def test_title_is_kept__when_turning_pages(client, people):
    send(people, 3)
    assert "?q=%E4%BB%B6&amp;p=2" in listed(client, people["checker"], q="件")[1]


@pytest.mark.parametrize("name", ["editor", "secrecy", "signer"])
def test_list_is_empty__when_the_step_is_not_theirs(client, people, name):
    send(people, 1)
    rows, html = listed(client, people[name])
    assert rows == []
    assert "没有等您审核的稿件" in html


def test_stranger_is_led_to_the_door__when_asking_for_it(client, people):
    answer = client.get(reverse("cms_waiting"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_queries_do_not_grow__when_more_waits(client, people):
    with patch.object(waiting, "ROWS", 20):
        counts = []
        for _ in range(2):
            send(people, 4)
            listed(client, people["checker"])
            with CaptureQueriesContext(connection) as queries:
                listed(client, people["checker"])
            counts.append(len(queries))
    assert counts[0] == counts[1]
