"""Numbers for changes, in the order in which they are committed."""

from django.db import transaction

from .models import Sequence


def allot(count: int = 1) -> int:
    """First of `count` consecutive numbers, held under one lock until the caller's transaction ends.

    Lock order everywhere: rows of pages first, this lock last; an operation on several pages locks all their rows
    beforehand. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("register numbers are allotted inside a transaction")
    row, _created = Sequence.objects.select_for_update().get_or_create(pk=1)
    row.last += count
    row.save(update_fields=["last"])
    return row.last - count + 1


def hold() -> None:
    """Take the lock of the sequence without allotting a number."""
    allot(0)
