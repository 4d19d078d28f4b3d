"""An entry as the API shows it. docs/api.md describes each field."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Site

from register.addresses import absolute, absolute_html
from register.models import Entry

from ..content import attachments_of, picture_of
from ..moments import iso
from ..vocabulary import OF_API, address_or_fact, reason_of

FIELDS = (
    "uid", "id", "url", "api_url", "kind", "title", "summary", "content_html", "content_digest", "edition",
    "language", "organ", "column", "index_number", "document_number", "formed_on", "issued_on", "categories",
    "keywords", "catalogue", "theme", "genre", "openness", "validity", "importance", "source", "author", "origin", "attachments", "image", "extra",
    "published_at", "first_published_at", "original_published_at", "updated_at", "seq",
)  # fmt: skip
"""Names of the fields of an entry, in their order."""


def entry_fields(site: Site, entry: Entry) -> dict[str, Any]:
    """Every field of a live entry; addresses are absolute, times Beijing time with offset."""
    return {
        "uid": str(entry.uid),
        "id": f"urn:uuid:{entry.uid}",
        "url": absolute(site, entry.url),
        "api_url": entry_url(site, entry),
        "kind": entry.kind,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": absolute_html(site, entry.content_html),
        "content_digest": entry.content_digest,
        "edition": entry.edition,
        "language": entry.language,
        "organ": organ_fields(site, entry),
        "column": column_fields(site, entry),
        "index_number": entry.index_number,
        "document_number": entry.document_number,
        "formed_on": entry.formed_on.isoformat() if entry.formed_on else None,
        "issued_on": entry.issued_on.isoformat() if entry.issued_on else None,
        "categories": entry.categories,
        "keywords": entry.keywords,
        "catalogue": entry.catalogue,
        "theme": entry.theme,
        "genre": entry.genre,
        "openness": entry.openness,
        "validity": entry.validity,
        "importance": entry.importance,
        "source": entry.source,
        "author": entry.author,
        "origin": entry.origin,
        "attachments": attachments_of(site, entry),
        "image": picture_of(site, entry) or None,
        "extra": {name: address_or_fact(site, entry, name) for name in entry.extra if name in OF_API},
        "published_at": iso(entry.listed_at),
        "first_published_at": iso(entry.first_published_at),
        "original_published_at": iso(entry.original_published_at),
        "updated_at": iso(entry.updated_at),
        "seq": entry.seq,
    }


def entry_url(site: Site, entry: Entry) -> str:
    return absolute(site, f"/api/v1/entries/{entry.uid}/")


def organ_fields(site: Site, entry: Entry) -> dict[str, Any]:
    organ = entry.organ
    url = absolute(site, organ.public_url)
    return {"code": organ.code, "name": organ.name, "short_name": organ.short_name, "url": url}


def column_fields(site: Site, entry: Entry) -> dict[str, Any] | None:
    """The column right above the entry; its address is the entry's without the last part."""
    if not entry.column_title:
        return None
    return {"title": entry.column_title, "url": absolute(site, entry.url.rstrip("/").rpartition("/")[0] + "/")}


def tombstone_fields(site: Site, entry: Entry) -> dict[str, Any]:
    """What is left of a withdrawn entry: why, when and what replaces it. Its title is content, and may be the leak."""
    return {
        "detail": _("该信息已撤下，请停止展示并删除已保存的内容。"),
        "uid": str(entry.uid),
        "id": f"urn:uuid:{entry.uid}",
        "url": absolute(site, entry.url),
        "kind": entry.kind,
        "withdrawn_at": iso(entry.withdrawn_at),
        "reason": entry.reason,
        "reason_text": reason_of(entry),
        "successor_url": absolute(site, entry.successor_url) if entry.successor_url else None,
        "seq": entry.seq,
    }
