"""Pages of the log by record number: as quick at the millionth record as at the first, and never shifted by new ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from .models import AuditRecord

SIZE = 50


@dataclass(frozen=True)
class Page:
    """Newest first. `older` and `newer` are the numbers to ask for next, None where there is nothing more."""

    records: list[AuditRecord]
    older: int | None
    newer: int | None


def page(records: QuerySet[AuditRecord], query: Mapping[str, str]) -> Page:
    """The page behind `before`, or in front of `after`, or the first. One query."""
    if (after := number(query.get("after"))) is not None:
        found = list(records.filter(seq__gt=after).order_by("seq")[: SIZE + 1])
        rows = found[:SIZE][::-1]
        return Page(rows, after + 1, rows[0].seq if len(found) > SIZE else None)
    before = number(query.get("before"))
    found = list((records if before is None else records.filter(seq__lt=before)).order_by("-seq")[: SIZE + 1])
    rows = found[:SIZE]
    newer = None if before is None else before - 1
    return Page(rows, rows[-1].seq if len(found) > SIZE else None, newer)


def number(text: str | None) -> int | None:
    """A record number; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
