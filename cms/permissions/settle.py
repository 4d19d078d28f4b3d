"""Time ends and begins roles too: groups are looked at when their person comes, and by the worker for everybody."""

from datetime import datetime
from typing import Any

from organs import roles

from ..models import RoleGroup
from .mirror import mirror_people
from .rights import forget


def settle(user: Any) -> None:
    """Let `user` be in the groups of the roles held now, before anything asks. Two queries when nothing changed."""
    held = set(roles.memberships(user).order_by().values_list("role", "organ_id"))
    if held != set(RoleGroup.objects.filter(group__user=user).values_list("role", "organ_id")):
        mirror_people([user.pk])
        forget(user)


def settle_everybody(at: datetime) -> int:
    """A duty of the worker. Returns 0: what there was to do is done."""
    mirror_people(at=at)
    return 0
