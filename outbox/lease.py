"""How a row is claimed, carried out, and given back: a lease by conditional update, on SQLite as on PostgreSQL."""

import logging
import random
import sys
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from outbox.handlers import GiveUp, handler_of, tries_of
from outbox.models import OutboxRow

logger = logging.getLogger(__name__)

WINDOW = 16  # candidates looked at together; workers that start at different ones seldom meet
ERROR_LENGTH = 2000


def lease_length() -> timedelta:
    """How long a worker may be silent before others take its row."""
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def back_off(attempts: int) -> timedelta:
    """Until the next try after `attempts` of them: 5 s, 20 s, 80 s, … at most an hour."""
    return timedelta(seconds=min(5 * 4 ** (attempts - 1), 3600))


def claim(at: datetime | None = None) -> OutboxRow | None:
    """A due row that is now ours until its lease ends, or None when there is none.

    The attempt and its back-off are written with the claim: a row that kills its worker is counted all the same.
    """
    at = at or timezone.now()
    while candidates := list(OutboxRow.objects.due(at).order_by("available_at", "id")[:WINDOW]):
        random.shuffle(candidates)
        for row in candidates:
            if _take(row, at):
                return row
    return None


def _take(row: OutboxRow, at: datetime) -> bool:
    """Changes the row only if nobody did so since it was read (each claim counts `attempts` up)."""
    token, attempts, until = uuid.uuid4(), row.attempts + 1, at + lease_length()
    mine = OutboxRow.objects.pending().filter(pk=row.pk, attempts=row.attempts, token=row.token)
    if not mine.update(token=token, attempts=attempts, lease_until=until, available_at=at + back_off(attempts)):
        return False
    row.token, row.attempts, row.lease_until = token, attempts, until
    return True


def carry_out(row: OutboxRow) -> bool:
    """Runs the handler of a claimed row and writes down what came of it; True when it is done."""
    try:
        found = handler_of(row.kind)
        if row.attempts > found.tries:  # earlier attempts ended without a word
            raise GiveUp(row.last_error or "the worker ended in the middle of each attempt")
        if found.atomic:
            with transaction.atomic():
                # First, so that a lease lost to another worker blocks or fails here and not after the work.
                if not _finish(row):
                    return False
                found.work(row)
            return True
        found.work(row)
        return _finish(row)
    except (OperationalError, InterfaceError):
        _fail(row)
        raise  # the worker looks after its connection
    except Exception:
        _fail(row)
        return False


def _finish(row: OutboxRow) -> bool:
    mine = OutboxRow.objects.pending().filter(pk=row.pk, token=row.token)
    done = mine.update(done_at=timezone.now(), lease_until=None, token=None, last_error="")
    if not done:
        logger.warning("outbox row %s (%s) was taken over before it was done", row.pk, row.kind)
    return bool(done)


def _fail(row: OutboxRow) -> None:
    """Called in an except block. Gives the row back for its next try, or up."""
    error = sys.exception()
    last = isinstance(error, GiveUp) or row.attempts >= tries_of(row.kind)
    said = f"{type(error).__name__}: {error}".replace("\0", "")[:ERROR_LENGTH]
    level = logging.ERROR if last else logging.WARNING
    logger.log(level, "outbox row %s (%s) failed: %s", row.pk, row.kind, type(error).__name__)
    now = timezone.now()
    changes = {"last_error": said, "lease_until": None, "token": None, "dead_at": now if last else None}
    OutboxRow.objects.pending().filter(pk=row.pk, token=row.token).update(**changes)


def prolong(row_id: int, token: uuid.UUID, at: datetime | None = None) -> bool:
    """A sign of life of whoever holds the row; False when it is no longer theirs."""
    mine = OutboxRow.objects.pending().filter(pk=row_id, token=token)
    return bool(mine.update(lease_until=(at or timezone.now()) + lease_length()))
