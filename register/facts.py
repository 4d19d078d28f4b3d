"""What an upper room says of one publication."""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from intake.sanitize import strip_xml_forbidden

from .languages import MAIN
from .models import Entry


@dataclass(frozen=True)
class ListingFacts:
    """A listing as its owner describes it; `key` names it within site and kind."""

    kind: str
    key: str
    path: str
    title: str
    description: str = ""
    tree_path: str = ""
    is_public: bool = True
    language: str = MAIN


@dataclass(frozen=True)
class LinkFacts:
    """A publication that another names: how (`kind`, as the naming room calls it), and from which day that holds."""

    kind: str
    target_uid: uuid.UUID
    holds_from: date | None = None


@dataclass(frozen=True)
class EntryFacts:
    """A publication that the public may see, as its provider describes it. Addresses are paths.

    `listings` names every listing that carries it; `files` every upload that it makes public, as (kind, id); `links`
    the publications that it names, in its order.
    """

    uid: uuid.UUID
    site_id: int
    organ_id: int
    page_id: int | None
    tree_path: str
    url: str
    kind: str
    title: str
    column_id: int | None
    column_title: str
    first_published_at: datetime | None
    summary: str = ""
    content_html: str = ""
    index_number: str = ""
    document_number: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    attachments: tuple[dict[str, Any], ...] = ()
    source: str = ""
    author: str = ""
    origin: dict[str, Any] = field(default_factory=dict)
    language: str = MAIN
    theme: str = ""
    genre: str = ""
    validity: str = ""
    catalogue: str = ""
    openness: str = ""
    due_on: date | None = None
    issued_on: date | None = None
    importance: str = "ordinary"
    extra: dict[str, Any] = field(default_factory=dict)
    original_published_at: datetime | None = None
    listings: tuple[ListingFacts, ...] = ()
    files: frozenset[tuple[str, int]] = frozenset()
    links: tuple[LinkFacts, ...] = ()

    def values(self) -> dict[str, Any]:
        """Column values of the entry, without what the register itself keeps; text is safe for XML 1.0."""
        values = {name: clean(value) for name, value in asdict(self).items() if name not in OWN}
        values["categories"], values["keywords"] = list(values["categories"]), list(values["keywords"])
        values["attachments"] = list(values["attachments"])
        values["content_digest"] = digest(values)
        if self.first_published_at:
            values["first_published_at"] = self.first_published_at
            values["listed_at"] = self.original_published_at or self.first_published_at
        return values


OWN = {"uid", "listings", "files", "links", "first_published_at"}
DIGESTED = (
    "kind", "title", "summary", "content_html", "attachments", "document_number", "index_number", "source", "author",
    "issued_on", "keywords", "theme", "genre", "validity", "extra",
)  # fmt: skip


def clean(value: Any) -> Any:
    """`value` without the characters that XML 1.0 forbids, in every string within it."""
    if isinstance(value, str):
        return strip_xml_forbidden(value)
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item) for item in value]
    return value


def digest(values: dict[str, Any]) -> str:
    """sha256 of what readers see of an entry, independent of where it stands in the tree."""
    seen = {name: values[name] for name in DIGESTED}
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


EMPTIED: dict[str, Any] = {
    "title": "", "summary": "", "content_html": "", "content_digest": "", "attachments": [], "keywords": [], "extra": {},
    "document_number": "", "author": "", "source": "", "origin": {},
}  # fmt: skip
"""What a withdrawn entry no longer shows, because it is not there any more."""


def differences(entry: Entry, values: dict[str, Any]) -> set[str]:
    """Names of the columns in which `entry` is not what `values` says."""
    return {name for name, value in values.items() if getattr(entry, name) != value}
