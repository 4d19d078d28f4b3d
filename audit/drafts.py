"""Records that are not written yet: everything is known of them but their place in the chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from .details import bounded, cut
from .models import AuditRecord
from .source import present_source, present_user

Target = Model | tuple[str, Any] | None
"""What it was done to: an object, or (kind, id) of what is none or is gone."""


def draft(
    action: str,
    *,
    actor: Any = None,
    target: Target = None,
    title: str = "",
    organ: str = "",
    result: str = AuditRecord.Result.DONE,
    details: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditRecord:
    """The record as of now. Whatever is too long is cut: an audit never fails for what somebody typed."""
    user = present_user() if actor is None else actor
    kind, key = named(target)
    ip, agent = present_source()
    return AuditRecord(
        occurred_at=at or timezone.now(),
        actor_id=getattr(user, "pk", None),
        actor_name=cut(user.get_username(), 150) if getattr(user, "pk", None) else "",
        action=cut(action, 60),
        result=result,
        target_type=cut(kind, 100),
        target_id=cut(key, 64),
        target_title=cut(title or (target if isinstance(target, Model) else ""), 255),
        organ=cut(organ, 40),
        ip=cut(ip, 45),
        agent=cut(agent, 200),
        details=bounded(details),
    )


def named(target: Target) -> tuple[str, str]:
    """(kind, id): `catalog.officialdocumentpage`, `17`."""
    if isinstance(target, Model):
        return target._meta.label_lower, "" if target.pk is None else str(target.pk)
    return ("", "") if target is None else (str(target[0]), str(target[1]))
