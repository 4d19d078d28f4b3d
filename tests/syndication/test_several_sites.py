"""What leaves the house leaves for the site of the host: names, addresses and entries."""

from typing import Any

import pytest
from wagtail.models import Site

from cms.models import ColumnPage
from register.models import Entry
from syndication.sitemaps import SIZE
from tests.recall import recall
from tests.site import column, column_on, make_subsite, publish_in

pytestmark = pytest.mark.django_db
HOST = "jyj.example.cn"


@pytest.fixture
def bureau(home: Any) -> Site:
    return recall.scene(make_bureau)


def make_bureau() -> Site:
    site = make_subsite("jiaoyuju", HOST, legal_name="云杉市教育局")
    ColumnPage.objects.filter(pk=column_on(site, "gongzuodongtai").pk).update(description="教育动态")
    publish_in(column("yaowen"), title="门户要闻", slug="menhu")
    publish_in(column_on(site, "gongzuodongtai"), title="教育要闻", slug="jiaoyu")
    return site


@pytest.fixture
def ask(client: Any) -> Any:
    return lambda path, host=HOST, **headers: client.get(path, headers={"host": host, **headers})


@pytest.mark.parametrize(
    "path",
    [
        "/feed.rss",
        "/feed.atom",
        "/feed.json",
        "/feeds/",
        "/feeds.opml",
        "/api/v1/entries/",
        "/api/v2/pages/",
        "/sitemap-0.xml",
    ],
)
def test_answer_is_the_sites_own__when_there_are_two(bureau: Site, ask: Any, path: str) -> None:
    ours, theirs = ask(path), ask(path, "testserver")
    assert (ours.status_code, theirs.status_code) == (200, 200)
    own, other = ours.content.decode(), theirs.content.decode()
    assert "http://jyj.example.cn/" in own or path == "/feeds/"
    assert "testserver" not in own
    assert "jyj.example.cn" not in other
    for stranger in ["门户要闻", "menhu", "云杉市人民政府", "yaowen"]:
        assert stranger not in own
    for stranger in ["教育要闻", "/jiaoyu/", "云杉市教育局", "gongzuodongtai"]:
        assert stranger not in other


def test_entry_is_not_found__when_it_is_another_sites(bureau: Site, ask: Any) -> None:
    mine, theirs = Entry.objects.get(site=bureau), Entry.objects.exclude(site=bureau).get()
    assert ask(f"/api/v1/entries/{mine.uid}/").json()["url"] == f"http://{HOST}/gongzuodongtai/jiaoyu/"
    assert ask(f"/api/v1/entries/{theirs.uid}/").status_code == 404
    assert ask(f"/api/v2/pages/{theirs.page_id}/").status_code == 404
    assert ask("/yaowen/feed.atom").status_code == 404
    assert ask("/yaowen/menhu/").status_code == 404


def test_sitemap_leads_to_own_addresses__when_sections_are_shared(bureau: Site, ask: Any) -> None:
    index = ask("/sitemap.xml").content.decode()
    assert f"<loc>http://{HOST}/sitemap-0.xml</loc>" in index
    number = (Entry.objects.get(site=bureau).pk - 1) // SIZE + 1
    section = ask(f"/sitemap-{number}.xml").content.decode()
    assert f"<loc>http://{HOST}/gongzuodongtai/jiaoyu/</loc>" in section
    assert "menhu" not in section
    assert f"Sitemap: http://{HOST}/sitemap.xml" in ask("/robots.txt").content.decode()


@pytest.mark.parametrize(
    "path", ["/feed.atom", "/feeds.opml", "/sitemap.xml", "/sitemap-0.xml", "/", "/api/v1/entries/"]
)
def test_validator_of_one_site_is_none_of_the_other__when_paths_are_the_same(bureau: Site, ask: Any, path: str) -> None:
    etag = ask(path, "testserver")["ETag"]
    assert ask(path, "testserver", **{"if-none-match": etag}).status_code == 304
    assert ask(path, **{"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("extension", ["rss", "atom", "json"])
def test_two_queries_are_enough__when_client_of_another_site_has_the_feed(
    bureau: Site, ask: Any, extension: str, django_assert_num_queries: Any
) -> None:
    etag = ask(f"/gongzuodongtai/feed.{extension}")["ETag"]
    with django_assert_num_queries(2):
        assert ask(f"/gongzuodongtai/feed.{extension}", **{"if-none-match": etag}).status_code == 304


def test_ports_follow__when_the_demo_runs_elsewhere(bureau: Site, ask: Any, settings: Any) -> None:
    old = ask("/feed.atom")["ETag"]
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8123"
    response = ask("/feed.atom", f"{HOST}:8123")
    assert f"http://{HOST}:8123/gongzuodongtai/jiaoyu/" in response.content.decode()
    assert response["ETag"] != old
