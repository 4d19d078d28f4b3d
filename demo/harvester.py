"""What an upper portal sees: reads the site's feed over HTTP as a stranger would, back to its first entry (RFC 5005)."""

import urllib.request
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

FEED = "/feed.atom"
NAMESPACES = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
SHOWN = 3
MOST_PAGES = 50
"""A demo that somebody filled with ten thousand documents still starts in time."""


class NotAFeed(ValueError):
    """An answer that is no Atom feed."""


@dataclass
class Harvest:
    """What was found: title of the feed, pages read, (published, title) of entries, (when, reason) of tombstones."""

    title: str = ""
    pages: int = 0
    entries: list[tuple[str, str]] = field(default_factory=list)
    tombstones: list[tuple[str, str]] = field(default_factory=list)
    complete: bool = False


def report(address: str) -> list[str]:
    """Lines for a person: what the feed and its archives hold, the newest entries, what was taken back. One line when
    it cannot be read."""
    try:
        found = harvest(address)
    except (OSError, etree.XMLSyntaxError, NotAFeed) as error:
        return [_("采集 %(feed)s 未成功：%(reason)s") % {"feed": address + FEED, "reason": error}]
    facts = {
        "feed": address + FEED,
        "title": found.title,
        "archives": found.pages - 1,
        "entries": len(found.entries),
        "tombstones": len(found.tombstones),
        "extent": "" if found.complete else _("（更早的未读）"),
    }
    first = _(
        "采集方读取“%(title)s” %(feed)s 及其存档 %(archives)d 页%(extent)s：%(entries)d 条信息，%(tombstones)d 条撤回。"
    )
    lines = [first % facts, _("最新的是：")]
    lines += [line(*one) for one in found.entries[:SHOWN]]
    if found.tombstones:
        lines += [_("撤回的是："), *(line(*one) for one in found.tombstones[:SHOWN])]
    return lines


def line(moment: str, words: str) -> str:
    return f"  {moment[:16].replace('T', ' ')}  {words}"


def harvest(address: str) -> Harvest:
    """Read the feed and all its archives, newest first. Never leaves `address`. Raises OSError, XMLSyntaxError, NotAFeed."""
    found = Harvest()
    page: str | None = address + FEED
    while page and page.startswith(f"{address}/") and found.pages < MOST_PAGES:
        root = parse(fetch(page))
        found.title = found.title or root.findtext("a:title", "", NAMESPACES)
        found.pages += 1
        for entry in root.iterfind("a:entry", NAMESPACES):
            texts = (entry.findtext(name, "", NAMESPACES) for name in ("a:published", "a:title"))
            remember(found.entries, *texts)
        for tombstone in root.iterfind("at:deleted-entry", NAMESPACES):
            remember(found.tombstones, tombstone.get("when", ""), tombstone.findtext("at:comment", "", NAMESPACES))
        older = root.find("a:link[@rel='prev-archive']", NAMESPACES)
        page = older.get("href") if older is not None else None
    found.complete = page is None
    return found


def remember(kept: list[tuple[str, str]], moment: str, words: str) -> None:
    """Keep what is not there yet: the feed may repeat what its newest archive holds."""
    if (moment, words) not in kept:
        kept.append((moment, words))


def parse(feed: bytes) -> etree._Element:
    root = etree.fromstring(feed, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{NAMESPACES['a']}}}feed":
        raise NotAFeed(_("不是 Atom 订阅源"))
    return root


def fetch(address: str) -> bytes:
    """The feed's bytes; never through a proxy, it is on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=20) as answer:
        return answer.read()
