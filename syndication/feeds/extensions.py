"""feedgen extensions: the archives of RFC 5005, the tombstones of RFC 6721, and the facts of official publications.

feedgen builds Atom elements without a namespace and RSS elements in none, so a link is named differently in each.
"""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from ..vocabulary import NAMESPACE, PREFIX

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"

Element = Any


class HistoryExtension(BaseExtension):
    """Marks an archive, and links a document to its neighbours in time."""

    def __init__(self) -> None:
        self.is_archive = False
        self.links: list[dict[str, str]] = []

    def extend_ns(self) -> dict[str, str]:
        return {"fh": HISTORY} if self.is_archive else {}

    def extend_atom(self, feed: Element) -> Element:
        self.write(feed, "link")
        return feed

    def extend_rss(self, feed: Element) -> Element:
        self.write(feed[0], f"{{{ATOM}}}link")
        return feed

    def write(self, parent: Element, link: str) -> None:
        for attributes in self.links:
            etree.SubElement(parent, link, attributes)
        if self.is_archive:
            etree.SubElement(parent, f"{{{HISTORY}}}archive")


class TombstoneExtension(BaseExtension):
    """`at:deleted-entry` for what was withdrawn. Atom only."""

    def __init__(self) -> None:
        self.deleted: list[dict[str, str]] = []

    def extend_ns(self) -> dict[str, str]:
        return {"at": TOMBSTONES} if self.deleted else {}

    def extend_atom(self, feed: Element) -> Element:
        for one in self.deleted:
            deleted = etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", ref=one["ref"], when=one["when"])
            if one["comment"]:
                etree.SubElement(deleted, f"{{{TOMBSTONES}}}comment").text = one["comment"]
            if one["successor"]:
                etree.SubElement(deleted, "link", rel="related", href=one["successor"])
        return feed


class PublicationExtension(BaseExtension):
    """Declares the namespace of `PublicationEntryExtension`."""

    def extend_ns(self) -> dict[str, str]:
        return {PREFIX: NAMESPACE}


class LinkEntryExtension(BaseEntryExtension):
    """Links of an Atom entry. feedgen 1.0 writes the address of its own ones and forgets what kind of link it is."""

    def __init__(self) -> None:
        self.links: list[dict[str, str]] = []

    def extend_atom(self, entry: Element) -> Element:
        for attributes in self.links:
            etree.SubElement(entry, "link", attributes)
        return entry


class PublicationEntryExtension(BaseEntryExtension):
    """Facts as elements of their own names, attachments with their digests."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}
        self.attachments: list[dict[str, Any]] = []

    def extend_atom(self, entry: Element) -> Element:
        return self.write(entry)

    def extend_rss(self, entry: Element) -> Element:
        return self.write(entry)

    def write(self, entry: Element) -> Element:
        for name, value in self.facts.items():
            etree.SubElement(entry, f"{{{NAMESPACE}}}{name}").text = value
        for one in self.attachments:
            attributes = {"url": one["url"], "type": one["type"], "length": str(one["size"]), "sha256": one["sha256"]}
            element = etree.SubElement(entry, f"{{{NAMESPACE}}}attachment", attributes)
            element.text = one["title"]
        return entry
