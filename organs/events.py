"""The one place through which this room says who did what to people and roles."""

import logging
from typing import Any

logger = logging.getLogger(__name__)


def note(action: str, **facts: Any) -> None:
    """Record that `action` happened. `by` is who did it (None: a command); objects are kept by their keys, because
    names and numbers of people do not belong into a log."""
    logger.info("%s %s", action, {name: key_of(value) for name, value in facts.items()})


def key_of(value: Any) -> Any:
    """The primary key of a row, and anything else as it is."""
    return value.pk if hasattr(value, "pk") else value
