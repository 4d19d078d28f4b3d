"""The only ways in which an entry changes. Each writes the entry, its change and its places in one transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.timezone import localtime

from . import links, places, shelves
from .addresses import between_sites
from .facts import EMPTIED, EntryFacts, differences
from .listings import ensure_all
from .models import Change, Entry, EntryFile
from .providers import provider_of
from .selection import BEIJING
from .sequence import allot, hold
from .signals import entry_withdrawn

SILENT = {"tree_path", "page_id", "column_id", "due_on"}
"""Differences that the outside cannot see: they are written without a change."""
ADDRESS = {"url", "site_id"}
VALIDITY = "validity"
"""Reason of an update by which a document came into force, was amended, lapsed or was repealed."""


@transaction.atomic
def record(facts: EntryFacts, at: datetime | None = None) -> Change | None:
    """Make the entry say what `facts` say. Returns the change, or None when the public sees no difference.

    The kind of change is the difference between the entry and the facts: published, restored, moved or updated.
    Facts that were read before the register's lock was held may be old: call `hold()` first, then read them.
    """
    at = at or timezone.now()
    hold()
    values = facts.values()
    entry = Entry.objects.select_related("shelf").filter(uid=facts.uid).first()
    kind = kind_of_change(entry, facts, values)
    if entry is not None and kind is None:
        if differences(entry, values):
            Entry.objects.filter(pk=entry.pk).update(**values)
            for name, value in values.items():
                setattr(entry, name, value)
        if not shelves.stands_right(entry):
            shelves.settle([entry])
        return None
    reason = VALIDITY if kind == Change.Kind.UPDATED and entry and entry.validity != values["validity"] else ""
    squatters = make_room(facts)
    left = (entry.site_id, entry.url) if kind == Change.Kind.MOVED and entry else None
    seq = allot()
    entry = write(entry, facts, values, seq, at)
    name_files(entry, facts.files)
    links.write(entry, facts.links)
    places.place([(entry, ensure_all(entry.site_id, facts.listings, at))], at)
    links.touch([entry.uid], at)
    change = log(entry, str(kind), at, reason)
    if left:
        lead_on(left[0], {left[1]: entry.url}, at, entry.site_id)
    for squatter in squatters:
        settle(squatter, at)
    return change


@transaction.atomic
def withdraw(entry: Entry, reason: str, at: datetime | None = None, successor_url: str = "") -> Change | None:
    """Turn `entry` into a tombstone: content gone, files private, places kept. None when it was one already."""
    at = at or timezone.now()
    hold()
    entry = Entry.objects.annotate(replaces=Exists(replaced())).get(pk=entry.pk)
    if not entry.is_live:
        return None
    seq = allot()
    for name, value in EMPTIED.items():
        setattr(entry, name, value)
    entry.withdrawn_at = entry.updated_at = at
    entry.reason, entry.successor_url, entry.seq = reason, successor_url, seq
    entry.save()
    if entry.shelf_id:
        shelves.left([entry.shelf_id])
    entry.files.all().delete()
    named = links.linked(entry) if links.touch([entry.uid], at) else []
    if named:
        links.write(entry, ())
    places.mark(entry, at)
    change = log(entry, Change.Kind.WITHDRAWN, at)
    if named:
        entry_withdrawn.send(Entry, entry=entry, links=named, at=at)
    if entry.replaces:
        lead_on(entry.site_id, {entry.url: successor_url}, at)
    return change


def replaced() -> QuerySet[Entry]:
    """Within a query of entries: the tombstones that lead to each, of its own site or of another."""
    there = Concat(Value("/sites/"), Cast(OuterRef("site"), CharField()), OuterRef("url"))  # as `between_sites` has it
    leading = Q(site=OuterRef("site"), successor_url=OuterRef("url")) | Q(successor_url=there)
    return Entry.objects.filter(leading, withdrawn_at__isnull=False)


def lead_on(site_id: int, ways: dict[str, str], at: datetime, to: int | None = None) -> None:
    """Let tombstones that lead to an address in `ways`, on the site `site_id`, lead to what it names instead, on the
    site `to` (None: the same one), or nowhere: followers are told. One query, and some for each tombstone."""
    here = Q(site=site_id, successor_url__in=ways)
    there = {between_sites(site_id, gone): address for gone, address in ways.items()}
    rows = Entry.objects.filter(here | Q(successor_url__in=there))
    ways = ways | there
    for tombstone in rows.exclude(withdrawn_at=None):
        address = way_from(tombstone, to or site_id, ways[tombstone.successor_url])
        Entry.objects.filter(pk=tombstone.pk).update(successor_url=address, updated_at=at)
        log_again(tombstone, at)
        links.touch([tombstone.uid], at)


def way_from(tombstone: Entry, site_id: int, address: str) -> str:
    """`address` on the site `site_id` as the tombstone names it; nothing where it would lead to itself."""
    if not address or (site_id, address) == (tombstone.site_id, tombstone.url):
        return ""
    return address if site_id == tombstone.site_id else between_sites(site_id, address)


@transaction.atomic
def log_again(entry: Entry, at: datetime | None = None) -> Change:
    """Give `entry`, as it is, a new change: for followers, when the one that its `seq` names was lost."""
    at = at or timezone.now()
    known = entry.changes.exists()
    live_kind = Change.Kind.UPDATED if known else Change.Kind.PUBLISHED
    entry.seq = allot()
    entry.save(update_fields=["seq"])
    places.mark(entry, at)
    return log(entry, live_kind if entry.is_live else Change.Kind.WITHDRAWN, at)


def kind_of_change(entry: Entry | None, facts: EntryFacts, values: dict[str, Any]) -> Change.Kind | None:
    """What the public sees happen when `entry` becomes what `values` say."""
    if entry is None:
        return Change.Kind.PUBLISHED
    if not entry.is_live:
        return Change.Kind.RESTORED
    changed = differences(entry, values) - SILENT
    if changed & ADDRESS:
        return Change.Kind.MOVED
    if changed or not same_files(entry, facts) or not same_places(entry, facts) or not links.same(entry, facts.links):
        return Change.Kind.UPDATED
    return None


def make_room(facts: EntryFacts) -> list[Entry]:
    """Move live entries aside that stand at the address of `facts`, and return them.

    Only one publication can be at an address, so whatever the register still has there has left without its seeing.
    """
    squatters = list(Entry.objects.live().filter(site_id=facts.site_id, url=facts.url).exclude(uid=facts.uid))
    for squatter in squatters:
        Entry.objects.filter(pk=squatter.pk).update(url=f"/#{squatter.uid}")
    return squatters


def settle(squatter: Entry, at: datetime) -> None:
    """Make an entry right that `make_room` moved aside. A tombstone shows the address that the public knew."""
    if provider := provider_of(squatter.kind):
        provider.follow(squatter.uid, at)
    stayed = Entry.objects.filter(pk=squatter.pk, url=f"/#{squatter.uid}")
    if lost := stayed.filter(withdrawn_at=None).first():
        withdraw(lost, Entry.Reason.DELETED, at)
    stayed.update(url=squatter.url)


def write(entry: Entry | None, facts: EntryFacts, values: dict[str, Any], seq: int, at: datetime) -> Entry:
    """The entry, saved with `values`; a new content digest makes a new edition."""
    entry = entry or Entry(uid=facts.uid, first_published_at=at, edition=0)
    if entry.content_digest != values["content_digest"]:
        entry.edition += 1
    for name, value in values.items():
        setattr(entry, name, value)
    entry.listed_at = entry.original_published_at or entry.first_published_at
    entry.formed_on = entry.issued_on or localtime(entry.listed_at, BEIJING).date()
    entry.updated_at, entry.seq = at, seq
    entry.withdrawn_at, entry.reason, entry.successor_url = None, "", ""
    shelves.settle([entry])
    entry.save()
    return entry


def log(entry: Entry, kind: str, at: datetime, reason: str = "") -> Change:
    """The change that gave `entry` its `seq`; `reason` when the entry itself tells none."""
    return Change.objects.create(
        seq=entry.seq,
        entry=entry,
        kind=kind,
        occurred_at=at,
        digest=entry.content_digest,
        edition=entry.edition,
        reason=entry.reason or reason,
    )


def name_files(entry: Entry, files: Iterable[tuple[str, int]]) -> None:
    """Make exactly `files` public through `entry`."""
    named = {(row.kind, row.object_id): row.pk for row in entry.files.all()}
    wanted = set(files)
    if gone := [pk for key, pk in named.items() if key not in wanted]:
        EntryFile.objects.filter(pk__in=gone).delete()
    added = sorted(wanted - set(named))
    EntryFile.objects.bulk_create([EntryFile(entry=entry, kind=kind, object_id=pk) for kind, pk in added])


def same_files(entry: Entry, facts: EntryFacts) -> bool:
    """True when the entry names exactly the files that `facts` name."""
    return set(entry.files.values_list("kind", "object_id")) == set(facts.files)


def same_places(entry: Entry, facts: EntryFacts) -> bool:
    """True when the entry stands in exactly the listings that `facts` name, at its present time."""
    rows = entry.placements.filter(listing__site=entry.site_id).values_list(
        "listing__kind", "listing__key", "listed_at", "uid", "withdrawn_seq"
    )
    here = (entry.listed_at, entry.uid, None)
    return set(rows) == {(one.kind, one.key, *here) for one in facts.listings}
