"""The triggers around a migration: away before it changes a table, there again when it is through."""

from typing import Any

from django.db import connections

from . import triggers


def stand_aside(using: str, plan: Any = None, **kwargs: Any) -> None:
    """Take the triggers away when a migration has something to do."""
    if plan:
        triggers.uninstall(connections[using])


def guard_again(using: str, **kwargs: Any) -> None:
    """Make the triggers as the models are now."""
    triggers.install(connections[using])
