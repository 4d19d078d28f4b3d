"""Who carries out which kind of row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from outbox.models import OutboxRow

Work = Callable[[OutboxRow], None]
Decorated = TypeVar("Decorated", bound=Work)

TRIES = 8


@dataclass(frozen=True)
class Handler:
    """`work(row)` may run more than once for a row, so it must be idempotent (`row.uid` is the key to be so by).

    `atomic`: the work touches this database only, and is committed together with the row's completion: exactly once.
    `tries`: after so many attempts, failed or broken off, the row is given up.
    """

    work: Work
    atomic: bool = False
    tries: int = TRIES


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, atomic: bool = False, tries: int = TRIES) -> Callable[[Decorated], Decorated]:
    """Registers the decorated function for rows of `kind`; a second one for the same kind raises `ValueError`."""

    def register(work: Decorated) -> Decorated:
        if kind in _handlers and _handlers[kind].work is not work:
            raise ValueError(f"two handlers for outbox rows of kind {kind!r}")
        _handlers[kind] = Handler(work, atomic, tries)
        return work

    return register


def handler_of(kind: str) -> Handler:
    """The handler of `kind`; `LookupError` when no room registered one."""
    try:
        return _handlers[kind]
    except KeyError:
        raise LookupError(f"no handler for outbox rows of kind {kind!r}") from None


def tries_of(kind: str) -> int:
    """After how many attempts a row of `kind` is given up. One that nobody knows may belong to a newer release."""
    return _handlers[kind].tries if kind in _handlers else TRIES


class GiveUp(Exception):
    """Raised by a handler when trying again cannot help: the row is dead at once."""
