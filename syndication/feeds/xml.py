"""RSS 2.0 and Atom (RFC 4287), written by feedgen."""

from typing import Any

from django.utils.html import escape
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from wagtail.models import Site

from register.addresses import absolute
from register.languages import MAIN
from register.models import Entry

from ..content import attachments_of, full_html, summary_of
from ..moments import BEIJING, beijing
from ..vocabulary import facts_of, identifier, reason_of
from .document import FeedDocument
from .extensions import (
    HistoryExtension,
    LinkEntryExtension,
    PublicationEntryExtension,
    PublicationExtension,
    TombstoneExtension,
)

GENERATOR = "Gongkai"
TTL_MINUTES = 15
KEYWORDS = "urn:gongkai:keywords"


def rss(document: FeedDocument) -> bytes:
    feed = generator(document, "application/rss+xml")
    feed.load_extension("dc", atom=False)
    feed.language("zh-cn" if document.source.language == MAIN else document.source.language)
    feed.link(href=document.source.page_url, rel="alternate")
    feed.ttl(TTL_MINUTES)
    for entry in document.entries:
        item = described(feed, document, entry)
        attachments = attachments_of(document.source.site, entry)
        item.link(href=absolute(document.source.site, entry.url), rel="alternate")
        item.dc.dc_creator(entry.organ.name)
        item.description(escape(summary_of(entry)))
        item.content(full_html(document.source.site, entry), type="html")
        for one in attachments[:1]:  # RSS has room for one; the content links to all
            item.enclosure(one["url"], one["size"], one["type"])
    return feed.rss_str()


def atom(document: FeedDocument) -> bytes:
    feed = generator(document, "application/atom+xml")
    feed.language(document.source.language)
    feed.link(href=document.source.page_url, rel="alternate", type="text/html")
    feed.register_extension("tombstones", TombstoneExtension, None, rss=False)
    feed.register_extension("links", BaseExtension, LinkEntryExtension, rss=False)
    feed.tombstones.deleted = [deleted(document, entry) for entry in document.tombstones]
    for entry in document.entries:
        item = described(feed, document, entry)
        item.author(name=entry.organ.name, uri=absolute(document.source.site, entry.organ.public_url))
        if entry.author:
            item.contributor(name=entry.author)
        item.summary(summary_of(entry), type="text")
        item.content(full_html(document.source.site, entry), type="html")
        item.links.links = atom_links(document.source.site, entry)
    return feed.atom_str()


def generator(document: FeedDocument, media_type: str) -> Any:
    """A feed with everything that both formats share, and without entries."""
    source = document.source
    feed = FeedGenerator()
    feed.register_extension("history", HistoryExtension, None)
    feed.register_extension("publication", PublicationExtension, PublicationEntryExtension)
    feed.id(source.uid.urn)
    feed.title(source.title)
    feed.description(source.description)
    feed.updated(beijing(source.changed_at))
    feed.generator(GENERATOR)
    feed.link(href=source.url, rel="self", type=media_type)
    feed.history.is_archive = source.cut is not None
    around = [("current", source.current_url), ("prev-archive", document.prev_archive)]
    feed.history.links = [{"href": href, "rel": rel, "type": media_type} for rel, href in around if href]
    return feed


def described(feed: Any, document: FeedDocument, entry: Entry) -> Any:
    """A new entry of `feed` with everything that both formats share."""
    site = document.source.site
    item = feed.add_entry(order="append")
    item.id(identifier(entry))
    item.title(entry.title)
    item.published(beijing(entry.published_at))
    item.updated(entry.updated_at.astimezone(BEIJING))  # with its fraction: readers tell versions by it
    item.category([{"term": term} for term in entry.categories])
    item.category([{"term": term, "scheme": KEYWORDS} for term in entry.keywords])
    item.publication.facts = facts_of(site, entry)
    item.publication.attachments = attachments_of(site, entry)
    return item


def atom_links(site: Site, entry: Entry) -> list[dict[str, str]]:
    """The page of an entry, and its attachments."""
    page = {"href": absolute(site, entry.url), "rel": "alternate", "type": "text/html", "hreflang": entry.language}
    return [page, *map(enclosure, attachments_of(site, entry))]


def enclosure(attachment: dict[str, Any]) -> dict[str, str]:
    """An attachment as a link of Atom."""
    title = {"title": attachment["title"]} if attachment["title"] else {}
    length = str(attachment["size"])
    return {"href": attachment["url"], "rel": "enclosure", "type": attachment["type"], "length": length, **title}


def deleted(document: FeedDocument, entry: Entry) -> dict[str, str]:
    """What a tombstone says: which, when, why, and what replaces it. Never what it was."""
    successor = absolute(document.source.site, entry.successor_url) if entry.successor_url else ""
    when = beijing(entry.withdrawn_at or entry.updated_at).isoformat()
    return {"ref": identifier(entry), "when": when, "comment": reason_of(entry), "successor": successor}
