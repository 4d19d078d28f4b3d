"""The values by which what is public can be narrowed: those that something has, read from the shelves alone.

A few thousand shelves stand for any number of entries; nothing is counted.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import CharField, F, Max, Min, QuerySet, Value
from wagtail.models import Site

from .models import Shelf
from .selection import BEIJING, Selection, shelves_with

YEAR = "year"
COLUMNS = {"organ": "organ__code"} | {
    name: name for name in ("kind", "catalogue", "theme", "genre", "openness", "validity", "language")
}
"""The filters that are columns of a shelf."""
LEVELS = {"theme": "\\", "catalogue": "-"}


def offered(site: Site, selection: Selection, names: Collection[str]) -> dict[str, set[str]]:
    """The values of each filter of `names` that something has which answers all others of `selection`.

    `names` are of `COLUMNS`, or `YEAR`. Two queries; few rows are read, however many shelves there are.
    """
    found: dict[str, set[str]] = {name: set() for name in names}
    parts = [values_of(site, without(selection, name), name) for name in names if name != YEAR]
    if parts:
        for name, value in parts[0].union(*parts[1:], all=True):
            found[name] |= with_those_above(name, value)
    return found | ({YEAR: years_of(site, without(selection, YEAR))} if YEAR in names else {})


def without(selection: Selection, name: str) -> Selection:
    """`selection` with anything for the filter `name`."""
    changes: dict[str, Any] = {name: None if name == YEAR else ""}
    return replace(selection, **changes)


def values_of(site: Site, selection: Selection, name: str) -> QuerySet[Shelf, Any]:
    """Rows (`name`, value) of the different values that what `selection` asks for has in the column of a filter."""
    shelves = shelves_with(site, selection).filter(is_filled=True).exclude(**{COLUMNS[name]: ""}).order_by()
    named = shelves.annotate(filter=Value(name, CharField()), value=F(COLUMNS[name]))
    return named.values_list("filter", "value").distinct()


def years_of(site: Site, selection: Selection) -> set[str]:
    """The years between the oldest and the newest of what `selection` asks for."""
    shelves = shelves_with(site, selection).filter(is_filled=True)
    span = shelves.aggregate(newest=Max("newest_at"), oldest=Min("oldest_at"))
    if span["newest"] is None:
        return set()
    oldest, newest = (span[name].astimezone(BEIJING).year for name in ("oldest", "newest"))
    return {str(year) for year in range(oldest, newest + 1)}


def with_those_above(name: str, value: str) -> set[str]:
    """`value` and the values that stand for it and its like: the first level of a theme, the items above an item."""
    found = {value}
    while value := above(name, value):
        found.add(value)
    return found


def above(name: str, value: str) -> str:
    """The value right above `value`; '' when it stands at the top, or the filter has no levels."""
    return value.rpartition(LEVELS[name])[0] if name in LEVELS else ""
