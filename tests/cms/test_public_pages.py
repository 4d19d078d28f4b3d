"""What a citizen, and a harvester reading META tags, gets."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from lxml import html

from cms.clearance.gate import let_down
from cms.models import SiteSettings
from register.models import Cut, Listing
from tests.site import column, make_article, make_document, make_draft, publish

pytestmark = pytest.mark.django_db


def meta(response, name):
    found = html.fromstring(response.content).xpath(f"//meta[@name='{name}']/@content")
    return found[0] if found else None


def titles(response):
    return re.findall(r"第\d+号消息", html.fromstring(response.content).text_content())


def many(count, start=datetime(2024, 1, 1, tzinfo=UTC)):
    Listing.objects.filter(path="/yaowen/").update(page_size=5)
    return [make_article(title=f"第{n}号消息", original_published_at=start + timedelta(days=n)) for n in range(count)]


def test_meta_tags_are_those_of_the_guideline__when_document_is_shown(home, client):
    page = make_document(title="关于做好春耕工作的通知", document_number="云政发[2026]第8号", summary="概述")
    response = client.get(page.url)
    assert response.status_code == 200
    assert meta(response, "SiteName") == "云杉市人民政府"
    assert meta(response, "SiteDomain") == "testserver"
    assert meta(response, "SiteIDCode") == "9901000001"
    assert meta(response, "ColumnName") == "政策文件"
    assert meta(response, "ArticleTitle") == "关于做好春耕工作的通知"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", meta(response, "PubDate"))
    assert meta(response, "ContentSource") == "云杉市yunshan"
    assert meta(response, "Url") == f"http://testserver{page.url}"
    text = response.content.decode()
    assert "云政发〔2026〕8号" in text
    assert page.index_number in text


def test_column_tags__when_column_is_shown(home, client):
    make_article()
    response = client.get("/yaowen/")
    for name, value in {"ColumnName": "要闻", "ColumnDescription": "要闻栏目", "ColumnType": "政务动态"}.items():
        assert meta(response, name) == value
    assert meta(response, "ColumnKeywords") is not None


@pytest.mark.parametrize("path", ["/", "/yaowen/", "/organs/yunshan/"])
def test_feeds_are_announced_with_exact_types__when_listing_is_shown(home, client, path):
    make_article()
    links = html.fromstring(client.get(path).content).xpath("//link[@rel='alternate']")
    found = {(link.get("type"), link.get("href").removeprefix("http://testserver")) for link in links}
    assert {
        ("application/rss+xml", f"{path}feed.rss"),
        ("application/atom+xml", f"{path}feed.atom"),
        ("application/feed+json", f"{path}feed.json"),
    } <= found


def test_json_ld_is_valid__when_page_is_shown(home, client):
    page = make_article(title='引号"与</script>标签')
    tree = html.fromstring(client.get(page.url).content)
    data = [json.loads(one) for one in tree.xpath("//script[@type='application/ld+json']/text()")]
    assert data[0]["headline"] == '引号"与</script>标签'
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{page.url}"]


@pytest.mark.parametrize("path", ["/", "/yaowen/", "page", "/sitemap/", "/organs/yunshan/"])
def test_answer_is_the_same_for_everybody__when_asked_twice(home, client, admin_client, path):
    page = make_article()
    path = page.url if path == "page" else path
    first, second = client.get(path), admin_client.get(path)
    assert first.status_code == 200
    assert first.content == second.content
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")
    assert "no-cache" in first.headers["Cache-Control"]
    assert first.headers["ETag"]
    assert first.headers["Last-Modified"]
    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    assert b"csrfmiddlewaretoken" not in first.content


def test_withdrawn_page_is_gone__when_asked_for(home, client):
    page = make_article(title="旧消息", body=[("paragraph", "<p>不应再见的正文</p>")])
    let_down(page).unpublish()
    response = client.get(page.url)
    assert response.status_code == 410
    text = response.content.decode()
    assert "不应再见的正文" not in text
    assert "撤下" in text


def test_unknown_address_is_not_found__when_asked_for(home, client):
    draft = make_draft()
    for path in ("/nowhere/", f"/yaowen/{draft.slug}/", "/yaowen/archive/99/", "/yaowen/year/0001/"):
        assert client.get(path).status_code == 404


def test_list_is_paged_by_cuts__when_there_are_many(home, client):
    many(17)
    listing = Listing.objects.get(path="/yaowen/")
    assert [cut.size for cut in listing.cuts.order_by("start_at")] == [5, 5, 5, 2]
    front = client.get("/yaowen/")
    assert titles(front)[0] == "第16号消息"
    seen = set(titles(front))
    path = html.fromstring(front.content).xpath("//a[@rel='prev' or contains(@href, '/archive/')]/@href")[0]
    pages = 0
    while path:
        response = client.get(path)
        seen |= set(titles(response))
        links = html.fromstring(response.content).xpath("//a[contains(@href, '/archive/')]/@href")
        links = [link for link in links if not link.endswith("/newer/") and link != path]
        path, pages = (links[0] if links else ""), pages + 1
        assert pages < 5
    assert len(seen) == 17


def test_full_page_keeps_its_bytes__when_something_newer_comes(home, client):
    many(12)
    number = Listing.objects.get(path="/yaowen/").cuts.order_by("start_at")[0].number
    before = client.get(f"/yaowen/archive/{number}/").content
    for n in range(12, 20):
        make_article(title=f"第{n}号消息", original_published_at=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=n))
    assert client.get(f"/yaowen/archive/{number}/").content == before


def test_year_leads_to_its_newest_page__when_chosen(home, client):
    many(12, datetime(2023, 12, 25, tzinfo=UTC))
    response = client.get("/yaowen/year/2023/")
    assert response.status_code == 302
    assert "第6号消息" in titles(client.get(response.headers["Location"]))


def test_newer_leads_on__when_followed_from_an_archive_page(home, client):
    many(12)
    first, second, _open = Cut.objects.filter(listing__path="/yaowen/").order_by("start_at")
    assert client.get(f"/yaowen/archive/{first.number}/newer/").headers["Location"].endswith(f"/{second.number}/")
    assert client.get(f"/yaowen/archive/{second.number}/newer/").headers["Location"] == "/yaowen/"


def test_queries_do_not_grow__when_the_site_does(home, client, django_assert_max_num_queries):
    page = make_document("shizhengfu", keywords=[])
    many(8)
    for path, most in ((page.url, 12), ("/yaowen/", 14), ("/", 24)):
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200


def test_original_time_is_shown_as_such__when_carried_over(home, client):
    page = make_article(original_published_at=datetime(2012, 3, 4, 1, 30, tzinfo=UTC))
    response = client.get(page.url)
    assert meta(response, "PubDate") == "2012-03-04 09:30"
    assert "原发布" in response.content.decode()


def test_chrome_changes_the_validators__when_site_settings_change(home, client):
    page = make_article()
    before = client.get(page.url)
    settings = SiteSettings.objects.get()
    settings.telephone = "0000-1234567"
    settings.save()
    assert client.get(page.url, headers={"if-none-match": before.headers["ETag"]}).status_code == 200


def test_hostile_markup_is_cleaned__when_saved_by_any_way(home, client):
    page = make_draft(
        body=[("paragraph", '<p onclick="x()">文<script>alert(1)</script><a href="javascript:x">链</a></p>')]
    )
    page = publish(page)
    text = client.get(page.url).content.decode()
    assert "onclick" not in text
    assert "alert(1)" not in text
    assert "javascript:" not in text


def test_column_keeps_working__when_it_is_empty(home, client):
    assert client.get("/tongzhi/").status_code == 200
    assert column("tongzhi").title in client.get("/tongzhi/").content.decode()


def test_home_is_there__when_site_is_given_its_root_page(home, client):
    assert client.get("/").status_code == 200
