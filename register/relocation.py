"""Many entries that move at once: a column renamed, retitled or moved."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from . import links, places, shelves
from .facts import ListingFacts
from .listings import ensure_all
from .models import Change, Entry, Listing, Placement
from .sequence import allot, hold
from .services import lead_on, settle

BATCH = 500


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
    """Those of the tree and of the organ; what else carries the entry does not depend on where it stands."""


@dataclass(frozen=True)
class Departure:
    """An address that an entry left."""

    site_id: int
    page_id: int | None
    url: str


FIELDS = ("url", "tree_path", "column_id", "column_title", "categories")
VISIBLE = ("url", "column_title", "categories")
NEEDED = (
    *FIELDS, "uid", "site_id", "page_id", "kind", "content_digest", "edition", "listed_at", "formed_on", "withdrawn_at",
    "seq", "organ_id", "theme", "genre", "validity", "catalogue", "openness", "language", "shelf_id",
)  # fmt: skip


@transaction.atomic
def relocate(relocations: Iterable[Relocation], at: datetime | None = None) -> list[Departure]:
    """Give entries new addresses and column titles, each that the public sees change with its `Change`.

    Returns the addresses that were left. Costs a fixed number of queries per 500 entries, and some for each page of
    a listing into which or from which they move.
    """
    at = at or timezone.now()
    hold()
    left: list[Departure] = []
    squatters: list[Entry] = []
    known: dict[tuple[int, tuple[ListingFacts, ...]], list[Listing]] = {}
    stream = iter(relocations)
    while batch := list(islice(stream, BATCH)):
        wanted = {relocation.entry_id: relocation for relocation in batch}
        entries = list(Entry.objects.live().filter(pk__in=wanted).only(*NEEDED).order_by("listed_at", "uid"))
        squatters += make_room(wanted, entries)
        left += relocate_batch(wanted, entries, known, at)
    for squatter in squatters:
        settle(squatter, at)
    return left


def make_room(wanted: dict[int, Relocation], entries: list[Entry]) -> list[Entry]:
    """Move live entries aside that hold an address that others come to have, and return them as they were."""
    coming = {wanted[entry.pk].url for entry in entries if wanted[entry.pk].url != entry.url}
    if not coming:
        return []
    squatters = list(Entry.objects.live().filter(site_id=entries[0].site_id, url__in=coming))
    for squatter in squatters:
        Entry.objects.filter(pk=squatter.pk).update(url=f"/#{squatter.uid}")
    return [squatter for squatter in squatters if squatter.pk not in wanted]


def relocate_batch(
    wanted: dict[int, Relocation],
    entries: list[Entry],
    known: dict[tuple[int, tuple[ListingFacts, ...]], list[Listing]],
    at: datetime,
) -> list[Departure]:
    """Relocate `entries`; `known` keeps the listings that were brought up to date already."""
    former = {entry.pk: entry.url for entry in entries}
    trees = {entry.pk: entry.tree_path for entry in entries}
    changed = [entry for entry in entries if apply(wanted[entry.pk], entry)]
    if changed:
        for seq, entry in enumerate(changed, allot(len(changed))):
            entry.seq, entry.updated_at = seq, at
    write_shared(entries, changed, at)
    Entry.objects.bulk_update([entry for entry in entries if entry.tree_path != trees[entry.pk]], ["tree_path"], BATCH)
    Entry.objects.bulk_update(changed, ["url", "seq"], BATCH)
    Change.objects.bulk_create([change(entry, former[entry.pk], at) for entry in changed], BATCH)
    shelves.settle(entries)
    kept = kept_listings(entries)
    places.place(
        [(entry, [*standing(entry, wanted[entry.pk].listings, known, at), *kept[entry.pk]]) for entry in entries], at
    )
    if changed:
        links.touch([entry.uid for entry in changed], at)
    departed = [entry for entry in changed if entry.url != former[entry.pk]]
    if departed:
        lead_on(departed[0].site_id, {former[entry.pk]: entry.url for entry in departed}, at)
    return [Departure(entry.site_id, entry.page_id, former[entry.pk]) for entry in departed]


def kept_listings(entries: list[Entry]) -> dict[int, list[Listing]]:
    """The listings, by entry, that carry it wherever in its site it stands: those of the catalogue and of topics. One
    query."""
    found: dict[int, list[Listing]] = defaultdict(list)
    kinds = (Listing.Kind.CATALOGUE, Listing.Kind.TOPIC)
    rows = Placement.objects.filter(entry__in=[entry.pk for entry in entries], listing__kind__in=kinds)
    for row in rows.select_related("listing"):
        found[row.entry_id].append(row.listing)
    return found


def write_shared(entries: list[Entry], changed: list[Entry], at: datetime) -> None:
    """Write what many entries have in common, a query for each different value: far cheaper than a case for each row."""
    groups: dict[tuple[int | None, str, str], tuple[Entry, list[int]]] = {}
    for entry in entries:
        key = (entry.column_id, entry.column_title, json.dumps(entry.categories))
        groups.setdefault(key, (entry, []))[1].append(entry.pk)
    for one, pks in groups.values():
        Entry.objects.filter(pk__in=pks).update(
            column_id=one.column_id, column_title=one.column_title, categories=one.categories
        )
    Entry.objects.filter(pk__in=[entry.pk for entry in changed]).update(updated_at=at)


def apply(relocation: Relocation, entry: Entry) -> bool:
    """Write `relocation` into `entry`, unsaved; True when the public sees the difference."""
    seen = [getattr(entry, name) for name in VISIBLE]
    for name in FIELDS:
        setattr(entry, name, getattr(relocation, name))
    return seen != [getattr(entry, name) for name in VISIBLE]


def change(entry: Entry, former_url: str, at: datetime) -> Change:
    kind = Change.Kind.UPDATED if entry.url == former_url else Change.Kind.MOVED
    digest = entry.content_digest
    return Change(seq=entry.seq, entry=entry, kind=kind, occurred_at=at, digest=digest, edition=entry.edition)


def standing(
    entry: Entry,
    facts: tuple[ListingFacts, ...],
    known: dict[tuple[int, tuple[ListingFacts, ...]], list[Listing]],
    at: datetime,
) -> list[Listing]:
    """The listings that `facts` describe, brought up to date once for all entries that share them."""
    key = (entry.site_id, facts)
    if key not in known:
        known[key] = ensure_all(entry.site_id, facts, at)
    return known[key]
