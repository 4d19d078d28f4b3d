"""Where entries stand in listings. Call everything here while `sequence.hold()` is in force."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F, Q

from .cuts import first_cut, limit_size
from .models import Cut, Entry, Listing, Placement
from .sequence import allot

Wanted = list[tuple[Entry, list[Listing]]]


def place(wanted: Wanted, at: datetime) -> None:
    """Put each entry into exactly its listings, and mark every page that shows one, or did, as changed.

    For one entry: two queries, one for each listing that is new to it, and five more when there are any. For many
    at once, the same and some for each page that grows.
    """
    if not wanted:
        return
    seq = max(entry.seq for entry, _listings in wanted)
    missing = {(entry.pk, listing.pk): (entry, listing) for entry, listings in wanted for listing in listings}
    entries = {entry.pk: entry for entry, _listings in wanted}
    changed, leaving, gone = set(), [], defaultdict(list)
    for placement in Placement.objects.filter(entry__in=entries):
        entry = entries[placement.entry_id]
        same_key = (placement.listed_at, placement.uid) == (entry.listed_at, entry.uid)
        if not same_key or missing.pop((entry.pk, placement.listing_id), None) is None:
            leaving.append(placement)
        elif placement.withdrawn_seq != withdrawn_seq(entry):
            gone[withdrawn_seq(entry)].append(placement.pk)
        changed.add(placement.cut_id)
    for withdrawal, pks in gone.items():
        Placement.objects.filter(pk__in=pks).update(withdrawn_seq=withdrawal)
    remove(leaving)
    grown = insert(list(missing.values()), at)
    touch(changed | {cut.pk for cut in grown}, seq, at)
    for cut in grown:
        limit_size(cut, seq, at)


def fill(listing: Listing, entries: Iterable[Entry], at: datetime) -> None:
    """Let `listing` carry exactly these live entries, of its site, and mark its pages that change. No entry changes by
    it. What was withdrawn stays where it stood. A fixed number of queries, and some for each page that grows."""
    wanted = {entry.pk: entry for entry in entries}
    leaving = []
    for placement in Placement.objects.filter(listing=listing):
        if wanted.pop(placement.entry_id, None) is None and placement.withdrawn_seq is None:
            leaving.append(placement)
    if not leaving and not wanted:
        return
    seq = allot()
    remove(leaving)
    grown = insert([(entry, listing) for entry in wanted.values()], at)
    touch({placement.cut_id for placement in leaving} | {cut.pk for cut in grown}, seq, at)
    for cut in grown:
        limit_size(cut, seq, at)


def mark(entry: Entry, at: datetime) -> None:
    """Leave `entry` where it stands and mark every page that shows it as changed by its `seq`."""
    place([(entry, list(Listing.objects.filter(placements__entry=entry)))], at)


def withdrawn_seq(entry: Entry) -> int | None:
    """What a placement keeps of the withdrawal of its entry."""
    return None if entry.is_live else entry.seq


def touch(cut_ids: Iterable[int], seq: int, at: datetime) -> None:
    """Record that the pages `cut_ids` and their listings changed with `seq`. Two queries."""
    ids = list(cut_ids)
    if ids:
        Cut.objects.filter(pk__in=ids).update(last_seq=seq, changed_at=at)
        listings = Cut.objects.filter(pk__in=ids).values("listing")
        Listing.objects.filter(pk__in=listings).update(last_seq=seq, changed_at=at)


def remove(placements: list[Placement]) -> None:
    """Take entries out of listings; the pages beside their own stay as they are."""
    if placements:
        Placement.objects.filter(pk__in=[placement.pk for placement in placements]).delete()
        resize(Counter(placement.cut_id for placement in placements), -1)


def resize(amounts: Mapping[int, int], sign: int) -> None:
    """Add `sign` times the amounts to the sizes of cuts. One query for each different amount."""
    by_amount = defaultdict(list)
    for cut_id, amount in amounts.items():
        by_amount[amount].append(cut_id)
    for amount, ids in by_amount.items():
        Cut.objects.filter(pk__in=ids).update(size=F("size") + sign * amount)


def insert(pairs: list[tuple[Entry, Listing]], at: datetime) -> list[Cut]:
    """Put entries into the cuts that cover their keys; returns these cuts, grown."""
    by_listing: dict[int, tuple[Listing, list[Entry]]] = {}
    for entry, listing in pairs:
        by_listing.setdefault(listing.pk, (listing, []))[1].append(entry)
    grown: dict[int, Cut] = {}
    placements = []
    for listing, entries in by_listing.values():
        for entry, cut in covering(listing, entries, at):
            grown.setdefault(cut.pk, cut).size += 1
            placements.append(placement(entry, cut))
    Placement.objects.bulk_create(placements, 500)
    resize(Counter(one.cut_id for one in placements), 1)
    return list(grown.values())


def placement(entry: Entry, cut: Cut) -> Placement:
    return Placement(
        listing_id=cut.listing_id,
        entry=entry,
        cut=cut,
        listed_at=entry.listed_at,
        uid=entry.uid,
        withdrawn_seq=withdrawn_seq(entry),
    )


def covering(listing: Listing, entries: list[Entry], at: datetime) -> list[tuple[Entry, Cut]]:
    """Each entry with the cut that covers its key. One query, or two in an empty listing."""
    cuts = listing.cuts.order_by("-start_at", "-start_uid").select_related("listing")
    if len(entries) == 1:
        key = entries[0]
        below = Q(start_at__lt=key.listed_at) | Q(start_at=key.listed_at, start_uid__lte=key.uid)
        return [(key, cuts.filter(below).first() or first_cut(listing, at))]
    found = list(cuts)[::-1]
    earliest = min((entry.listed_at, entry.uid) for entry in entries)
    if not found or (found[0].start_at, found[0].start_uid) > earliest:
        found.insert(0, first_cut(listing, at))
    starts = [(cut.start_at, cut.start_uid) for cut in found]
    return [(entry, found[bisect_right(starts, (entry.listed_at, entry.uid)) - 1]) for entry in entries]
