"""Records are kept for years, then removed from the beginning, so that what is left is a chain still."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .chain import hold
from .models import AuditHead, AuditRecord
from .sealing import removed_seal
from .services import record

SLICE = 10_000
"""Records removed in one transaction."""


@transaction.atomic
def purge(at: datetime | None = None) -> int:
    """Remove the oldest records as far as all of them are older than `AUDIT_RETENTION_DAYS` at `at`, a slice at most.

    Returns how many; more may be left when it is above 0. That it was done is recorded, with number and digest of the
    last record removed; verification begins there. A duty of the worker can be this function.
    """
    at = at or timezone.now()
    head = hold()
    last = last_expired(head, at - timedelta(days=settings.AUDIT_RETENTION_DAYS))
    if last is None:
        return 0
    removed = AuditRecord.objects.filter(seq__lte=last.seq)
    count, first = removed.count(), head.removed_seq + 1
    head.removed_seq, head.removed_digest = last.seq, last.digest
    head.removed_seal = removed_seal(last.seq, last.digest)
    head.save(update_fields=["removed_seq", "removed_digest", "removed_seal"])  # the triggers let go what lies before
    removed.delete()
    facts = {"count": count, "first": first, "last": last.seq, "last_digest": last.digest, "until": last.occurred_at}
    record("audit.purge", details=facts, at=at)
    return count


def last_expired(head: AuditHead, before: datetime) -> AuditRecord | None:
    """The last record of the slice that may go: it and all records in front of it are from before `before`."""
    kept = AuditRecord.objects.filter(occurred_at__gte=before).order_by("seq").values_list("seq", flat=True).first()
    end = min(head.seq if kept is None else kept - 1, head.removed_seq + SLICE)
    return AuditRecord.objects.filter(seq__lte=end).order_by("-seq").first()
