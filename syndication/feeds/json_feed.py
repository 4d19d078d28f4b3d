"""JSON Feed 1.1."""

import json
from typing import Any

from register.addresses import absolute
from register.models import Entry

from ..content import attachments_of, full_html, picture_of, summary_of
from ..moments import iso
from ..vocabulary import facts_of, identifier, reason_of
from .document import FeedDocument

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(document: FeedDocument) -> bytes:
    source = document.source
    extension: dict[str, Any] = {
        "about": absolute(source.site, "/feeds/"),
        "id": source.uid.urn,
        "updated_at": iso(source.changed_at),
        "archive": source.cut is not None,
        "current_url": source.current_url,
        "tombstones": [tombstone(document, entry) for entry in document.tombstones],
    }
    if document.prev_archive:
        extension["prev_archive_url"] = document.prev_archive
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": source.title,
        "home_page_url": source.page_url,
        "feed_url": source.url,
        "description": source.description,
        "language": source.language,
        **({"next_url": document.next_page} if document.next_page else {}),
        "_gongkai": extension,
        "items": [item(document, entry) for entry in document.entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def item(document: FeedDocument, entry: Entry) -> dict[str, Any]:
    """One entry; keys that have nothing to say are left out, as the standard asks."""
    site = document.source.site
    attachments = attachments_of(site, entry)
    optional = {
        "image": picture_of(site, entry),
        "tags": list(dict.fromkeys([*entry.categories, *entry.keywords])),
        "attachments": [
            {"url": one["url"], "mime_type": one["type"], "title": one["title"], "size_in_bytes": one["size"]}
            for one in attachments
        ],
    }
    return {
        "id": identifier(entry),
        "url": absolute(site, entry.url),
        "title": entry.title,
        "content_html": full_html(site, entry),
        "summary": summary_of(entry),
        "date_published": iso(entry.published_at),
        "date_modified": iso(entry.updated_at),
        "authors": [{"name": entry.organ.name, "url": absolute(site, entry.organ.public_url)}],
        "language": entry.language,
        **{name: value for name, value in optional.items() if value},
        "_gongkai": {**facts_of(site, entry), "attachments": attachments},
    }


def tombstone(document: FeedDocument, entry: Entry) -> dict[str, Any]:
    """What is left of a withdrawn entry: which, when, why, and what replaces it. Never what it was."""
    left = {
        "id": identifier(entry),
        "withdrawn_at": iso(entry.withdrawn_at),
        "reason": entry.reason,
        "reason_text": reason_of(entry),
        "successor_url": absolute(document.source.site, entry.successor_url) if entry.successor_url else "",
    }
    return {name: value for name, value in left.items() if value}
