"""304 from two queries, and never for something else."""

from datetime import timedelta

import pytest
from django.utils.http import http_date

from register import services
from register.models import Cut, Entry, Listing
from syndication.conditional import SETTLED, fingerprint, settled

from .entries import BEGIN, make_entries, make_entry

pytestmark = pytest.mark.django_db

FORMATS = ["rss", "atom", "json"]


@pytest.mark.parametrize("extension", FORMATS)
def test_two_queries_are_enough__when_client_has_the_feed(home, client, extension, django_assert_num_queries):
    make_entries(30)
    number = Cut.objects.get(listing__path="/gonggao/", is_open=False).number
    for path in [f"/gonggao/feed.{extension}", f"/gonggao/archive/{number}/feed.{extension}"]:
        etag = client.get(path)["ETag"]
        with django_assert_num_queries(2):
            response = client.get(path, headers={"if-none-match": etag})
        assert response.status_code == 304
        assert response.content == b""
        assert response["ETag"] == etag
        assert response["Cache-Control"] == "public, no-cache"


def test_head_is_get_without_content__when_asked(home, client):
    make_entry()
    got, head = client.get("/feed.atom"), client.head("/feed.atom")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == got["ETag"]
    assert client.head("/feed.atom", headers={"if-none-match": got["ETag"]}).status_code == 304


def test_since_is_answered_304__when_nothing_changed(home, client, django_assert_num_queries):
    make_entry()
    modified = client.get("/gonggao/feed.atom")["Last-Modified"]
    assert modified == http_date(BEGIN.timestamp())
    with django_assert_num_queries(2):
        assert client.get("/gonggao/feed.atom", headers={"if-modified-since": modified}).status_code == 304
    earlier = http_date((BEGIN - timedelta(seconds=1)).timestamp())
    assert client.get("/gonggao/feed.atom", headers={"if-modified-since": earlier}).status_code == 200


def test_etag_wins__when_both_are_given(home, client):
    make_entry()
    headers = {"if-none-match": '"another"', "if-modified-since": http_date((BEGIN + timedelta(days=1)).timestamp())}
    assert client.get("/gonggao/feed.atom", headers=headers).status_code == 200


def test_seconds_tell_nothing__when_change_is_fresh(home, client):
    """Two changes within one second look the same to If-Modified-Since, so a fresh one has no Last-Modified."""
    from django.utils import timezone

    make_entry(at=timezone.now())
    response = client.get("/gonggao/feed.atom")
    assert "Last-Modified" not in response
    later = http_date((timezone.now() + timedelta(seconds=1)).timestamp())
    assert client.get("/gonggao/feed.atom", headers={"if-modified-since": later}).status_code == 200
    assert client.get("/gonggao/feed.atom", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_change_is_settled__when_old_enough():
    assert settled(BEGIN, BEGIN + SETTLED) == BEGIN
    assert settled(BEGIN, BEGIN + SETTLED - timedelta(microseconds=1)) is None
    assert settled(None) is None


def test_etag_differs__when_two_changes_share_a_moment(home, client):
    entry = make_entry()
    first = client.get("/gonggao/feed.atom")["ETag"]
    make_entry(uid=entry.uid, title="改过的标题", at=BEGIN)
    second = client.get("/gonggao/feed.atom")["ETag"]
    services.withdraw(Entry.objects.get(), Entry.Reason.UNPUBLISHED, BEGIN)
    third = client.get("/gonggao/feed.atom")["ETag"]
    assert len({first, second, third}) == 3


@pytest.mark.parametrize("field", ["title", "description", "path"])
def test_etag_differs__when_listing_is_described_otherwise(home, client, field):
    make_entry()
    old = client.get("/gonggao/feed.atom")["ETag"]
    Listing.objects.filter(path="/gonggao/").update(**{field: "/tonggao/"})
    path = "/tonggao/feed.atom" if field == "path" else "/gonggao/feed.atom"
    assert client.get(path)["ETag"] != old


def test_etag_differs__when_public_address_changes(home, client, settings):
    make_entry()
    old = client.get("/feed.atom")["ETag"]
    settings.PUBLIC_ADDRESS = "https://www.example.gov.cn"
    response = client.get("/feed.atom")
    assert response["ETag"] != old
    assert "https://www.example.gov.cn/gonggao/t0/" in response.content.decode()


def test_etags_differ__when_formats_do(home, client):
    make_entry()
    assert len({client.get(f"/feed.{extension}")["ETag"] for extension in FORMATS}) == 3


def test_fingerprint_keeps_parts_apart__when_they_run_together():
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


@pytest.mark.parametrize(
    "path", ["/feeds.opml", "/feeds/", "/sitemap.xml", "/sitemap-0.xml", "/sitemap-1.xml", "/robots.txt"]
)
def test_304_is_answered__when_client_has_it(home, client, path):
    from syndication.sitemaps import SIZE

    entry = make_entry()
    path = path.replace("-1", f"-{(entry.pk - 1) // SIZE + 1}")
    response = client.get(path)
    assert response.status_code == 200
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert "Set-Cookie" not in response
