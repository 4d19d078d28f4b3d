"""Recording what was done. What was refused goes through `audit.refusals`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from . import refusals
from .chain import append
from .drafts import Target, draft
from .models import AuditRecord


def record(
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
    """Append one record, in the caller's transaction: both are committed, or neither.

    Actor and source are those of the request in hand unless `actor` says otherwise. `target` is an object or (kind, id),
    `title` what it is called if not by its `str`, `organ` a code, `details` as `{"field": [old, new], "reason": "…"}`
    (`audit.details.difference` makes them). Nothing here may be personal data of citizens. Call it as the last thing of
    a transaction: it takes the lock that is last in the order of the house, and holds it.
    """
    refusals.flush()
    return append(
        draft(action, actor=actor, target=target, title=title, organ=organ, result=result, details=details, at=at)
    )
