"""Terms of roles and of people who stand in: the days of their beginning and end, and which end soon."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
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
    """Roles and deputies that act at `at` and end `within` that time, the first to end at the top. Two queries."""
    at = at or timezone.now()
    roles = Membership.objects.valid(at).filter(until__lte=at + within, user__is_active=True)
    deputies = Deputy.objects.valid(at).filter(until__lte=at + within, user__is_active=True)
    found = [Ending(one, one.user, one.until, False) for one in roles.select_related("user", "organ") if one.until]
    found += [
        Ending(one.membership, one.user, one.until, True)
        for one in deputies.select_related("user", "membership__user", "membership__organ")
    ]
    return sorted(found, key=lambda one: one.until)
