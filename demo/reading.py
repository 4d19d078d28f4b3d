"""The city as it is written down: `content/*.toml`, read into plain values."""

import tomllib
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils import timezone

from . import guides

CONTENT = Path(__file__).resolve().parent / "content"
IMAGES = CONTENT / "images"
ATTACHMENTS = CONTENT / "attachments"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "yunshan.example")
WAITING = ("first_review", "confidentiality", "sign_off")
STATES = ("published", "withdrawn", "draft", "returned", "scheduled", *WAITING)
"""Where a publication stands when the city is built; the name of a step when it waits there."""
SUB_SITES = ("edu", "songlan")
"""Sites beside the portal, `content/sites/*.toml`. A column of theirs is called edu/tongzhigonggao."""


def settled_uid(kind: str, name: str) -> uuid.UUID:
    """The uid that a column or publication of the demo has on every machine: by it a later run finds it again."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{name}")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """热点 or 易误读, said at `step` with the plan of the release. `companion` is the name of a publication."""

    step: str
    manner: str
    hot: bool = False
    misreadable: bool = False
    reason: str = ""
    at_time: bool = False
    companion: str = ""


@dataclass(frozen=True, kw_only=True)
class Return:
    """Sent back at `step`; `places` are comments (`path` as reviewers give it, `text`)."""

    step: str
    comment: str
    places: list[dict[str, str]]
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What was changed after publication, signed `at`: `old` words of the text for `new` ones."""

    at: datetime
    note: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Overruled:
    """A finding of the automatic checks that the confidentiality review judged to be none."""

    text: str
    reason: str


PARTS: dict[str, type] = {"mark": Mark, "returned": Return, "correction": Correction}


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One file of `content/publications`. `published_at` is the moment of its last step of review.

    What is under way has `hours_ago` in place of it, counted back from the building, so that it is fresh, or late,
    whenever the city is built; `scheduled_in_days` and `interpreted_in_days` count forward.
    """

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
    hours_ago: float | None = None
    scheduled_in_days: int | None = None
    scheduled_for: datetime | None = None
    lane: str = ""
    mark: Mark | None = None
    returned: Return | None = None
    correction: Correction | None = None
    overruled: list[Overruled] = field(default_factory=list)
    after_review: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    withdrawn_note: str = ""
    successor: str = ""
    author: str = ""
    translates: str = ""
    """Name of the publication of which this is the English version; "" for a text of its own."""
    # Of all types of the catalogue; the first two follow from column and genre where a file does not say (classes.py).
    catalogue_group: str = ""
    openness: str = ""
    theme: str = ""
    audience: str = "everybody"
    facts: dict[str, Any] = field(default_factory=dict)
    """Fields of its own that a type has: plain values, rows of its streams (rows.py), figures, guides (guides.py),
    `updates` of a response, `rules` and `sections` of a topic. `began_hours_ago` counts `began_at` back from the building."""
    # Of interpretations only.
    interprets: list[str] = field(default_factory=list)
    """Names of documents that were made before."""
    interpretation_form: str = "text"
    interpreting_organ: str = ""
    interpreter: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    """What stands after `body`, as `explaining.py` reads it."""
    # Of official documents only.
    needs_none: str = ""
    """Why no interpretation is needed."""
    planned_organ: str = ""
    """Code of the organ that is to explain it, where that is another."""
    interpreted_in_days: int | None = None
    """Days after the building by which the interpretation is planned."""
    interpreted_by: date | None = None
    document_number: str = ""
    issuing_organs: str = ""
    addressees: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    is_normative: bool = False
    normative_number: str = ""
    genre: str = ""
    relations: list[dict[str, Any]] = field(default_factory=list)
    """To documents that were made before: `kind`, and `document` (a name) or `title` and `number`; `holds_from`."""

    @cached_property
    def uid(self) -> uuid.UUID:
        return settled_uid("publication", self.name)

    @property
    def site(self) -> str:
        """The sub-site on which it stands; "" for the portal, in every language."""
        place = self.column.rpartition("/")[0]
        return place if place in SUB_SITES else ""


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def organs() -> list[dict[str, Any]]:
    """Fields of `Organ`, with `parent` as a code; parents stand before their children."""
    return read(CONTENT / "organs.toml")["organs"]


def site() -> dict[str, Any]:
    """`settings` (fields of SiteSettings), `home`, `columns` (fields of ColumnPage, with `parent` as a slug)."""
    return read(CONTENT / "site.toml")


def contacts() -> list[dict[str, Any]]:
    """Fields of `OrganContact`, with `organ` as a code."""
    return read(CONTENT / "contacts.toml")["contacts"]


def sub_site_file(name: str) -> Path:
    """Also a template of columns as `cms.sites.plan_named` reads it."""
    return CONTENT / "sites" / f"{name}.toml"


def sub_site(name: str) -> dict[str, Any]:
    """`host`, `organ` (a code), `settings` (fields of SiteSettings), `columns`."""
    return read(sub_site_file(name))


def publications() -> list[Publication]:
    """All publications in the order of their publication. Raises TypeError for a field that nobody knows."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    files = sorted((CONTENT / "publications").glob("*.toml"))
    found = [publication(name, values, now) for name, values in guides.stated()]
    found += [publication(file.stem, read(file), now) for file in files]
    return sorted(found, key=lambda one: (one.published_at, one.name))


def english() -> dict[str, Any]:
    """`home` (title, introduction) and `columns` of the English version, a column with its `original`, a slug, or none."""
    return read(CONTENT / "english" / "site.toml")


def english_publications() -> list[Publication]:
    """The texts of the English version in the order of their publication; their columns are called en/news."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    files = sorted(file for file in (CONTENT / "english").glob("*.toml") if file.stem != "site")
    found = [publication(f"en/{file.stem}", read(file), now) for file in files]
    return sorted(found, key=lambda one: (one.published_at, one.name))


def everything() -> list[Publication]:
    """What there is to be published, in all languages."""
    return [*publications(), *english_publications()]


def publication(name: str, values: dict[str, Any], now: datetime) -> Publication:
    """What a file says of a publication, for a city that is built at `now`."""
    if (hours := values.get("hours_ago")) is not None:
        values["published_at"] = now - timedelta(hours=hours)
    if (days := values.get("scheduled_in_days")) is not None:
        values["scheduled_for"] = (now + timedelta(days=days)).replace(hour=9, minute=0)
    if (hours := values.get("facts", {}).pop("began_hours_ago", None)) is not None:
        values["facts"]["began_at"] = now - timedelta(hours=hours)
    if (days := values.get("interpreted_in_days")) is not None:
        values["interpreted_by"] = (now + timedelta(days=days)).date()
    for key, part in PARTS.items():
        if key in values:
            values[key] = part(**values[key])
    values["overruled"] = [Overruled(**one) for one in values.get("overruled", [])]
    return Publication(name=name, **values)
