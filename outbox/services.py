"""Writing rows, and bringing back those that were given up."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from outbox.models import OutboxQuerySet, OutboxRow


def enqueue(kind: str, payload: dict[str, Any], *, at: datetime | None = None, dedupe: str | None = None) -> OutboxRow:
    """Writes a row in the caller's transaction; it is carried out after the commit, not before `at`.

    With `dedupe` the row is written once however often it is asked for, as long as the first one is kept;
    the row that is kept is returned.
    """
    now = timezone.now()
    row = OutboxRow(kind=kind, payload=payload, created_at=now, available_at=at or now, dedupe=dedupe)
    if dedupe is None:
        row.save(force_insert=True)
        return row
    # No exception to catch: on PostgreSQL it would spoil the caller's transaction.
    OutboxRow.objects.bulk_create([row], ignore_conflicts=True)
    return OutboxRow.objects.get(dedupe=dedupe)


def revive(rows: OutboxQuerySet, at: datetime | None = None) -> int:
    """Gives dead rows among `rows` all their tries again; the number of them."""
    return rows.dead().update(dead_at=None, attempts=0, available_at=at or timezone.now(), lease_until=None, token=None)


def forget_done(before: datetime, limit: int = 1000) -> int:
    """Deletes up to `limit` rows done before that time (they may hold addresses and texts of mails); how many."""
    old = OutboxRow.objects.filter(done_at__lt=before).order_by("done_at").values_list("pk", flat=True)[:limit]
    return OutboxRow.objects.filter(pk__in=list(old)).delete()[0]
