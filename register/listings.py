"""Keeping listings as their owners describe them. Call everything here while `sequence.hold()` is in force."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from organs.models import Organ

from .facts import ListingFacts
from .models import Cut, Listing


def ensure(site_id: int, facts: ListingFacts, at: datetime) -> Listing:
    """The listing that `facts` describe, made or brought up to date. Its new title or path changes its pages."""
    return ensure_all(site_id, [facts], at)[0]


def ensure_all(site_id: int, wanted: Sequence[ListingFacts], at: datetime) -> list[Listing]:
    """`ensure` for several listings of a site; one query when all are up to date."""
    keys = [facts.key for facts in wanted]
    known = {(one.kind, one.key): one for one in Listing.objects.filter(site_id=site_id, key__in=keys)}
    return [bring_up_to_date(known.get((facts.kind, facts.key)), site_id, facts, at) for facts in wanted]


def bring_up_to_date(listing: Listing | None, site_id: int, facts: ListingFacts, at: datetime) -> Listing:
    """`listing` as `facts` describe it; a new one when there is none."""
    if listing is None:
        make_room(site_id, facts)
        return Listing.objects.create(
            site_id=site_id, kind=facts.kind, key=facts.key, changed_at=at, **described(facts)
        )
    changed = {name: value for name, value in described(facts).items() if getattr(listing, name) != value}
    if not changed:
        return listing
    make_room(site_id, facts)
    for name, value in changed.items():
        setattr(listing, name, value)
    if set(changed) != {"tree_path"}:
        listing.changed_at = at
        listing.cuts.update(changed_at=at)
    listing.save()
    return listing


def make_room(site_id: int, facts: ListingFacts) -> None:
    """Close another public listing at the path of `facts`: only one page can be there, so it has left unseen."""
    if facts.is_public:
        others = Listing.objects.filter(site_id=site_id, path=facts.path, is_public=True)
        others.exclude(kind=facts.kind, key=facts.key).update(is_public=False)


def close(listings: QuerySet[Listing], at: datetime) -> int:
    """Take `listings` off the public site; their entries and the numbers of their pages stay. How many there were."""
    return listings.filter(is_public=True).update(is_public=False, changed_at=at)


def retell(organ: Organ, at: datetime) -> None:
    """Mark every page that shows what `organ` published as changed: the organ's name stands on it."""
    Cut.objects.filter(placements__entry__organ=organ).update(changed_at=at)
    Listing.objects.filter(placements__entry__organ=organ).update(changed_at=at)


def described(facts: ListingFacts) -> dict[str, Any]:
    """Columns of a `Listing` that its owner decides."""
    names = ("path", "title", "description", "tree_path", "is_public", "language")
    return {name: getattr(facts, name) for name in names}
