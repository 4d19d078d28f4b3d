"""What the log can testify to a room that looks again at its own tables: they can be altered, the log cannot."""

from collections.abc import Collection, Iterable
from datetime import datetime

from .models import AuditHead, AuditRecord


def begins_at() -> datetime | None:
    """The time of the oldest record when retention removed earlier ones; None: the log is whole."""
    if not AuditHead.objects.filter(removed_seq__gt=0).exists():
        return None
    return AuditRecord.objects.order_by("seq").values_list("occurred_at", flat=True).first()


def told_of(kinds: Collection[str], ids: Iterable[int], actions: Collection[str]) -> list[AuditRecord]:
    """What was done to these objects, of these kinds, by these actions, in the order of the log. One query."""
    found = AuditRecord.objects.filter(
        target_type__in=kinds,
        target_id__in=[str(pk) for pk in ids],
        action__in=actions,
        result=AuditRecord.Result.DONE,
    )
    return list(found.only("action", "details").order_by("seq"))
