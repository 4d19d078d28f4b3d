"""What the editor shows around a text: nothing that does not work here, no two hints that contradict each other."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from cms.clearance.gate import let_down
from cms.review.setup import ensure_review
from tests.site import column, make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, home):
    ensure_review()
    client.force_login(User.objects.create_superuser("admin", password="x"))


def edited(client) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[make_draft().pk])).content.decode()


def created(client) -> str:
    return client.get(
        reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk])
    ).content.decode()


@pytest.mark.parametrize("opened", [edited, created])
def test_editor_offers_no_checks_that_find_nothing__in_its_side_panels(client, admin, opened) -> None:
    html = opened(client)
    assert re.findall(r'data-side-panel-toggle="(\w+)"', html) == ["status", "preview", "comments"]
    assert "data-checks-panel" not in html
    assert "checker-axe-configuration" not in html


def test_title_of_the_window_has_a_full_width_colon__when_something_is_added(client, admin) -> None:
    title = re.search(r"<title>\s*(.*?)\s*</title>", created(client), re.DOTALL)
    assert title is not None
    assert "新建：文章" in title[1]
    assert ": " not in title[1]


def test_keywords_have_hints_that_agree__when_written(client, admin) -> None:
    html = edited(client)
    assert "以逗号、顿号或空格分隔。" in html
    assert "每个词中间不能有空格。" in html
    assert "按逗号或空格键" not in html


def test_errors_are_counted_again__when_the_body_is_there(client, admin) -> None:
    counts = re.findall(r'class="w-tabs__errors".*?container-value', edited(client), re.DOTALL)
    assert counts
    assert all("wagtail:panel-init@document->w-count#count" in one for one in counts)


def test_search_counts_pages__when_it_finds_one(client, admin) -> None:
    make_article(title="全市防汛工作部署")
    html = client.get(reverse("wagtailadmin_pages:search"), {"q": "防汛工作部署"}).content.decode()
    assert "共1个页面，显示第1至1个" in html


def test_explorer_says_withdrawn__of_what_was_public(client, admin) -> None:
    make_draft(title="从未公开的稿件")
    page = make_article(title="曾经公开的稿件")
    let_down(page).unpublish()
    html = client.get(reverse("wagtailadmin_explore", args=[column("yaowen").pk])).content.decode()
    rows = {words: row for row in html.split("<tr") for words in ("从未公开", "曾经公开") if words in row}
    assert "已撤下" in rows["曾经公开"]
    assert not re.search(r">\s*草稿\s*<", rows["曾经公开"])
    assert re.search(r">\s*草稿\s*<", rows["从未公开"])
    assert "已撤下" not in rows["从未公开"]
