"""The register's lock, and numbers for changes in the order in which they are committed."""

from django.db import transaction

from .models import Sequence


def hold() -> None:
    """Take the register's lock until the caller's transaction ends. Taking it again costs one query.

    Lock order everywhere: this lock first, rows of pages and everything else after it. Whoever saves, moves or
    deletes pages takes it before reading what is to be written, so that what was compared cannot change any more and
    no two writers wait for each other; on SQLite, `BEGIN IMMEDIATE` is the same lock. Raises
    TransactionManagementError outside a transaction.
    """
    row()


def allot(count: int = 1) -> int:
    """First of `count` consecutive numbers; whoever holds the lock commits before the next may count.

    Raises TransactionManagementError outside a transaction.
    """
    sequence = row()
    sequence.last += count
    sequence.save(update_fields=["last"])
    return sequence.last - count + 1


def row() -> Sequence:
    """The only row, locked; made when it is missing."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("register numbers are allotted inside a transaction")
    sequence, _created = Sequence.objects.select_for_update().get_or_create(pk=1)
    return sequence
