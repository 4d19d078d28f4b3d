"""Translations that their originals have left behind, for those who keep them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from organs.roles import EVERY_ORGAN
from register.languages import native_name
from register.models import Entry, EntryLink

from .translations import TRANSLATES, Departure, departures, written_at

FACTS = ("id", "withdrawn_at", "updated_at", "content_digest")
"""What tells of an original whether it left its translation behind."""
ORIGINAL: dict[str, Any] = {
    f"original_{name}": Subquery(Entry.objects.filter(uid=OuterRef("target_uid")).values(name)) for name in FACTS
}


@dataclass(frozen=True)
class Outdated:
    """A public translation, and how its original left it behind."""

    entry: Entry
    departure: Departure

    @property
    def language(self) -> str:
        return native_name(self.entry.language)


def outdated(organs: Collection[int | None]) -> list[Outdated]:
    """Those of `organs`, the latest first. Two queries at most."""
    links: Any = EntryLink.objects.filter(kind=TRANSLATES, entry__withdrawn_at=None, entry__page__isnull=False)
    if EVERY_ORGAN not in organs:
        links = links.filter(entry__organ__in=organs)
    links = links.select_related("entry__organ", "entry__page__live_revision").defer("entry__content_html")
    found = list(links.annotate(**ORIGINAL).exclude(original_id=None))
    gone = departures((link.entry, original_of(link), written_at(link.entry.page)) for link in found)
    rows = [Outdated(link.entry, gone[link.entry.uid]) for link in found if link.entry.uid in gone]
    return sorted(rows, key=lambda row: row.departure.at, reverse=True)


def original_of(link: Any) -> Entry:
    """The entry of the original, as far as it came with the link."""
    return Entry(**{name: getattr(link, f"original_{name}") for name in FACTS})
