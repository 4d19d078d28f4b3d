"""What actions are called on screen. Each room names its own when it is loaded."""

from collections.abc import Mapping
from typing import Any

_labels: dict[str, Any] = {}


def register_actions(labels: Mapping[str, Any]) -> None:
    """`{"page.publish": _("发布")}`. An action can be recorded without a name; it then shows as it is."""
    _labels.update(labels)


def label(action: str) -> str:
    return str(_labels.get(action, action))


def choices() -> list[tuple[str, str]]:
    """All that have a name, by action."""
    return [(action, label(action)) for action in sorted(_labels)]
