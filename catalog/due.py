"""By when a publication must be public: article 26 of 《政府信息公开条例》."""

import time
from datetime import date, timedelta

from workdays.calendar import Calendar
from workdays.errors import WorkdayError
from workdays.services import load_calendar

PROACTIVE_DAYS = 20
"""Working days from the day on which the information was formed or changed, which is day 0."""
LEAST = timedelta(days=PROACTIVE_DAYS)
"""What they are at the very least in days of the calendar: what was formed later cannot be late."""
KEPT_SECONDS = 5.0
"""How long the calendar is kept in a process: a rebuild asks for every publication. What is recorded by one that is no
more is righted by `recounting.recount_again`."""

_kept: tuple[float, Calendar] | None = None


def due_on(formed: date) -> date | None:
    """The last day in time for what was formed or changed on `formed`; None for a day beyond the calendar."""
    return last_day(formed, calendar())


def last_day(formed: date, known: Calendar) -> date | None:
    """The same by the calendar `known`."""
    try:
        return known.due(formed, PROACTIVE_DAYS).due
    except WorkdayError:
        return None


def calendar() -> Calendar:
    """The calendar as it is, or was a moment ago. One query every few seconds."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > KEPT_SECONDS:
        _kept = (time.monotonic(), load_calendar())
    return _kept[1]


def forget() -> None:
    """Read the calendar anew."""
    global _kept
    _kept = None
