"""A notice's days as the notice writes them: from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .dates import spelled
from .notices import NoticeFacts


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One holiday: when people are off, and on which days they work for it."""

    holiday: str
    off: str
    work: str


@dataclass(frozen=True, slots=True)
class Sheet:
    notice: NoticeFacts
    arrangements: list[Arrangement]


def sheets(notices: Iterable[NoticeFacts]) -> list[Sheet]:
    return [Sheet(notice, arrangements(notice)) for notice in notices]


def arrangements(notice: NoticeFacts) -> list[Arrangement]:
    """The holidays in the order of their first day."""
    names = dict.fromkeys(day.holiday for day in notice.days)
    return [
        Arrangement(
            name,
            "、".join(map(spelled_range, ranges(day.date for day in notice.days if day.holiday == name and day.nature == "off"))),
            "、".join(spelled(day.date) for day in notice.days if day.holiday == name and day.nature == "work"),
        )
        for name in names
    ]  # fmt: skip


def ranges(days: Iterable[date]) -> list[tuple[date, date]]:
    """Runs of days that follow each other; `days` come in order."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def spelled_range(both: tuple[date, date]) -> str:
    first, last = both
    if first == last:
        return spelled(first)
    return _("%(first)s至%(last)s，共%(count)d天") % {
        "first": spelled(first),
        "last": spelled(last),
        "count": (last - first).days + 1,
    }
