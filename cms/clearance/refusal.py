"""How clearance refuses: with a reason in the reader's language, and a record."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied

from . import events


class NotCleared(PermissionDenied):
    """Something would become public, or change in public, that nobody signed. Says why in Chinese."""

    on_record = True
    """Its refusal is recorded where it is raised: whoever meets it on the way out records it no second time."""


def refuse(action: str, reason: str, *, target: Any = None, **details: Any) -> NoReturn:
    """Record the refusal of `action` (dotted, as the audit names it) and raise NotCleared."""
    events.refused(action, str(reason), target=target, details=details)
    raise NotCleared(str(reason))
