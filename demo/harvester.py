"""What an upper portal sees: reads the feed of official documents over HTTP, as a stranger would."""

import urllib.request

from django.utils.translation import gettext as _
from lxml import etree

FEED = "/zhengcewenjian/feed.atom"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SHOWN = 3


def report(address: str) -> list[str]:
    """Lines for a person: how many entries the feed holds, and the newest ones. One line when it cannot be read."""
    try:
        entries = newest(fetch(address + FEED))
    except (OSError, etree.XMLSyntaxError) as error:
        return [_("采集 %(feed)s 未成功: %(reason)s") % {"feed": address + FEED, "reason": error}]
    lines = [_("采集方从 %(feed)s 读到 %(count)d 条，最新的是：") % {"feed": address + FEED, "count": len(entries)}]
    return lines + [f"  {published[:16].replace('T', ' ')}  {title}" for published, title in entries[:SHOWN]]


def fetch(address: str) -> bytes:
    """The feed's bytes; never through a proxy, it is on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=20) as answer:
        return answer.read()


def newest(feed: bytes) -> list[tuple[str, str]]:
    """(published, title) of each entry, in the order of the feed."""
    root = etree.fromstring(feed, etree.XMLParser(resolve_entities=False, no_network=True))
    return [
        (entry.findtext("a:published", "", ATOM), entry.findtext("a:title", "", ATOM))
        for entry in root.iterfind("a:entry", ATOM)
    ]
