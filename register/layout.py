"""How the pages of a listing divide it: looking whether they do it rightly, and mending them."""

import uuid
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from .cuts import limit_size
from .models import Cut, Listing, Placement
from .models.listing import DAWN, DAWN_UID
from .sequence import allot

Key = tuple[datetime, uuid.UUID]


@dataclass
class Survey:
    """A listing, its cuts from the oldest on, how many entries belong into each, and those that stand elsewhere."""

    listing: Listing
    cuts: list[Cut]
    sizes: Counter[int] = field(default_factory=Counter)
    strays: dict[int, list[int]] = field(default_factory=dict)

    def problems(self) -> list[str]:
        """What is wrong, in words for a person; empty when all is right."""
        limits = {True: self.listing.page_size, False: 2 * self.listing.page_size}
        checks = [
            (bool(self.cuts) and key_of(self.cuts[0]) != (DAWN, DAWN_UID), _("最早的一页缺失")),
            (any(cut.is_open != (cut is self.cuts[-1]) for cut in self.cuts), _("最新的一页标记有误")),
            (bool(self.strays), _("有条目不在应在的页")),
            (any(cut.size != self.sizes[cut.pk] for cut in self.cuts), _("页内条数有误")),
            (any(self.sizes[cut.pk] > limits[cut.is_open] for cut in self.cuts), _("有页超过应有长度")),
        ]
        return [text for wrong, text in checks if wrong]


def key_of(cut: Cut) -> Key:
    return cut.start_at, cut.start_uid


def survey(listing: Listing) -> Survey:
    """Go through the listing once, in the order of its keys. Two queries; memory for its cuts, not its entries."""
    cuts = list(listing.cuts.order_by("start_at", "start_uid", "pk").select_related("listing"))
    found, starts = Survey(listing, cuts), [key_of(cut) for cut in cuts]
    rows = listing.placements.values_list("pk", "cut_id", "listed_at", "uid").iterator(2000)
    for pk, cut_id, listed_at, uid in rows:
        right = cuts[max(bisect_right(starts, (listed_at, uid)) - 1, 0)].pk
        found.sizes[right] += 1
        if cut_id != right:
            found.strays.setdefault(right, []).append(pk)
    return found


def mend(found: Survey, at: datetime) -> None:
    """Make the pages right, keeping their numbers. Hold the register's lock; `found` must be read under it."""
    if not found.cuts:
        return
    visible = bool(found.strays)
    for cut_id, pks in found.strays.items():
        Placement.objects.filter(pk__in=pks).update(cut=cut_id)
    if key_of(found.cuts[0]) != (DAWN, DAWN_UID):
        found.cuts[0].start_at, found.cuts[0].start_uid = DAWN, DAWN_UID
    for cut in found.cuts:
        newest = cut is found.cuts[-1]
        visible |= cut.is_open != newest
        cut.is_open, cut.size = newest, found.sizes[cut.pk]
        cut.save(update_fields=["start_at", "start_uid", "is_open", "size"])
    limits = {True: found.listing.page_size, False: 2 * found.listing.page_size}
    if visible or any(cut.size > limits[cut.is_open] for cut in found.cuts):
        seq = allot()  # no entry changed, but pages did, and who keeps them must ask again
        found.listing.cuts.update(last_seq=seq, changed_at=at)
        Listing.objects.filter(pk=found.listing.pk).update(last_seq=seq, changed_at=at)
        for cut in found.cuts:
            limit_size(cut, seq, at)


def stale_place() -> Exists:
    """Condition on entries: one of their places has another key than they, or does not count as withdrawn."""
    moved = ~Q(listed_at=F("entry__listed_at")) | ~Q(uid=F("entry__uid"))
    return Exists(Placement.objects.filter(moved | Q(withdrawn_seq=None), entry=OuterRef("pk")))
