"""Sitemaps and robots.txt, as crawlers read them."""

from datetime import timedelta

import pytest
from lxml import etree

from register import services
from register.models import Entry, Listing
from syndication import sections, sitemaps
from tests.site import make_article, make_draft

from .entries import BEGIN, make_entries, make_entry
from .readers import body, xml

pytestmark = pytest.mark.django_db

SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://testserver"


def schema(root: str, child: str) -> etree.RelaxNG:
    """What the sitemap protocol allows of what we send: entries of `loc` and `lastmod`, at least one."""
    return etree.RelaxNG(
        etree.fromstring(
            f"""<element name="{root}" ns="http://www.sitemaps.org/schemas/sitemap/0.9"
              xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
              <oneOrMore><element name="{child}">
                <element name="loc"><data type="anyURI"><param name="maxLength">2048</param></data></element>
                <element name="lastmod"><data type="dateTime"/></element>
              </element></oneOrMore></element>"""
        )
    )


@pytest.fixture
def small(monkeypatch):
    """Sections of ten entries."""
    monkeypatch.setattr(sitemaps, "SIZE", 10)
    monkeypatch.setattr(sections, "SIZE", 10)


def number_of(entry: Entry, size: int = 10) -> int:
    return (entry.pk - 1) // size + 1


def index(client) -> dict[str, str]:
    root = xml(client, "/sitemap.xml")
    schema("sitemapindex", "sitemap").assertValid(root)
    return {one.findtext(f"{SM}loc").removeprefix(HERE): one.findtext(f"{SM}lastmod") for one in root}


def section(client, number: int) -> dict[str, str]:
    root = xml(client, f"/sitemap-{number}.xml")
    schema("urlset", "url").assertValid(root)
    return {one.findtext(f"{SM}loc").removeprefix(HERE): one.findtext(f"{SM}lastmod") for one in root}


def everything(client) -> dict[str, str]:
    paths = index(client)
    found: dict[str, str] = {}
    for path in paths:
        found |= section(client, int(path.removeprefix("/sitemap-").removesuffix(".xml")))
    return found


def test_every_public_page_is_found_once__when_sections_are_read(home, client, small):
    entries = make_entries(25)
    assert {entry.url for entry in entries} <= set(everything(client))
    assert everything(client)["/gonggao/t7/"] == "2026-03-01T09:07:00+08:00"


def test_listings_are_section_zero__when_read(home, client):
    make_article()
    make_article("shizhengfu")
    found = section(client, 0)
    assert {"/", "/yaowen/", "/zhengcewenjian/shizhengfu/", "/organs/yunshan/"} <= set(found)
    assert "/tongzhi/" not in found, "nothing is public there"
    Listing.objects.filter(path="/yaowen/").update(is_public=False)
    assert "/yaowen/" not in section(client, 0)


def test_draft_is_nowhere__when_not_published(home, client):
    page = make_draft()
    assert page.slug not in body(client, "/sitemap-0.xml").decode()
    assert list(index(client)) == ["/sitemap-0.xml"]


def test_withdrawn_entry_is_gone__when_asked_again(home, client, small):
    entry = make_entries(12)[5]
    later = BEGIN + timedelta(days=1)
    assert entry.url in everything(client)
    services.withdraw(entry, Entry.Reason.UNPUBLISHED, later)
    assert entry.url not in everything(client)
    assert index(client)[f"/sitemap-{number_of(entry)}.xml"] == "2026-03-02T09:00:00+08:00"


def test_empty_section_is_not_named__when_all_its_entries_are_withdrawn(home, client, small):
    entry = make_entry()
    path = f"/sitemap-{number_of(entry)}.xml"
    assert path in index(client)
    services.withdraw(entry, Entry.Reason.UNPUBLISHED, BEGIN + timedelta(days=1))
    assert path not in index(client)
    assert client.get(path).status_code == 404


def test_one_section_changes__when_something_is_published(home, client, small):
    entries = make_entries(25)
    paths = sorted({f"/sitemap-{number_of(entry)}.xml" for entry in entries})
    before = {path: body(client, path) for path in paths}
    new = make_entry(99)
    changed = {path for path in paths if body(client, path) != before[path]}
    assert changed <= {f"/sitemap-{number_of(new)}.xml"}


def test_index_follows_changes__when_read_again_and_again(home, client, small):
    """The state kept in the cache never differs from a count of everything."""
    from wagtail.models import Site

    site = Site.objects.select_related("root_page").get()
    entries = make_entries(15)
    steps = [
        lambda: make_entry(20),
        lambda: services.withdraw(entries[3], Entry.Reason.DELETED, BEGIN + timedelta(days=1)),
        lambda: make_entry(at=BEGIN + timedelta(days=2), uid=entries[3].uid),
        lambda: make_entries(12, first=30),
    ]
    for step in steps:
        index(client)
        step()
        found = sections.sections_of(site, sections.newest_mark())
        assert found.known == sections.count(site)


def test_index_is_counted_anew__when_database_is_another(home, client, small):
    from wagtail.models import Site

    site = Site.objects.select_related("root_page").get()
    make_entries(3)
    mark = sections.newest_mark()
    assert mark is not None
    seq, at = mark
    assert sections.touched_since((seq, at), (seq, at)) == set()
    assert sections.touched_since((seq, at + timedelta(seconds=1)), (seq + 1, at)) is None
    assert sections.touched_since((seq + 5, at), (seq, at)) is None
    foreign = sections.Sections((seq, at + timedelta(days=9)), {99: (at, 1)})
    sections.cache.set(f"sitemap-sections-10-{site.pk}-{site.root_page.translation_key}", foreign, None)
    assert sections.sections_of(site, mark).known == sections.count(site)


def test_queries_do_not_grow__when_there_are_200_entries(home, client, django_assert_num_queries):
    entry = make_entries(10)[0]
    path = f"/sitemap-{number_of(entry, sitemaps.SIZE)}.xml"
    with django_assert_num_queries(2):
        client.get(path)
    index(client)
    make_entries(190, first=10)
    with django_assert_num_queries(2):
        client.get(path)
    with django_assert_num_queries(5):
        etag = client.get("/sitemap.xml")["ETag"]
    with django_assert_num_queries(3):
        assert client.get("/sitemap.xml").status_code == 200
    with django_assert_num_queries(3):
        assert client.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("path", ["/sitemap-00.xml", "/sitemap-999999999.xml", "/sitemap-1a.xml", "/sitemap-９.xml"])
def test_section_is_not_found__when_it_has_nothing(home, client, path):
    assert client.get(path).status_code == 404


def test_robots_may_read_everything_but_the_admin__when_asked(home, client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == f"User-agent: *\nDisallow: /admin/\n\nSitemap: {HERE}/sitemap.xml\n"
