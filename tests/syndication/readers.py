"""Reading what the site sends, as a stranger would."""

from typing import Any

import feedparser
from django.test import Client
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}"
GONGKAI = "{urn:gongkai:feed:1}"
STRICT = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)


def body(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content


def xml(client: Client, path: str) -> Any:
    return etree.fromstring(body(client, path), STRICT)


def feed(client: Client, path: str) -> Any:
    """A feed as feedparser sees it; it must find nothing to complain of."""
    parsed = feedparser.parse(body(client, path))
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    return parsed


def links(element: Any, rel: str) -> list[str]:
    """Addresses of the Atom links of one kind, right beneath `element`."""
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]
