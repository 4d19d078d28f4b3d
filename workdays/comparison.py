"""What a change of the table moves: days that change their nature, and deadlines that somebody counts on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .calendar import Calendar, Day
from .dates import spelled
from .errors import WorkdayError
from .services import Moved, moved

SHOWN = 20
"""Moved deadlines that are named one by one; of the others only the number is told."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A deadline that still runs: what it is called on screen, and what it is counted from."""

    label: str
    received: date
    days: int


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    pending: Pending
    moved: Moved

    def __str__(self) -> str:
        return f"{self.pending.label}：{self.change}"

    @property
    def change(self) -> str:
        old, new = self.moved.before, self.moved.after
        if self.moved.has_new_date:
            words = _("由%(old)s改为%(new)s") % {"old": spelled(old.due), "new": spelled(new.due)}
            return words + (_("（暂定）") if new.provisional else "")
        words = _("%(due)s不变，改为暂定") if new.provisional else _("%(due)s不变，不再是暂定")
        return words % {"due": spelled(new.due)}


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day on which people work and did not, or the other way round."""

    before: Day
    after: Day

    def __str__(self) -> str:
        return f"{spelled(self.after.date)}：{self.change}"

    @property
    def change(self) -> str:
        return f"{self.before.why} → {self.after.why}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`settled` and `opened`: years that are announced now and were not, or the other way round."""

    days: tuple[ChangedDay, ...]
    settled: tuple[int, ...]
    opened: tuple[int, ...]
    deadlines: tuple[MovedDeadline, ...]

    @property
    def shown(self) -> tuple[MovedDeadline, ...]:
        """As many of the deadlines as are named one by one."""
        return self.deadlines[:SHOWN]

    @property
    def unnamed(self) -> int:
        """How many deadlines move besides."""
        return len(self.deadlines) - len(self.shown)

    def as_json(self) -> dict[str, object]:
        """To tell whether what was shown is still what would happen. Without the deadlines: new ones come every hour."""
        return {
            "days": {one.after.date.isoformat(): one.change for one in self.days},
            "settled": list(self.settled),
            "opened": list(self.opened),
        }


_providers: dict[str, Callable[[], Iterable[Pending]]] = {}


def register_deadlines(name: str, provider: Callable[[], Iterable[Pending]]) -> None:
    """Let `provider` name the deadlines of a room that still run: an import then says which of them move.

    Labels are read by system administrators, who may see no text that is not public: no titles of drafts.
    """
    _providers[name] = provider


def compare(before: Calendar, after: Calendar) -> Comparison:
    """What `after` changes. Both calendars hold years, and stand for the same table at two times."""
    settled = tuple(sorted(after.annual.keys() - before.annual.keys()))
    opened = tuple(sorted(before.annual.keys() - after.annual.keys()))
    changed = [ChangedDay(*both) for both in pairs(before, after) if both[0].working != both[1].working]
    return Comparison(tuple(changed), settled, opened, tuple(moved_deadlines(before, after)))


def moved_deadlines(before: Calendar, after: Calendar) -> list[MovedDeadline]:
    """Those that rooms name and that have another date, then those that are provisional no more, or now."""
    if before.notices == after.notices:
        return []
    known: dict[tuple[date, int], Moved | None] = {}
    found = []
    for one in (pending for provider in _providers.values() for pending in provider()):
        key = (one.received, one.days)
        if key not in known:
            known[key] = moved_one(before, after, one)
        if both := known[key]:
            found.append(MovedDeadline(one, both))
    return sorted(found, key=lambda one: not one.moved.has_new_date)


def moved_one(before: Calendar, after: Calendar, one: Pending) -> Moved | None:
    """None also when a calendar does not reach so far."""
    try:
        return moved(before, after, [(one.received, one.days)])[0]
    except WorkdayError:
        return None


def pairs(before: Calendar, after: Calendar) -> list[tuple[Day, Day]]:
    """All days that both can judge and that could differ: special ones, and years announced by one of them."""
    try:
        first, last = max(before.first, after.first), min(before.last, after.last)
    except WorkdayError:  # a table that was or becomes empty: nothing to compare
        return []
    days = {*before.special, *after.special}
    for year in before.annual.keys() ^ after.annual.keys():
        begin = date(year, 1, 1)
        days |= {begin + timedelta(days=count) for count in range(366)}
    return [(before.day(on), after.day(on)) for on in sorted(days) if first <= on <= last]
