"""An empty column is led to by nothing, until its first publication."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.clearance.gate import let_down
from cms.models import ColumnPage, HomePage
from tests.site import column, column_on, make_article, make_subsite, publish_in

pytestmark = pytest.mark.django_db
LISTS = ["/", "/sitemap/", "/sitemap-0.xml"]


def led_to(client: Any, path: str, **extra: Any) -> set[str]:
    """Columns to which the page at `path` leads, by slug."""
    html = client.get(path, **extra).content.decode()
    slugs = ColumnPage.objects.values_list("slug", flat=True)
    return {slug for slug in slugs if re.search(rf"/{slug}/", html)}


@pytest.mark.parametrize("path", LISTS)
def test_column_is_led_to_from_its_first_publication_on(home: HomePage, client: Any, path: str) -> None:
    assert led_to(client, path) == set()
    make_article("yaowen")
    assert led_to(client, path) == {"yaowen"}


def test_column_above_is_led_to__when_only_the_one_beneath_is_filled(home: HomePage, client: Any) -> None:
    make_article("shizhengfu")
    assert led_to(client, "/sitemap/") == {"zhengcewenjian", "shizhengfu"}
    assert "/shizhengfu/" in client.get("/zhengcewenjian/").content.decode()


def test_column_is_left_out_again__when_all_in_it_is_withdrawn(home: HomePage, client: Any) -> None:
    page = make_article("yaowen")
    let_down(page).unpublish()
    for path in ("/sitemap/", "/sitemap-0.xml"):
        assert led_to(client, path) == set()
    assert client.get("/yaowen/feed.atom").status_code == 200  # harvesters still hear of the withdrawal


def test_empty_column_is_not_for_search_engines(home: HomePage, client: Any) -> None:
    assert client.get("/tongzhi/")["X-Robots-Tag"] == "noindex"
    make_article("tongzhi")
    assert "X-Robots-Tag" not in client.get("/tongzhi/")


def test_new_site_leads_nowhere_until_something_is_public(home: HomePage, client: Any) -> None:
    site = make_subsite()
    host = {"headers": {"host": site.hostname}}
    assert led_to(client, "/", **host) == set()
    publish_in(column_on(site, "gongzuodongtai"), title="第一条")
    assert led_to(client, "/", **host) == {"gongzuodongtai"}


def test_editor_is_told__when_an_empty_column_is_published(home: HomePage, admin_client: Any) -> None:
    page = column("tongzhi")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {
        "title": page.title, "slug": page.slug, "description": "通知公告", "keywords": "", "column_type": "政务动态",
        "column_type_other": "", "update_class": "news", "promised_days": "", "organ": "", "show_in_menus": "on",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "action-publish": "action-publish",
    }  # fmt: skip
    shown = admin_client.post(edit, data, follow=True).content.decode()
    assert "栏目“通知公告”还是空白栏目，暂不对外显示" in shown
    assert "发布第一条信息后，它会自动出现" in shown
    make_article("tongzhi")
    assert "空白栏目" not in admin_client.post(edit, data, follow=True).content.decode()


def test_cost_does_not_grow__when_there_are_more_columns(
    home: HomePage, client: Any, django_assert_num_queries: Any
) -> None:
    make_article("yaowen")
    client.get("/sitemap/")
    with CaptureQueriesContext(connection) as few:
        client.get("/sitemap/")
    before = len(few)
    for number in range(4):
        home.add_child(instance=ColumnPage(title=f"栏目{number}", slug=f"c{number}", description="栏目"))
        make_article(f"c{number}")
    client.get("/sitemap/")
    with django_assert_num_queries(before):
        client.get("/sitemap/")
