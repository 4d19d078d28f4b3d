"""Terms of roles and of people who stand in: the days of their beginning and end, and which end soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from .models import Deputy, Membership

SOON = timedelta(days=30)
BEIJING = ZoneInfo(settings.TIME_ZONE)


def start_of(day: date) -> datetime:
    """0:00 of the day in Beijing, whatever the zone of the person who asks."""
    return datetime.combine(day, time(), BEIJING)


def end_of(day: date) -> datetime:
    """24:00 of the day in Beijing: a term that runs to this day holds on it."""
    return start_of(day + timedelta(days=1))


def today(at: datetime | None = None) -> date:
    return timezone.localdate(at, BEIJING)


def last_day(until: datetime) -> date:
    """The last day in Beijing of a term that ends at `until`."""
    return timezone.localdate(until - timedelta(microseconds=1), BEIJING)


def overlapping(model: type[Membership] | type[Deputy], at: datetime, until: datetime | None) -> QuerySet[Any]:
    """Rows whose term shares a moment with that from `at` to `until` (None: for good)."""
    rows = model._default_manager.filter(Q(until=None) | Q(until__gt=at))
    return rows if until is None else rows.filter(since__lt=until)


@dataclass(frozen=True)
class Ending:
    """`person` acts in `membership` until `until`; `stands_in` when it is another's."""

    membership: Membership
    person: Any
    until: datetime
    stands_in: bool


def ending_soon(at: datetime | None = None, within: timedelta = SOON) -> list[Ending]:
    """Roles and deputies that act at `at` and end `within` that time, the first to end at the top. One query."""
    at = at or timezone.now()
    last = at + within
    ends = Q(since__lte=at, until__gt=at, until__lte=last, user__is_active=True)
    rows: Any = Membership.objects.annotate(deputy=deputies_at(at))
    rows = rows.filter(ends | Q(deputy__until__lte=last, deputy__user__is_active=True))
    found = (one for row in rows.select_related("user", "organ", "deputy__user") for one in endings(row, at, last))
    return sorted(dict.fromkeys(found), key=lambda one: (one.until, one.stands_in))


def endings(row: Any, at: datetime, last: datetime) -> Iterator[Ending]:
    """Of a membership, which comes once for each of its deputies: that of the role, and that of the deputy."""
    if row.until and row.since <= at < row.until <= last and row.user.is_active:
        yield Ending(row, row.user, row.until, False)
    deputy = deputy_of(row)
    if deputy and deputy.until <= last and deputy.user.is_active:
        yield Ending(row, deputy.user, deputy.until, True)


def deputies_at(at: datetime | None = None) -> FilteredRelation:
    """The deputies of memberships who act at `at`, to be joined to them: a row for each, and one where there is none."""
    at = at or timezone.now()
    return FilteredRelation("deputies", condition=Q(deputies__since__lte=at, deputies__until__gt=at))


def deputy_of(row: Any) -> Deputy | None:
    """The one who was joined to a membership as `deputy`; Django leaves the name out where there is none."""
    found: Deputy | None = getattr(row, "deputy", None)
    return found
