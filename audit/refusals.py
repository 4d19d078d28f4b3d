"""Refusals, recorded after the rollback that they cause.

A refusal is an exception more often than not, and takes back whatever its transaction wrote, its own record too. So
`refused` remembers it in the running thread, and it is written as soon as nothing is open that could take it back.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction

from .chain import append
from .drafts import Target, draft
from .models import AuditRecord

logger = logging.getLogger(__name__)

_waiting: ContextVar[list[AuditRecord] | None] = ContextVar("audit_refusals", default=None)


def refused(
    action: str,
    reason: str,
    *,
    actor: Any = None,
    target: Target = None,
    title: str = "",
    organ: str = "",
    details: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Remember that `action` was refused and why. Call it where the refusal is decided, then raise.

    Person, source, time and target are those of this moment. Outside of a transaction it is written at once; inside of
    one by whichever comes first after its end: the end of the request, the end of `recording()`, or the next record
    that is written outside of a transaction.
    """
    entry = draft(
        action,
        actor=actor,
        target=target,
        title=title,
        organ=organ,
        result=AuditRecord.Result.REFUSED,
        details={**(details or {}), "reason": reason},
        at=at,
    )
    waiting = _waiting.get()
    if waiting is None:
        _waiting.set(waiting := [])
    waiting.append(entry)
    flush()


@contextmanager
def recording() -> Iterator[None]:
    """Around what has no request: commands, duties of the worker, plain code. Also a decorator. May be nested."""
    try:
        yield
    finally:
        flush()


def flush() -> None:
    """Write what waits, unless a transaction is open. Never raises: what cannot be written goes to the log instead."""
    waiting = _waiting.get()
    if not waiting or in_transaction():
        return
    entries, waiting[:] = list(waiting), []
    try:
        with transaction.atomic():
            for entry in entries:
                append(entry)
    except Exception:  # whatever it is, an answer or another error is on its way and must not be lost for this
        names = [f"{e.action} {e.target_type}:{e.target_id} by user {e.actor_id}" for e in entries]
        logger.exception("refusals could not be recorded: %s", "; ".join(names))


def in_transaction() -> bool:
    """Whether a block is open that could still take back what is written now. As for Django's durable blocks, the one
    that a test puts around itself does not count."""
    return any(not block._from_testcase for block in transaction.get_connection().atomic_blocks)
