"""Which entries a reader asks for. Any filters cost the same at a hundred thousand entries as at a thousand.

Two queries come first, three for a column: what the shelves with these entries span, and what is first found on them. Few entries
are then named one by one; many are found by walking through what is public in order, passing by what was not asked
for: among many, the next one is never far.
"""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from wagtail.models import Site

from .models import Entry, Listing, Shelf
from .ordering import FORMED, NEWEST, ORDERS

BEIJING = ZoneInfo(settings.TIME_ZONE)
FEW = 500
"""Entries that are named one by one. Where more are asked for of a hundred thousand, a walk meets one every 200."""
EARLIEST_YEAR, LATEST_YEAR = 1900, 9000


@dataclass(frozen=True)
class Selection:
    """What is asked for; empty values ask for anything.

    `organ` is the organ's code; `column` the path of a column, with the columns beneath it; `theme` a whole value, or
    its first level with everything beneath; `catalogue` a code, with the codes beneath it; `year` the Beijing year of
    `listed_at`; `catalogued` leaves out what stands in no catalogue; `updated_after` a time with offset, itself left out;
    `sort` one of `ORDERS`.
    """

    organ: str = ""
    column: str = ""
    kind: str = ""
    theme: str = ""
    genre: str = ""
    validity: str = ""
    catalogue: str = ""
    openness: str = ""
    language: str = ""
    catalogued: bool = False
    year: int | None = None
    updated_after: datetime | None = None
    sort: str = NEWEST

    @property
    def is_empty(self) -> bool:
        """True when it asks for everything."""
        return all(not getattr(self, one.name) for one in fields(self) if one.name != "sort")


def select(site: Site, selection: Selection) -> QuerySet[Entry]:
    """Live entries of `site` that `selection` asks for, in its order. Costs up to three queries when it is called."""
    order = ORDERS[selection.sort]
    live = Entry.objects.live().filter(order.begin, site=site).order_by(*order.fields())
    if selection.is_empty:
        return live
    shelves = shelves_with(site, selection)
    span = shelves.aggregate(newest=Max("newest_at"), oldest=Min("oldest_at"), formed=Max("formed_until"))
    if span["newest"] is None:
        return live.none()
    asked = Entry.objects.live().filter(when(selection)).order_by()
    first = found_first(asked.filter(site=site)) if only_times(selection) else found_on(shelves, asked)
    if len(first) <= FEW:
        # Without the site, which these have: SQLite would rather walk through all of it in order than sort a few.
        return Entry.objects.live().filter(order.begin, pk__in=first).order_by(*order.fields())
    # Asked of each entry that is passed. With a set of shelves, or (on PostgreSQL) a number that an index knows, databases
    # would gather all that is on them, and sort.
    walk = live.filter(when(selection)).filter(Exists(shelves.filter(pk=OuterRef("shelf") + 0)))
    if selection.sort == FORMED:
        walk = walk.filter(formed_on__lte=span["formed"])
    return walk.filter(listed_at__lte=span["newest"], listed_at__gte=span["oldest"])


def found_first(entries: QuerySet[Entry]) -> list[int]:
    """Numbers of some of `entries`, one more than are few. One query."""
    return list(entries.values_list("pk", flat=True)[: FEW + 1])


def found_on(shelves: QuerySet[Shelf], entries: QuerySet[Entry]) -> list[int]:
    """Numbers of some of `entries` on `shelves`, one more than are few. One query.

    PostgreSQL is told to look into one shelf after the other until it has enough: it believes that what is asked for lies
    evenly among all entries, and would read through tens of thousands that are not.
    """
    if connection.vendor != "postgresql":
        return found_first(entries.filter(shelf__in=shelves.values("pk")))
    on_one = entries.extra(where=['"register_entry"."shelf_id" = "shelf"."id"']).values("pk")[: FEW + 1]
    each, each_params = shelves.order_by().values("pk").query.sql_with_params()
    some, some_params = on_one.query.sql_with_params()
    sql = f"SELECT found.pk FROM ({each}) AS shelf (id) CROSS JOIN LATERAL ({some}) AS found (pk) LIMIT {FEW + 1}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*each_params, *some_params])
        return [row[0] for row in cursor.fetchall()]


def only_times(selection: Selection) -> bool:
    """True when nothing but times is asked for, which shelves do not know."""
    return all(not getattr(selection, one.name) for one in fields(selection) if one.name not in TIMES)


TIMES = {"year", "updated_after", "sort"}
PLAIN = ("kind", "genre", "validity", "openness", "language")


def shelves_with(site: Site, selection: Selection) -> QuerySet[Shelf]:
    """The shelves on which the entries stand that are asked for. One query more for a column."""
    shelves = Shelf.objects.filter(site=site)
    shelves = shelves.filter(**{name: value for name in PLAIN if (value := getattr(selection, name))})
    if selection.catalogued:
        shelves = shelves.exclude(catalogue="")
    if selection.organ:
        shelves = shelves.filter(organ__code=selection.organ)
    if selection.column:
        shelves = shelves.filter(column__in=columns_beneath(site, selection.column))
    for name, mark in (("theme", "\\"), ("catalogue", "-")):
        if value := getattr(selection, name):
            beneath = Q(**{f"{name}__startswith": f"{value}{mark}"})
            if name == "theme" and mark in value:  # themes have two levels
                beneath = Q()
            shelves = shelves.filter(Q(**{name: value}) | beneath)
    if selection.year:
        begin, end = beijing_year(selection.year)
        shelves = shelves.filter(newest_at__gte=begin, oldest_at__lt=end)
    return shelves


def columns_beneath(site: Site, path: str) -> list[int]:
    """Numbers of the pages of the public column at `path` and of those beneath it. One query."""
    columns = Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, is_public=True)
    tree = columns.filter(path=path).values("tree_path")[:1]
    rows = columns.filter(tree_path__startswith=tree).exclude(tree_path="").values_list("key", flat=True)
    return [int(key) for key in rows if key.isdigit()]


def when(selection: Selection) -> Q:
    """Condition of the times that are asked for."""
    condition = Q()
    if selection.year:
        begin, end = beijing_year(selection.year)
        condition &= Q(listed_at__gte=begin, listed_at__lt=end)
    if selection.updated_after:
        condition &= Q(updated_at__gt=selection.updated_after)
    return condition


def beijing_year(year: int) -> tuple[datetime, datetime]:
    """Begin of `year` and of the next, in Beijing."""
    begin, end = (datetime(one, 1, 1, tzinfo=BEIJING).astimezone(UTC) for one in (year, year + 1))
    return begin, end
