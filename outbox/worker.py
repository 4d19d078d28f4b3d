"""The `work` process: duties in the main thread, rows in a second one, signs of life in a third.

A slow mail server so never delays a scheduled publication, and a long step never looks like a dead worker.
"""

import logging
import os
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Thread

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone

from outbox import due, lease, pulse
from outbox.ending import Ending
from outbox.models import OutboxRow

logger = logging.getLogger(__name__)

POLL = 0.5  # seconds; due to the second means at most this late
BEAT = 2.0  # seconds between signs of life
STUCK = 600.0  # seconds after which one step no longer counts as alive: others may take it over
RETRY = 1.0  # seconds before a lost database is asked again


@dataclass(frozen=True)
class InHand:
    """The row that is being carried out."""

    row_id: int
    token: uuid.UUID
    since: float


def deliver_one() -> bool:
    """Claims one row and carries it out; False when none was due."""
    row = lease.claim()
    if row is None:
        return False
    lease.carry_out(row)
    return True


def work_once() -> int:
    """One pass over all duties and all due rows, in this thread and whoever has the lead; how much was done."""
    done = sum(due.perform(duty)[0] for duty in due.duties())
    while deliver_one():
        done += 1
    return done


def work_until_idle(stop: Ending, passes: int = 10_000) -> int:
    """Passes until one finds nothing to do; how much was done altogether."""
    total = 0
    for _ in range(passes):
        done = work_once()
        total += done
        if not done or stop.is_set():
            break
    return total


class WorkProcess:
    """Runs until `stop` is set, then ends after what is in hand."""

    def __init__(self, stop: Ending) -> None:
        self.stop = stop
        self.name = f"{socket.gethostname()[:80]}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
        self.started_at: datetime = timezone.now()
        self.roster = due.Roster()
        self.lead_until = 0.0
        self.duty_since: float | None = None
        self.in_hand: InHand | None = None
        self.ended = Ending()

    def run(self) -> None:
        """Blocks. The database may come and go meanwhile."""
        delivery = Thread(target=self._loop, args=(self._deliver, self.stop), name="outbox")
        signs = Thread(target=self._loop, args=(self._signs, self.ended), name="pulse")
        signs.start()
        delivery.start()
        try:
            self._loop(self._duties, self.stop)
        finally:
            self.stop.set()
            delivery.join()
            self.ended.set()
            signs.join()
            self._leave()

    def _loop(self, step: Callable[[], float], stop: Ending) -> None:
        """Calls `step` until `stop`; it returns the seconds to wait. Whatever goes wrong, the loop goes on."""
        while not stop.is_set():
            try:
                close_old_connections()
                pause = step()
            except (OperationalError, InterfaceError) as error:
                logger.warning("database not available (%s), asking again", type(error).__name__)
                connections.close_all()
                pause = RETRY
            except Exception:
                logger.exception("a step of the worker failed")
                pause = RETRY
            stop.wait(pause)
        connections.close_all()

    def _duties(self) -> float:
        if time.monotonic() >= self.lead_until:
            return POLL
        self.duty_since = time.monotonic()
        try:
            self.roster.run_due()
        finally:
            self.duty_since = None
        return self.roster.pause(POLL)

    def _deliver(self) -> float:
        row = lease.claim()
        if row is None:
            return POLL
        self.in_hand = in_hand(row)
        try:
            lease.carry_out(row)
        finally:
            self.in_hand = None
        return 0.0

    def _signs(self) -> float:
        now = time.monotonic()
        pulse.beat(self.name, self.started_at)
        if (self.duty_since is None or now - self.duty_since < STUCK) and not self.stop.is_set():
            # Counted from before the question: this process must not believe longer than the others.
            self.lead_until = now + pulse.LEAD.total_seconds() if pulse.take_lead(self.name) else 0.0
        held = self.in_hand
        if held is not None and now - held.since < STUCK:
            lease.prolong(held.row_id, held.token)
        return min(BEAT, lease.lease_length().total_seconds() / 3)

    def _leave(self) -> None:
        try:
            pulse.leave(self.name)
        except (OperationalError, InterfaceError):
            logger.warning("the end of %s could not be written", self.name)
        finally:
            connections.close_all()


def in_hand(row: OutboxRow) -> InHand:
    """What the pulse has to know of a claimed row."""
    assert row.token is not None
    return InHand(row.pk, row.token, time.monotonic())
