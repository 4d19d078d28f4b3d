"""Keeping the pages of listings at their size. Call everything here while `sequence.hold()` is in force."""

from datetime import datetime
from itertools import accumulate, pairwise

from .models import Cut, Listing, Placement


def first_cut(listing: Listing, at: datetime) -> Cut:
    """The cut that begins at the dawn of time, made for a listing that has none there."""
    last = last_number(listing.pk)
    return Cut.objects.create(listing=listing, number=last + 1, is_open=not last, changed_at=at)


def last_number(listing_id: int) -> int:
    """The highest number that a page of the listing has; 0 for none."""
    numbers = Cut.objects.filter(listing_id=listing_id).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def limit_size(cut: Cut, seq: int, at: datetime) -> None:
    """Divide `cut` when it has grown too far: an open one beyond a page, a closed one beyond two.

    An open cut closes and the newer entries open others. Of a closed one the newest part keeps the number, because
    the page after it links back to that; so a division changes no page but its parts.
    """
    size = cut.listing.page_size
    if cut.is_open and cut.size > size:
        divide(cut, [*[size] * ((cut.size - 1) // size), (cut.size - 1) % size + 1], seq, at)
    elif cut.size > 2 * size:
        parts = -(-cut.size * 2 // (3 * size))
        divide(cut, [cut.size // parts + (n >= parts - cut.size % parts) for n in range(parts)], seq, at)


def divide(cut: Cut, sizes: list[int], seq: int, at: datetime) -> None:
    """Divide `cut` into parts of `sizes`, oldest first. Two queries, and two for each part."""
    keys = list(cut.placements.order_by("listed_at", "uid").values_list("pk", "listed_at", "uid"))
    number = last_number(cut.listing_id)
    keeper = 0 if cut.is_open else len(sizes) - 1
    bounds = [0, *accumulate(sizes)]
    starts = [(cut.start_at, cut.start_uid), *[keys[bound][1:] for bound in bounds[1:-1]]]
    was_open = cut.is_open
    for index, (begin, end) in enumerate(pairwise(bounds)):
        part = cut if index == keeper else Cut(listing_id=cut.listing_id)
        part.start_at, part.start_uid = starts[index]
        part.size, part.last_seq, part.changed_at = sizes[index], seq, at
        part.is_open = was_open and index == len(sizes) - 1
        if part is not cut:
            part.number = number = number + 1
        part.save()
        if part is not cut:
            Placement.objects.filter(pk__in=[pk for pk, *_key in keys[begin:end]]).update(cut=part)
