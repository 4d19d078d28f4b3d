"""Reading listings page by page. Every function costs a fixed number of queries, whatever the size of the site."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from .models import Cut, Entry, Listing, Placement

RECENT_TOMBSTONES = 50
"""Withdrawals that the front of a feed still tells of, wherever in the listing they happened."""


@dataclass(frozen=True)
class ListingPageContent:
    """Entries of one page of a listing, newest first; `tombstones` are the withdrawn ones among them.

    `older` is the cut to read next, None at the end; it never changes because something newer came.
    """

    entries: list[Entry]
    tombstones: list[Entry]
    older: Cut | None


def entries_of(cuts: list[Cut]) -> tuple[list[Entry], list[Entry]]:
    """Live and withdrawn entries of `cuts`, newest first. One query."""
    rows = Placement.objects.filter(cut__in=cuts).select_related("entry__organ").order_by("-listed_at", "-uid")
    entries = [row.entry for row in rows]
    return [one for one in entries if one.is_live], [one for one in entries if not one.is_live]


def front(listing: Listing) -> ListingPageContent:
    """The newest entries: the open cut and the newest full one; when all in them is gone, the newest that shows any."""
    cuts = list(listing.cuts.order_by("-start_at", "-start_uid")[:3])
    entries, _gone = entries_of(cuts[:2])
    older = cuts[2] if len(cuts) > 2 else None
    if older and not entries and (newest_shown := newest_with_entries(listing)):
        entries, older = entries_of([newest_shown])[0], before(newest_shown)
    return ListingPageContent(entries, recent_tombstones(listing), older)


def newest_with_entries(listing: Listing) -> Cut | None:
    """The newest cut that has a live entry. One query."""
    live = Placement.objects.filter(listing=listing, withdrawn_seq=None).select_related("cut")
    newest_placement = live.order_by("-listed_at", "-uid").first()
    return newest_placement.cut if newest_placement else None


def archive(cut: Cut) -> ListingPageContent:
    """One cut, and the one before it."""
    entries, gone = entries_of([cut])
    return ListingPageContent(entries, gone, before(cut))


def recent_tombstones(listing: Listing) -> list[Entry]:
    """The latest withdrawals in the listing, newest first. One query over a partial index."""
    rows = Placement.objects.filter(listing=listing, withdrawn_seq__isnull=False)
    return [row.entry for row in rows.select_related("entry").order_by("-withdrawn_seq")[:RECENT_TOMBSTONES]]


def newest(listing: Listing, count: int) -> list[Entry]:
    """The `count` newest live entries. One query."""
    rows = Placement.objects.filter(listing=listing, withdrawn_seq=None).select_related("entry__organ")
    return [row.entry for row in rows.order_by("-listed_at", "-uid")[:count]]


def before(cut: Cut) -> Cut | None:
    """The next older cut."""
    older = Q(start_at__lt=cut.start_at) | Q(start_at=cut.start_at, start_uid__lt=cut.start_uid)
    return Cut.objects.filter(older, listing_id=cut.listing_id).order_by("-start_at", "-start_uid").first()


def after(cut: Cut) -> Cut | None:
    """The next newer cut."""
    newer = Q(start_at__gt=cut.start_at) | Q(start_at=cut.start_at, start_uid__gt=cut.start_uid)
    return Cut.objects.filter(newer, listing_id=cut.listing_id).order_by("start_at", "start_uid").first()


def newest_full(listing: Listing) -> Cut | None:
    """The newest cut that is full: where the archives of a feed begin."""
    return listing.cuts.filter(is_open=False).order_by("-start_at", "-start_uid").first()


def at_or_before(listing: Listing, moment: datetime) -> Cut | None:
    """The cut that holds the newest entries up to `moment`, or the oldest cut when all are newer."""
    cuts = listing.cuts.order_by("-start_at", "-start_uid")
    return cuts.filter(start_at__lte=moment).first() or cuts.last()


def span(listing: Listing) -> tuple[datetime, datetime] | None:
    """Times of the oldest and the newest live entry. Two indexed queries."""
    rows = Placement.objects.filter(listing=listing, withdrawn_seq=None).values_list("listed_at", flat=True)
    newest_at = rows.order_by("-listed_at", "-uid").first()
    return (rows.order_by("listed_at", "uid").first(), newest_at) if newest_at else None  # type: ignore[return-value]
