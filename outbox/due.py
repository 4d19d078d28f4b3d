"""Duties: what has to be done again and again, registered by the rooms that own it."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.utils import timezone

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0  # seconds; how far a duty that keeps failing is put off

Call = Callable[[datetime], int]


@dataclass(frozen=True)
class Duty:
    """`call(at)` does what is due at that time, in a slice of seconds at most, and tells how much it did.

    It runs outside of a transaction, in one process as a rule but in several for moments (the lead changes hands):
    it locks what it changes. A number above 0 means there may be more, and it is called again at once.
    """

    name: str
    call: Call
    every: float


_duties: dict[str, Duty] = {}


def register_duty(name: str, call: Call, *, every: float) -> None:
    """Has `manage.py work` call `call(at)` each `every` seconds. The same name again replaces the duty."""
    _duties[name] = Duty(name, call, every)


def duties() -> list[Duty]:
    """All of them, in the order of registration."""
    return list(_duties.values())


def perform(duty: Duty, at: datetime | None = None) -> tuple[int, bool]:
    """(what it did, whether it succeeded). An error is logged and stays with its duty; a lost connection is raised."""
    try:
        return int(duty.call(at or timezone.now()) or 0), True
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("duty %s failed", duty.name)
        return 0, False


@dataclass
class Roster:
    """When each duty is next due in this process, by the monotonic clock."""

    clock: Callable[[], float] = time.monotonic
    next_run: dict[str, float] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)

    def run_due(self) -> int:
        """Performs every duty whose time has come; the sum of what they did."""
        return sum(self._run(duty) for duty in duties() if self.next_run.get(duty.name, 0) <= self.clock())

    def _run(self, duty: Duty) -> int:
        done, succeeded = perform(duty)
        failed = self.failures[duty.name] = 0 if succeeded else self.failures.get(duty.name, 0) + 1
        pause = 0.0 if done else duty.every
        if failed:
            pause = max(duty.every, min(duty.every * 2**failed, LONGEST_PAUSE))
        self.next_run[duty.name] = self.clock() + pause
        return done

    def pause(self, longest: float) -> float:
        """Seconds until the next duty is due, `longest` at most."""
        now = self.clock()
        return max(0.0, min([longest, *(self.next_run.get(duty.name, now) - now for duty in duties())]))
