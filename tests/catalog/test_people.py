"""Columns of leaders and of profiles show all of them on one page, in their order."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import LeaderPage, OrganProfilePage
from cms.models import ColumnPage, HomePage
from tests.site import column, make_article, make_organ

from .pages import make_portrait, published

pytestmark = pytest.mark.django_db


def retype(slug: str, column_type: str) -> None:
    page = column(slug)
    page.column_type = column_type
    page.save()


def test_leaders_stand_in_their_order_with_portraits(home: HomePage, client: Any) -> None:
    retype("tongzhi", ColumnPage.ColumnType.LEADERS)
    published(LeaderPage, "tongzhi", title="第三位", position=3)
    published(LeaderPage, "tongzhi", title="第一位", position=1, portrait=make_portrait(), portrait_alt="第一位照片")
    published(LeaderPage, "tongzhi", title="第二位", position=2)
    make_article("tongzhi", title="关于领导分工的通知")
    html = client.get("/tongzhi/").content.decode()
    assert re.findall(r"<h2><a [^>]*>(第.位)</a></h2>", html) == ["第一位", "第二位", "第三位"]
    assert html.count('<li class="leader-card') == 3
    assert 'alt="第一位照片"' in html
    assert "云杉市教育局局长" in html
    assert "关于领导分工的通知" in html
    assert "市教育局" not in re.findall(r'<p class="from">', html)


def test_profiles_are_uniform_and_in_the_order_of_organs(home: HomePage, client: Any) -> None:
    retype("tongzhi", ColumnPage.ColumnType.FUNCTIONS)
    for code, position in (("minzhengju", 20), ("jiaoyuju", 10)):
        published(OrganProfilePage, "tongzhi", organ=make_organ(code, position=position), title=f"{code}机构职能")
    html = client.get("/tongzhi/").content.decode()
    assert re.findall(r'<th scope="row"><a [^>]*>云杉市(\w+)</a></th>', html) == ["jiaoyuju", "minzhengju"]
    assert html.count("0000-6012345") == 2


def test_column_is_as_any_other__when_nothing_of_the_kind_is_in_it(home: HomePage, client: Any) -> None:
    retype("tongzhi", ColumnPage.ColumnType.LEADERS)
    make_article("tongzhi", title="关于领导分工的通知")
    assert "关于领导分工的通知" in client.get("/tongzhi/").content.decode()


def test_cost_does_not_grow__when_there_are_more(home: HomePage, client: Any, django_assert_num_queries: Any) -> None:
    retype("tongzhi", ColumnPage.ColumnType.LEADERS)
    published(LeaderPage, "tongzhi")
    client.get("/tongzhi/")
    with CaptureQueriesContext(connection) as few:
        client.get("/tongzhi/")
    before = len(few)
    for number in range(3):
        published(LeaderPage, "tongzhi", title=f"负责人{number}")
    with django_assert_num_queries(before):
        client.get("/tongzhi/")
