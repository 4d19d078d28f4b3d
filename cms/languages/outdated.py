"""Translations that their originals have left behind, for those who keep them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from organs.roles import EVERY_ORGAN
from register.languages import native_name
from register.models import Entry, EntryLink

from .translations import TRANSLATES, Departure, departures, written_at


@dataclass(frozen=True)
class Outdated:
    """A public translation, and how its original left it behind."""

    entry: Entry
    departure: Departure

    @property
    def language(self) -> str:
        return native_name(self.entry.language)


def outdated(organs: Collection[int | None]) -> list[Outdated]:
    """Those of `organs`, the latest first. One query without translations, else three at most."""
    links = EntryLink.objects.filter(kind=TRANSLATES, entry__withdrawn_at=None, entry__page__isnull=False)
    if EVERY_ORGAN not in organs:
        links = links.filter(entry__organ__in=organs)
    found = list(links.select_related("entry__organ", "entry__page__live_revision").defer("entry__content_html"))
    if not found:
        return []
    uids = {link.target_uid for link in found}
    originals = {one.uid: one for one in Entry.objects.filter(uid__in=uids).defer("content_html")}
    pairs: list[Any] = [
        (link.entry, originals[link.target_uid], written_at(link.entry.page))
        for link in found
        if link.target_uid in originals
    ]
    gone = departures(pairs)
    rows = [Outdated(link.entry, gone[link.entry.uid]) for link in found if link.entry.uid in gone]
    return sorted(rows, key=lambda row: row.departure.at, reverse=True)
