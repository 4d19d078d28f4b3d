"""Reading the log from its beginning, however long it is: batches by number, never all of it in memory."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import DataError
from django.db.models import QuerySet
from django.utils import timezone

from .models import AuditRecord

BATCH = 500
COLUMNS = [field.attname for field in AuditRecord._meta.concrete_fields]

Row = dict[str, Any]


class Damaged(ValueError):
    """A row that holds what its columns cannot: nothing that this program ever wrote. `key` is its number, as found."""

    def __init__(self, key: Any) -> None:
        super().__init__(key)
        self.key = key


def in_order(records: QuerySet[AuditRecord], after: int | None = None) -> Iterator[Row]:
    """The columns of `records`, by number, behind `after`. For what may have been tampered with, see below."""
    while True:
        rows = batch(records, after)
        yield from rows
        if len(rows) < BATCH:
            return
        after = rows[-1]["seq"]


def batch(records: QuerySet[AuditRecord], after: int | None) -> list[Row]:
    rest = records if after is None else records.filter(seq__gt=after)
    return list(rest.order_by("seq").values(*COLUMNS)[:BATCH])


def in_order_with_damage(after: int | None = None, until: int | None = None) -> Iterator[Row | Damaged]:
    """The log by number, behind `after` and up to `until`; a row that cannot be read comes as `Damaged`, the rest
    all the same."""
    while True:
        keys = numbers(after, until)
        readable = [key for key in keys if type(key) is int]
        yield from rows_or_damage(readable)
        yield from (Damaged(key) for key in keys if type(key) is not int)
        if len(keys) < BATCH or not readable:
            return
        after = readable[-1]


def numbers(after: int | None, until: int | None) -> list[Any]:
    """The next ones. SQLite would keep a text in their column too."""
    rest = AuditRecord.objects.order_by("seq")
    if after is not None:
        rest = rest.filter(seq__gt=after)
    if until is not None:
        rest = rest.filter(seq__lte=until)
    return list(rest.values_list("seq", flat=True)[:BATCH])


def rows_or_damage(keys: list[int]) -> Iterator[Row | Damaged]:
    """One query when all can be read, else one for each."""
    rows = AuditRecord.objects.order_by("seq").values(*COLUMNS)
    try:
        yield from list(rows.filter(seq__in=keys))
    except (ValueError, TypeError, DataError):
        for key in keys:
            try:
                yield from list(rows.filter(seq=key))
            except (ValueError, TypeError, DataError):
                yield Damaged(key)


def on_days(begin: date | None, end: date | None) -> QuerySet[AuditRecord]:
    """The records of the days from `begin` to `end`, both with it, here."""
    records = AuditRecord.objects.all()
    if begin:
        records = records.filter(occurred_at__gte=midnight(begin))
    return records.filter(occurred_at__lt=midnight(end) + timedelta(days=1)) if end else records


def midnight(day: date) -> datetime:
    """The beginning of the day; of the nearest in this millennium, since databases disagree about others."""
    return timezone.make_aware(datetime.combine(min(max(day, date(2000, 1, 1)), date(2999, 12, 31)), time()))
