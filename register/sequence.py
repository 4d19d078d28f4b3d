"""The register's lock, and numbers for changes in the order in which they are committed."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Sequence

LOCK = f'SELECT 1 FROM "{Sequence._meta.db_table}" WHERE "id" = 1'
"""As it is, because a publication asks for it a dozen times, and the query of a model costs ten times as much."""


def hold() -> None:
    """Take the register's lock until the caller's transaction ends. Taking it again costs one query.

    Lock order everywhere: this lock first, rows of pages and everything else after it. Whoever saves, moves or
    deletes pages takes it before reading what is to be written, so that what was compared cannot change any more and
    no two writers wait for each other; on SQLite, `BEGIN IMMEDIATE` is the same lock. Raises
    TransactionManagementError outside a transaction.
    """
    connection = atomic_connection()
    with connection.cursor() as cursor:
        cursor.execute(f"{LOCK} FOR UPDATE" if connection.features.has_select_for_update else LOCK)
        missing = cursor.fetchone() is None
    if missing:
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
    atomic_connection()
    sequence, _created = Sequence.objects.select_for_update().get_or_create(pk=1)
    return sequence


def atomic_connection() -> BaseDatabaseWrapper:
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("register numbers are allotted inside a transaction")
    return connection
