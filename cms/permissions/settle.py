"""Time ends and begins roles too: groups are looked at when their person comes, and by the worker for everybody."""

from datetime import datetime
from typing import Any

from .mirror import mirror_people
from .rights import forget, keep, read_groups, read_held


def settle(user: Any) -> None:
    """Let `user` be in the groups of the roles held now, and know their rights, before anything asks.

    Two queries when nothing changed.
    """
    held, groups = read_held(user), read_groups(user)
    if held != {(one.role, one.organ_id) for one in groups.rows if one.role}:
        mirror_people([user.pk])
        forget(user)
        groups = read_groups(user)
    keep(user, held, groups)


def settle_everybody(at: datetime) -> int:
    """A duty of the worker. Returns 0: what there was to do is done."""
    mirror_people(at=at)
    return 0
