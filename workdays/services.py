"""What other rooms ask: when something is due, and how many working days lie between two dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import FilteredRelation

from .calendar import Calendar, Deadline
from .models import Notice, SpecialDay
from .notices import NoticeFacts, Special


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that two calendars place differently, or that one of them calls provisional and the other not."""

    before: Deadline
    after: Deadline

    @property
    def has_new_date(self) -> bool:
        return self.before.due != self.after.due


def load_calendar() -> Calendar:
    """The calendar as the table is now. One query: make one for many questions, and none for longer than they take."""
    return Calendar(stored_notices())


def stored_notices() -> list[NoticeFacts]:
    """The notices in force with their days, in the order in which they were entered. One query."""
    rows: Any = Notice.objects.valid().annotate(day=FilteredRelation("days"))
    found: dict[Notice, list[Special]] = {}
    for notice in rows.select_related("day").order_by("entered_at", "pk", "day__date"):
        days = found.setdefault(notice, [])
        if hasattr(notice, "day"):  # a notice without days has none
            days.append(special(notice.day))
    return [notice.facts(tuple(days)) for notice, days in found.items()]


def special(day: SpecialDay) -> Special:
    return Special(day.date, "off" if day.nature == SpecialDay.Nature.OFF else "work", day.holiday)


def due(received: date | datetime, days: int, *, calendar: Calendar | None = None) -> Deadline:
    """The `days`-th working day after `received`, with its derivation.

    A datetime counts as the day that it is in Beijing. Raises `WorkdayError` (with a Chinese text) for a datetime
    without zone, for `days` outside of 1 to 1000, and beyond the calendar.
    """
    return (calendar or load_calendar()).due(received, days)


def working_days_between(start: date | datetime, end: date | datetime, *, calendar: Calendar | None = None) -> int:
    """Working days after `start` up to and with `end`; below zero when `end` lies before `start`."""
    return (calendar or load_calendar()).count_between(start, end)


def is_working_day(on: date | datetime, *, calendar: Calendar | None = None) -> bool:
    return (calendar or load_calendar()).is_working_day(on)


def moved(before: Calendar, after: Calendar, deadlines: Iterable[tuple[date, int]]) -> Sequence[Moved | None]:
    """What becomes of each (received, days) when `after` takes the place of `before`; None where nothing does."""
    found: list[Moved | None] = []
    for received, days in deadlines:
        old, new = before.due(received, days), after.due(received, days)
        same = (old.due, old.provisional) == (new.due, new.provisional)
        found.append(None if same else Moved(old, new))
    return found
