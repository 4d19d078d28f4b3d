"""Archived feeds (RFC 5005): back to the first entry, and never touched by what comes later."""

import json
from datetime import timedelta

import pytest

from register import services
from register.models import Cut, Entry, Listing
from tests.recall import recall
from tests.site import add_columns, make_article

from .entries import BEGIN, make_entries, make_entry
from .readers import ATOM, HISTORY, TOMBSTONES, body, feed, links, xml

pytestmark = pytest.mark.django_db

FORMATS = ["rss", "atom", "json"]


@pytest.fixture
def filled(home):
    return recall.scene(make_filled)


def make_filled():
    """Seventeen announcements: three full pages of five and an open one of two."""
    first = make_entry()
    Listing.objects.filter(path="/gonggao/").update(page_size=5)
    return [first, *make_entries(16, first=1)]


def archives(extension: str) -> list[str]:
    full = Cut.objects.filter(listing__path="/gonggao/", is_open=False).order_by("number")
    return [f"/gonggao/archive/{cut.number}/feed.{extension}" for cut in full]


def walk(client, extension: str) -> list[str]:
    """Paths of the documents from the front back to the first entry."""
    paths, path = [], f"/gonggao/feed.{extension}"
    while path:
        paths.append(path)
        root = xml(client, path)
        (path,) = links(root[0] if extension == "rss" else root, "prev-archive") or [""]
        path = path.removeprefix("http://testserver")
    return paths


@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_archives_lead_back_to_the_first_entry__when_followed(filled, client, extension):
    paths = walk(client, extension)
    assert len(paths) == 4
    seen = [one.id for path in paths for one in feed(client, path).entries]
    assert set(seen) == {f"urn:uuid:{entry.uid}" for entry in filled}
    archived = [one.id for path in paths[1:] for one in feed(client, path).entries]
    assert len(archived) == len(set(archived)) == 15


def test_json_pages_lead_back_without_repeating__when_followed(filled, client):
    seen, path = [], "/gonggao/feed.json"
    while path:
        page = json.loads(body(client, path))
        assert page["_gongkai"]["archive"] == ("archive" in path)
        seen += [item["id"] for item in page["items"]]
        path = page.get("next_url", "").removeprefix("http://testserver")
    assert seen == [f"urn:uuid:{entry.uid}" for entry in reversed(filled)]


def test_archive_says_what_it_is__when_read(filled, client):
    front, archive = xml(client, "/gonggao/feed.atom"), xml(client, archives("atom")[1])
    assert front.find(f"{HISTORY}archive") is None
    assert archive.find(f"{HISTORY}archive") is not None
    assert links(archive, "current") == ["http://testserver/gonggao/feed.atom"]
    assert links(archive, "self") == [f"http://testserver{archives('atom')[1]}"]
    assert links(archive, "next-archive") == []
    assert links(archive, "prev-archive") == [f"http://testserver{archives('atom')[0]}"]
    assert archive.findtext(f"{ATOM}id") == front.findtext(f"{ATOM}id")
    assert xml(client, archives("rss")[0])[0].find(f"{HISTORY}archive") is not None


@pytest.mark.parametrize("extension", FORMATS)
def test_open_page_is_no_archive__when_asked_for(filled, client, extension):
    cut = Cut.objects.get(listing__path="/gonggao/", is_open=True)
    response = client.get(f"/gonggao/archive/{cut.number}/feed.{extension}")
    assert response.status_code == 302
    assert response["Location"] == f"http://testserver/gonggao/feed.{extension}"


def test_open_page_leads_to_the_front__when_asked_for_as_html(home, client):
    make_article()
    number = Cut.objects.get(listing__path="/yaowen/", is_open=True).number
    response = client.get(f"/yaowen/archive/{number}/")
    assert (response.status_code, response["Location"]) == (302, "/yaowen/")


@pytest.mark.parametrize("extension", FORMATS)
def test_archives_keep_their_bytes__when_something_newer_comes(filled, client, extension):
    before = {path: client.get(path) for path in archives(extension)}
    make_entries(8, first=17)
    for path, old in before.items():
        new = client.get(path)
        assert new.content == old.content
        assert new["ETag"] == old["ETag"]
    assert len(archives(extension)) == 4


@pytest.mark.parametrize("extension", FORMATS)
def test_only_front_and_its_archive_change__when_withdrawn(filled, client, extension):
    paths = [f"/gonggao/feed.{extension}", *archives(extension)]
    before = {path: client.get(path) for path in paths}
    services.withdraw(filled[7], Entry.Reason.UNPUBLISHED, BEGIN + timedelta(days=2))
    changed = [path for path in paths if client.get(path).content != before[path].content]
    assert changed == [paths[0], paths[2]] or (extension == "rss" and changed == paths[0::2][:2])
    assert client.get(paths[1])["ETag"] == before[paths[1]]["ETag"]
    assert client.get(paths[2])["ETag"] != before[paths[2]]["ETag"]


def test_archive_keeps_the_tombstone__when_front_has_forgotten_it(filled, client, monkeypatch):
    monkeypatch.setattr("register.pages.RECENT_TOMBSTONES", 6)
    for number in range(9):
        services.withdraw(filled[number], Entry.Reason.UNPUBLISHED, BEGIN + timedelta(days=2, minutes=number))
    oldest = f"urn:uuid:{filled[0].uid}"
    front = [one.get("ref") for one in xml(client, "/gonggao/feed.atom").findall(f"{TOMBSTONES}deleted-entry")]
    archive = [one.get("ref") for one in xml(client, archives("atom")[0]).findall(f"{TOMBSTONES}deleted-entry")]
    assert oldest not in front
    assert len(front) == 6
    assert oldest in archive
    assert len(archive) == 5


def test_backdated_entry_changes_only_its_page__when_imported(filled, client):
    paths = archives("atom")
    before = {path: body(client, path) for path in paths}
    make_entry(500, at=BEGIN + timedelta(days=3), original_published_at=BEGIN + timedelta(minutes=7, seconds=5))
    assert [path for path in paths if body(client, path) != before[path]] == [paths[1]]


@pytest.mark.parametrize("extension", FORMATS)
def test_queries_are_few__when_archive_is_read(filled, client, extension, django_assert_num_queries):
    path = archives(extension)[1]
    with django_assert_num_queries(4):
        client.get(path)


def test_archive_is_of_its_listing__when_another_has_the_number(filled, client, home):
    add_columns(home, [("空栏目", "kong")])
    assert client.get("/kong/archive/1/feed.atom").status_code == 404
    assert Listing.objects.filter(path="/kong/").exists()
