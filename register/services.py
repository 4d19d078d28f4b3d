"""The only ways in which an entry changes. Each writes the entry, its change and its places in one transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import listings
from .facts import EMPTIED, EntryFacts, differences
from .models import Change, Entry, EntryFile
from .sequence import allot, hold

SILENT = {"tree_path", "page_id", "column_id"}
"""Differences that the outside cannot see: they are written without a change."""
ADDRESS = {"url", "site_id"}


@transaction.atomic
def record(facts: EntryFacts, at: datetime | None = None) -> Change | None:
    """Make the entry say what `facts` say. Returns the change, or None when the public sees no difference.

    The kind of change is the difference between the entry and the facts: published, restored, moved or updated.
    """
    at = at or timezone.now()
    values = facts.values()
    entry = Entry.objects.filter(uid=facts.uid).first()
    if entry and kind_of_change(entry, facts, values) is None and not differences(entry, values):
        return None
    hold()  # from here on nothing that is compared can change any more
    entry = Entry.objects.filter(uid=facts.uid).first()
    kind = kind_of_change(entry, facts, values)
    if entry is not None and kind is None:
        Entry.objects.filter(pk=entry.pk).update(**values)
        return None
    seq = allot()
    entry = write(entry, facts, values, seq, at)
    name_files(entry, facts.files)
    listings.place(entry, [listings.ensure(entry.site_id, one, at) for one in facts.listings], seq, at)
    return log(entry, str(kind), at)


@transaction.atomic
def withdraw(entry: Entry, reason: str, at: datetime | None = None, successor_url: str = "") -> Change | None:
    """Turn `entry` into a tombstone: content gone, files private, places kept. None when it was one already."""
    at = at or timezone.now()
    hold()
    entry = Entry.objects.get(pk=entry.pk)
    if not entry.is_live:
        return None
    seq = allot()
    for name, value in EMPTIED.items():
        setattr(entry, name, value)
    entry.withdrawn_at = entry.updated_at = at
    entry.reason, entry.successor_url, entry.seq = reason, successor_url, seq
    entry.save()
    entry.files.all().delete()
    listings.mark(entry, seq, at)
    return log(entry, Change.Kind.WITHDRAWN, at)


def kind_of_change(entry: Entry | None, facts: EntryFacts, values: dict[str, Any]) -> Change.Kind | None:
    """What the public sees happen when `entry` becomes what `values` say."""
    if entry is None:
        return Change.Kind.PUBLISHED
    if not entry.is_live:
        return Change.Kind.RESTORED
    changed = differences(entry, values) - SILENT
    if changed & ADDRESS:
        return Change.Kind.MOVED
    if changed or not same_files(entry, facts) or not same_places(entry, facts):
        return Change.Kind.UPDATED
    return None


def write(entry: Entry | None, facts: EntryFacts, values: dict[str, Any], seq: int, at: datetime) -> Entry:
    """The entry, saved with `values`; a new content digest makes a new edition."""
    first = facts.first_published_at or at
    entry = entry or Entry(uid=facts.uid, first_published_at=first, edition=0)
    if entry.content_digest != values["content_digest"]:
        entry.edition += 1
    for name, value in values.items():
        setattr(entry, name, value)
    entry.listed_at = entry.original_published_at or entry.first_published_at
    entry.updated_at, entry.seq = at, seq
    entry.withdrawn_at, entry.reason, entry.successor_url = None, "", ""
    entry.save()
    return entry


def log(entry: Entry, kind: str, at: datetime) -> Change:
    """The change that gave `entry` its `seq`."""
    return Change.objects.create(
        seq=entry.seq,
        entry=entry,
        kind=kind,
        occurred_at=at,
        digest=entry.content_digest,
        edition=entry.edition,
        reason=entry.reason,
    )


def name_files(entry: Entry, files: Iterable[tuple[str, int]]) -> None:
    """Make exactly `files` public through `entry`."""
    wanted = set(files)
    for row in entry.files.all():
        if (row.kind, row.object_id) in wanted:
            wanted.discard((row.kind, row.object_id))
        else:
            row.delete()
    EntryFile.objects.bulk_create([EntryFile(entry=entry, kind=kind, object_id=pk) for kind, pk in sorted(wanted)])


def same_files(entry: Entry, facts: EntryFacts) -> bool:
    """True when the entry names exactly the files that `facts` name."""
    return set(entry.files.values_list("kind", "object_id")) == set(facts.files)


def same_places(entry: Entry, facts: EntryFacts) -> bool:
    """True when the entry stands in exactly the listings that `facts` name, at its present time."""
    placed = set(entry.placements.filter(listed_at=entry.listed_at).values_list("listing__kind", "listing__key"))
    return placed == {(one.kind, one.key) for one in facts.listings}
