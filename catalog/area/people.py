"""Columns of leaders and of organ profiles: everything of its kind on one page, in one form, by its order."""

from typing import Any

from register.models import Entry, Listing, Placement

MOST = 200
"""Leaders or profiles on one page. The portals of a province have fewer."""


def members(listing: Listing, kind: str) -> list[Entry]:
    """Live entries of `kind` in the listing. One query."""
    rows = Placement.objects.filter(listing=listing, withdrawn_seq=None, entry__kind=kind).select_related(
        "entry__organ"
    )
    return [row.entry for row in rows.order_by("-listed_at", "-uid")[:MOST]]


def leaders_context(context: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """Leaders by their organ, then by their order; what else stands in the column follows as rows."""
    found = sorted(members(listing, "leader"), key=by_position)
    several = len({one.organ_id for one in found}) > 1
    return {"leaders": found, "has_several_organs": several, "others": without(context["entries"], "leader")}


def profiles_context(context: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """Profiles in the order of the organs."""
    found = sorted(members(listing, "organ_profile"), key=by_organ)
    return {"profiles": found, "others": without(context["entries"], "organ_profile")}


def without(entries: list[Entry], kind: str) -> list[Entry]:
    return [one for one in entries if one.kind != kind]


def by_organ(entry: Entry) -> tuple[Any, ...]:
    return (entry.organ.position, entry.organ_id)


def by_position(entry: Entry) -> tuple[Any, ...]:
    return (*by_organ(entry), entry.extra.get("position", 999), entry.listed_at, entry.uid)
