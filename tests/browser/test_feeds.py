"""Feeds, sitemaps and directories of the running demo, read as a harvester on another machine reads them."""

import json
import re
from typing import Any

import feedparser
import jsonschema
from lxml import etree

from tests.syndication.test_json_feed import FEED
from tests.syndication.test_sitemaps import schema

from .live import Answer, get
from .pages import entries, feeds

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

OPML = etree.RelaxNG(
    etree.fromstring(
        b"""<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="opml">
        <attribute name="version"><value>2.0</value></attribute>
        <element name="head"><interleave><element name="title"><text/></element>
          <optional><element name="dateModified"><text/></element></optional>
          <optional><element name="docs"><text/></element></optional></interleave></element>
        <element name="body"><oneOrMore><ref name="outline"/></oneOrMore></element>
        </element></start>
        <define name="outline"><element name="outline"><attribute name="text"/><optional><attribute name="title"/></optional>
          <choice><oneOrMore><ref name="outline"/></oneOrMore>
            <group><attribute name="type"><value>rss</value></attribute><attribute name="xmlUrl"/>
              <optional><attribute name="htmlUrl"/></optional><optional><attribute name="language"/></optional>
              <optional><attribute name="description"/></optional><optional><attribute name="version"/></optional></group>
          </choice></element></define></grammar>"""
    )
)


def parsed(answer: Answer) -> feedparser.FeedParserDict:
    return feedparser.parse(answer.body, response_headers={"content-type": answer.headers["Content-Type"]})


def older(answer: Answer, extension: str) -> str:
    """The address of the archive before this feed, or ""."""
    if extension == "json":
        return str(answer.json().get("next_url", ""))
    links = etree.fromstring(answer.body).iter("{http://www.w3.org/2005/Atom}link")
    return next((one.get("href") for one in links if one.get("rel") == "prev-archive"), "")


def chain(address: str) -> list[Answer]:
    """A feed and its archives, back to the first."""
    extension = address.rpartition(".")[2]
    found = []
    while address:
        found.append(get(address))
        assert found[-1].status == 200, address
        assert found[-1].headers["Content-Type"].startswith(TYPES[extension]), address
        address = older(found[-1], extension)
    return found


def ids(answers: list[Answer], extension: str) -> set[str]:
    if extension == "json":
        return {item["id"] for one in answers for item in one.json()["items"]}
    return {entry.id for one in answers for entry in parsed(one).entries}


def test_every_feed_is_sound__when_followed_to_its_first_archive(site: str) -> None:
    for address in feeds(site):
        for answer in chain(address):
            if address.endswith("json"):
                jsonschema.validate(answer.json(), FEED)
            else:
                assert not parsed(answer).bozo, address


def test_nothing_is_missed__when_the_home_feed_is_followed_back(site: str) -> None:
    everything = {one["id"] for one in entries(site) if one["language"] == "zh-Hans"}
    assert len(everything) > 60
    for extension in TYPES:
        answers = chain(f"{site}/feed.{extension}")
        assert len(answers) > 2
        assert ids(answers, extension) == everything


def test_nothing_is_sent_twice__when_reader_has_it(site: str) -> None:
    places = [*feeds(site), f"{site}/feeds.opml", f"{site}/sitemap.xml", f"{site}/feeds/", f"{site}/"]
    for address in places:
        first = get(address)
        again = get(address, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b""), address
        assert again.headers["ETag"] == first.headers["ETag"]


def test_enclosures_are_what_they_say__when_fetched(site: str) -> None:
    files = {(one["url"], one["mime_type"], one["size_in_bytes"]) for one in attached(site)}
    assert files
    for address, kind, size in files:
        answer = get(address)
        assert (answer.status, len(answer.body)) == (200, size), address
        assert answer.headers.get_content_type() == kind
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def attached(site: str) -> list[dict[str, Any]]:
    answers = chain(f"{site}/feed.json")
    return [file for one in answers for item in one.json()["items"] for file in item.get("attachments", [])]


def test_opml_is_sound_and_names_feeds__when_imported(site: str) -> None:
    OPML.assertValid(etree.fromstring(get(f"{site}/feeds.opml").body))


def test_sitemaps_are_sound_and_complete__when_crawled(site: str) -> None:
    index = etree.fromstring(get(f"{site}/sitemap.xml").body)
    schema("sitemapindex", "sitemap").assertValid(index)
    sections = [etree.fromstring(get(place.text).body) for place in index.iter(f"{SM}loc")]
    for section in sections:
        schema("urlset", "url").assertValid(section)
    found = [place.text for section in sections for place in section.iter(f"{SM}loc")]
    assert len(found) == len(set(found))
    assert {one["url"] for one in entries(site)} < set(found)
    assert f"Sitemap: {site}/sitemap.xml" in get(f"{site}/robots.txt").body.decode()


def test_feeds_are_announced__on_every_listing_page(site: str) -> None:
    for address in feeds(site):
        extension = address.rpartition(".")[2]
        html = get(address.removesuffix(f"feed.{extension}")).body.decode()
        link = re.search(rf'<link rel="alternate" type="{re.escape(TYPES[extension])}"[^>]* href="([^"]+)"', html)
        assert link, address
        assert address == site + link[1].removeprefix(site)


def test_json_ld_can_be_read__on_a_document(site: str, addresses: dict[str, str]) -> None:
    html = get(site + addresses["document"]).body.decode()
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data
    assert all(json.loads(one)["@context"].startswith("https://schema.org") for one in data)
