"""Many entries that move at once: a column renamed, retitled or moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from . import listings
from .facts import ListingFacts
from .models import Change, Cut, Entry, Listing, Placement
from .sequence import allot, hold


@dataclass(frozen=True)
class Relocation:
    """Where one live entry stands from now on."""

    entry_id: int
    url: str
    tree_path: str
    column_id: int | None
    column_title: str
    categories: list[str]
    listings: tuple[ListingFacts, ...]


FIELDS = ("url", "tree_path", "column_id", "column_title", "categories")
VISIBLE = ("url", "column_title", "categories")


@transaction.atomic
def relocate(relocations: Sequence[Relocation], at: datetime | None = None) -> list[tuple[Entry, str]]:
    """Give entries new addresses and column titles, each that the public sees change with its `Change`.

    Returns the changed entries, each with the address it had. Costs a fixed number of queries per 500 entries, and
    some for each entry whose set of listings changes.
    """
    at = at or timezone.now()
    hold()
    wanted = {relocation.entry_id: relocation for relocation in relocations}
    entries = Entry.objects.live().filter(pk__in=wanted).order_by("listed_at", "uid")
    changed: list[tuple[Entry, str]] = []
    silent: list[Entry] = []
    for entry in entries:
        old_url, seen = entry.url, [getattr(entry, name) for name in VISIBLE]
        for name in FIELDS:
            setattr(entry, name, getattr(wanted[entry.pk], name))
        if seen != [getattr(entry, name) for name in VISIBLE]:
            changed.append((entry, old_url))
        else:
            silent.append(entry)
    number(changed, at)
    columns = [field.removesuffix("_id") for field in FIELDS]
    Entry.objects.bulk_update([entry for entry, _old in changed] + silent, [*columns, "updated_at", "seq"], 500)
    Change.objects.bulk_create([change(entry, old, at) for entry, old in changed], 500)
    follow_listings([entry for entry, _old in changed] + silent, wanted, at)
    return changed


def number(changed: list[tuple[Entry, str]], at: datetime) -> None:
    """Allot each changed entry its `seq`."""
    if changed:
        for seq, (entry, _old) in enumerate(changed, allot(len(changed))):
            entry.seq, entry.updated_at = seq, at


def change(entry: Entry, old_url: str, at: datetime) -> Change:
    kind = Change.Kind.UPDATED if entry.url == old_url else Change.Kind.MOVED
    digest = entry.content_digest
    return Change(seq=entry.seq, entry=entry, kind=kind, occurred_at=at, digest=digest, edition=entry.edition)


def follow_listings(entries: list[Entry], wanted: dict[int, Relocation], at: datetime) -> None:
    """Mark the pages that show `entries`; where the set of listings is another, place them anew."""
    placed: dict[int, set[tuple[str, str]]] = {}
    pks = [entry.pk for entry in entries]
    rows = Placement.objects.filter(entry_id__in=pks).values_list("entry_id", "listing__kind", "listing__key")
    for entry_id, kind, key in rows:
        placed.setdefault(entry_id, set()).add((kind, key))
    for entry in entries:
        facts = wanted[entry.pk].listings
        if placed.get(entry.pk, set()) != {(one.kind, one.key) for one in facts}:
            listings.place(entry, [listings.ensure(entry.site_id, one, at) for one in facts], entry.seq, at)
    if entries:
        last = max(entry.seq for entry in entries)
        Cut.objects.filter(placements__entry_id__in=pks).update(last_seq=last, changed_at=at)
        Listing.objects.filter(placements__entry_id__in=pks).update(last_seq=last, changed_at=at)
