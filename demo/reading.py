"""The city as it is written down: `content/*.toml`, read into plain values."""

import tomllib
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
IMAGES = CONTENT / "images"
ATTACHMENTS = CONTENT / "attachments"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "yunshan.example")
STATES = ("published", "withdrawn", "first_review", "confidentiality", "sign_off")
"""Where a publication stands when the city is built: public, taken back, or waiting for the step of that name."""


def settled_uid(kind: str, name: str) -> uuid.UUID:
    """The uid that a column or publication of the demo has on every machine: by it a later run finds it again."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{name}")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One file of `content/publications`. `published_at` is the moment of its last step of review."""

    name: str
    kind: str
    organ: str
    column: str
    title: str
    published_at: datetime
    body: str
    summary: str
    department: str
    editor: str
    keywords: list[str]
    source: str = ""
    importance: str = "ordinary"
    issued_on: date | None = None
    original_published_at: datetime | None = None
    state: str = "published"
    withdrawn_at: datetime | None = None
    successor: str = ""
    # Of official documents only.
    document_number: str = ""
    issuing_organs: str = ""
    addressees: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    is_normative: bool = False
    normative_number: str = ""
    theme: str = ""
    genre: str = ""
    catalogue_group: str = "20-15"
    audience: str = "everybody"

    @cached_property
    def uid(self) -> uuid.UUID:
        return settled_uid("publication", self.name)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def organs() -> list[dict[str, Any]]:
    """Fields of `Organ`, with `parent` as a code; parents stand before their children."""
    return read(CONTENT / "organs.toml")["organs"]


def site() -> dict[str, Any]:
    """`settings` (fields of SiteSettings), `home`, `columns` (fields of ColumnPage, with `parent` as a slug)."""
    return read(CONTENT / "site.toml")


def publications() -> list[Publication]:
    """All publications in the order of their publication. Raises TypeError for a field that nobody knows."""
    files = sorted((CONTENT / "publications").glob("*.toml"))
    found = [Publication(name=file.stem, **read(file)) for file in files]
    return sorted(found, key=lambda one: (one.published_at, one.name))
