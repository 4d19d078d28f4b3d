"""What a change of the table moves: days that change their nature, and deadlines that somebody counts on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .calendar import Calendar, Day
from .dates import spelled
from .errors import WorkdayError
from .services import Moved, moved


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

    def as_json(self) -> dict[str, object]:
        """For the record, and to tell whether what was shown is still what would happen."""
        return {
            "days": {one.after.date.isoformat(): one.change for one in self.days},
            "settled": list(self.settled),
            "opened": list(self.opened),
            "deadlines": [str(one) for one in self.deadlines],
        }


_providers: dict[str, Callable[[], Iterable[Pending]]] = {}


def register_deadlines(name: str, provider: Callable[[], Iterable[Pending]]) -> None:
    """Let `provider` name the deadlines of a room that still run: an import then says which of them move."""
    _providers[name] = provider


def compare(before: Calendar, after: Calendar) -> Comparison:
    """What `after` changes. Both calendars hold years, and stand for the same table at two times."""
    settled = tuple(sorted(after.annual.keys() - before.annual.keys()))
    opened = tuple(sorted(before.annual.keys() - after.annual.keys()))
    changed = [ChangedDay(*both) for both in pairs(before, after) if both[0].working != both[1].working]
    pending = [one for provider in _providers.values() for one in provider()]
    results = [moved_one(before, after, one) for one in pending]
    deadlines = [MovedDeadline(one, found) for one, found in zip(pending, results, strict=True) if found is not None]
    return Comparison(tuple(changed), settled, opened, tuple(deadlines))


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
