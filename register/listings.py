"""Keeping listings and their cuts. Call everything here inside the transaction that holds the sequence."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q

from .facts import ListingFacts
from .models import Cut, Entry, Listing, Placement


def ensure(site_id: int, facts: ListingFacts, at: datetime) -> Listing:
    """The listing that `facts` describe, made or brought up to date. Its new title or path changes its pages."""
    listing, created = Listing.objects.get_or_create(
        site_id=site_id, kind=facts.kind, key=facts.key, defaults={**described(facts), "changed_at": at}
    )
    changed = {name for name, value in described(facts).items() if getattr(listing, name) != value}
    if created or not changed:
        return listing
    for name in changed:
        setattr(listing, name, described(facts)[name])
    if changed != {"tree_path"}:
        listing.changed_at = at
        listing.cuts.update(changed_at=at)
    listing.save()
    return listing


def described(facts: ListingFacts) -> dict[str, object]:
    """Columns of a `Listing` that its owner decides."""
    names = ("path", "title", "description", "tree_path", "is_public")
    return {name: getattr(facts, name) for name in names}


def place(entry: Entry, listings: Iterable[Listing], seq: int, at: datetime) -> None:
    """Put `entry` into exactly `listings`, and mark every page that shows it, or did, as changed by `seq`."""
    wanted = {listing.pk: listing for listing in listings}
    for placement in entry.placements.select_related("cut", "listing"):
        if placement.listing_id in wanted and placement.listed_at == entry.listed_at:
            placement.withdrawn_seq = None if entry.is_live else seq
            placement.save(update_fields=["withdrawn_seq"])
            touch(placement.cut, seq, at)
            del wanted[placement.listing_id]
        else:
            remove(placement, seq, at)
    for listing in wanted.values():
        insert(entry, listing, seq, at)


def mark(entry: Entry, seq: int, at: datetime) -> None:
    """Leave `entry` where it stands and mark every page that shows it as changed by `seq`."""
    place(entry, [placement.listing for placement in entry.placements.select_related("listing")], seq, at)


def touch(cut: Cut, seq: int, at: datetime) -> None:
    """Record that the page `cut` and its listing changed with `seq`."""
    Cut.objects.filter(pk=cut.pk).update(last_seq=seq, changed_at=at)
    Listing.objects.filter(pk=cut.listing_id).update(last_seq=seq, changed_at=at)


def remove(placement: Placement, seq: int, at: datetime) -> None:
    """Take an entry out of a listing; the pages beside its own stay as they are."""
    placement.delete()
    Cut.objects.filter(pk=placement.cut_id).update(size=F("size") - 1)
    touch(placement.cut, seq, at)


def insert(entry: Entry, listing: Listing, seq: int, at: datetime) -> None:
    """Put `entry` into the cut that covers its key, and divide that cut when it has grown too far."""
    cut = covering(listing, entry) or Cut.objects.create(listing=listing, number=1, changed_at=at)
    Placement.objects.create(
        listing=listing,
        entry=entry,
        cut=cut,
        listed_at=entry.listed_at,
        uid=entry.uid,
        withdrawn_seq=None if entry.is_live else seq,
    )
    cut.size += 1
    cut.save(update_fields=["size"])
    touch(cut, seq, at)
    if cut.is_open and cut.size > listing.page_size:
        divide(cut, keep=listing.page_size, seq=seq, at=at)
    elif cut.size > 2 * listing.page_size:
        divide(cut, keep=cut.size // 2, seq=seq, at=at)


def covering(listing: Listing, entry: Entry) -> Cut | None:
    """The cut whose keys include the entry's, or None in an empty listing."""
    below = Q(start_at__lt=entry.listed_at) | Q(start_at=entry.listed_at, start_uid__lte=entry.uid)
    return listing.cuts.filter(below).order_by("-start_at", "-start_uid").first()


def divide(cut: Cut, *, keep: int, seq: int, at: datetime) -> None:
    """Split `cut` after its `keep` oldest entries.

    An open cut closes and the newer entries open another. Of a closed one the newer half keeps the number, because
    the page after it links back to that; so a split changes no page but the two halves.
    """
    placements = list(cut.placements.order_by("listed_at", "uid"))
    boundary, numbers = placements[keep], Cut.objects.filter(listing_id=cut.listing_id).order_by("-number")
    other = Cut(
        listing_id=cut.listing_id,
        number=numbers.values_list("number", flat=True)[0] + 1,
        last_seq=seq,
        changed_at=at,
        is_open=cut.is_open,
    )
    if cut.is_open:
        leaving, other.start_at, other.start_uid = placements[keep:], boundary.listed_at, boundary.uid
        cut.is_open = False
    else:
        leaving, other.start_at, other.start_uid = placements[:keep], cut.start_at, cut.start_uid
        cut.start_at, cut.start_uid = boundary.listed_at, boundary.uid
    other.size, cut.size = len(leaving), len(placements) - len(leaving)
    cut.save(update_fields=["start_at", "start_uid", "size", "is_open"])
    other.save()
    Placement.objects.filter(pk__in=[placement.pk for placement in leaving]).update(cut=other)
