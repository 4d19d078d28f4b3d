"""The calendar: which day is a working day, and why. Made of notices, without a query of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter

from django.utils.translation import gettext as _

from .dates import beijing_date
from .errors import WorkdayError
from .notices import NoticeFacts, Special
from .statutory import last_year, statutory

NEW_YEAR_SWAPS = 28
"""From this day of December on the notice of the next year may say otherwise: 元旦 took days from the 29th on (2007,
2018), and could from the 28th."""
MOST_DAYS = 1_000
"""Of one deadline. No law comes near; more is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether people work, whether that may still change, why (Chinese), and the notice that says so."""

    date: date
    working: bool
    provisional: bool
    why: str
    notice: NoticeFacts | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A day on the way to a deadline: `number` is the how-manieth working day it is, None for a day left out."""

    date: date
    number: int | None
    why: str
    provisional: bool

    def as_json(self) -> dict[str, str | int | bool | None]:
        return {
            "date": self.date.isoformat(), "number": self.number, "why": self.why, "provisional": self.provisional,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """`days` working days after the day of receipt, which is day 0; how that comes about, and by which notices.

    `provisional`: a day on the way is of a year whose notice is not there yet, so the due date may still move.
    """

    received: date
    days: int
    due: date
    provisional: bool
    derivation: tuple[Step, ...]
    notices: tuple[NoticeFacts, ...]

    def as_json(self) -> dict[str, object]:
        """{received, days, due, provisional, derivation}, dates as YYYY-MM-DD."""
        return {
            "received": self.received.isoformat(),
            "days": self.days,
            "due": self.due.isoformat(),
            "provisional": self.provisional,
            "derivation": [step.as_json() for step in self.derivation],
        }


class Calendar:
    """What `notices`, in the order in which they were entered, make of the days: of two that differ the one issued last
    holds, of one day of issue the one entered last. Answers stay the same for its life: make a new one where the table
    may change.

    Arguments may be dates, or datetimes with a time zone, which count as the day that it is in Beijing.
    """

    def __init__(self, notices: Iterable[NoticeFacts]) -> None:
        self.notices = tuple(sorted(notices, key=attrgetter("issued_on")))  # which keeps the order of a day
        self.annual = {one.year: one for one in self.notices if one.annual}
        self.special: dict[date, tuple[Special, NoticeFacts]] = {
            day.date: (day, notice) for notice in self.notices for day in notice.days
        }
        self._days: dict[date, Day] = {}

    @cached_property
    def first(self) -> date:
        """The first day that can be judged: earlier years had notices too, which this table lacks."""
        if not self.annual:
            raise WorkdayError(_("尚未录入任何放假安排，请先导入。"))
        return date(min(self.annual), 1, 1)

    @cached_property
    def last(self) -> date:
        """The end of the years of which the movable festivals are known."""
        return date(last_year(), 12, 31)

    def day(self, moment: date | datetime) -> Day:
        on = beijing_date(moment)
        found = self._days.get(on)
        if found is None:
            self._check(on)
            found = self._days[on] = self._judge(on)
        return found

    def is_working_day(self, moment: date | datetime) -> bool:
        return self.day(moment).working

    def due(self, received: date | datetime, days: int) -> Deadline:
        """The `days`-th working day after `received` (which itself never counts, whatever day it is)."""
        begin = beijing_date(received)
        check_days(days)
        if begin < self.first - timedelta(days=1):
            self._check(begin)
        steps = [Step(begin, None, _("收到当日（第0日），不计入期限"), False)]
        used: dict[str, NoticeFacts] = {}
        number, on = 0, begin
        while number < days:
            day = self.day(self._after(on))
            on = day.date
            number += day.working
            steps.append(Step(on, number if day.working else None, day.why, day.provisional))
            for notice in (day.notice, self.annual.get(on.year)):
                if notice is not None:
                    used[notice.number] = notice
        provisional = any(step.provisional for step in steps)
        return Deadline(begin, days, on, provisional, tuple(steps), tuple(used.values()))

    def nth_after(self, start: date | datetime, days: int) -> date:
        """The date of `due`, for whoever needs no derivation."""
        check_days(days)
        begin = beijing_date(start)
        number, on = 0, begin
        while number < days:
            on = self._after(on)
            number += self.day(on).working
        return on

    def count_between(self, start: date | datetime, end: date | datetime) -> int:
        """Working days after `start` up to and with `end`; below zero when `end` lies before `start`.

        `count_between(start, nth_after(start, n)) == n`.
        """
        begin, until = beijing_date(start), beijing_date(end)
        if until < begin:
            return -self.count_between(until, begin)
        if until == begin:
            return 0
        return sum(self.day(begin + timedelta(days=count)).working for count in range(1, (until - begin).days + 1))

    def years(self) -> list[int]:
        """Those that are announced."""
        return sorted(self.annual)

    def _after(self, on: date) -> date:
        if on >= self.last:
            raise WorkdayError(_("期限超出可以推算的范围（到%(year)d年为止）。") % {"year": self.last.year})
        return on + timedelta(days=1)

    def _check(self, on: date) -> None:
        if self.first <= on <= self.last:
            return
        raise WorkdayError(
            _("%(date)s不在可以推算的范围内：放假安排从%(first)d年起录入，推算到%(last)d年为止。")
            % {"date": on.isoformat(), "first": self.first.year, "last": self.last.year}
        )

    def _judge(self, on: date) -> Day:
        if on in self.special:
            special, notice = self.special[on]
            words = (
                _("%(holiday)s放假（%(number)s）")
                if special.nature == "off"
                else _("%(holiday)s调休上班（%(number)s）")
            )
            why = words % {"holiday": special.holiday, "number": notice.number}
            return Day(on, special.nature == "work", False, why, notice)
        working = on.weekday() < 5
        why = _("工作日") if working else _("周末")
        if on.year not in self.annual:
            return self._judge_by_law(on, working, why)
        if on.month == 12 and on.day >= NEW_YEAR_SWAPS and on.year + 1 not in self.annual:
            return Day(
                on, working, True, _("%(why)s（暂定，%(year)d年放假安排尚未录入）") % {"why": why, "year": on.year + 1}
            )
        return Day(on, working, False, why)

    def _judge_by_law(self, on: date, working: bool, why: str) -> Day:
        festival, makes_up = statutory(on.year).get(on, ("", False))
        if festival:
            why = (_("%(festival)s补假") if makes_up else _("%(festival)s法定假日")) % {"festival": festival}
            working = False
        return Day(on, working, True, _("%(why)s（暂定，%(year)d年放假安排尚未录入）") % {"why": why, "year": on.year})


def check_days(days: int) -> None:
    if isinstance(days, bool) or not isinstance(days, int):
        raise WorkdayError(_("工作日数应为整数。"))
    if not 1 <= days <= MOST_DAYS:
        raise WorkdayError(_("工作日数应在1到%(most)d之间。") % {"most": MOST_DAYS})
