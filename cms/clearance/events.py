"""What clearance has to tell the audit: everything it does, and everything it refuses. The only way out of here."""

import logging
from datetime import datetime
from typing import Any

logger = logging.getLogger("cms.clearance")


def note(
    action: str,
    *,
    actor: Any = None,
    target: Any = None,
    title: str = "",
    organ: str = "",
    details: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Record what was done, in the transaction that does it. `target` is a model instance or (type, id)."""
    logger.info("%s %s %s", action, reference(target), sorted(details or {}))


def refused(action: str, reason: str, *, target: Any = None, details: dict[str, Any] | None = None) -> None:
    """Record what was refused. The record must outlive the rollback that the refusal causes."""
    logger.warning("refused: %s %s: %s", action, reference(target), reason)


def reference(target: Any) -> str:
    """`target` by type and id: titles and names stay out of the log."""
    if target is None:
        return "-"
    kind, pk = target if isinstance(target, tuple) else (target._meta.label_lower, target.pk)
    return f"{kind}:{pk}"
