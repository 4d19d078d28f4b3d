"""What rules choose from. Types and organs are known here; themes are those of the room that has them."""

from collections.abc import Callable
from typing import Any

Choices = list[tuple[str, Any]]

_themes: list[Callable[[], Choices]] = []


def register_themes(tell: Callable[[], Choices]) -> None:
    """`tell` names the themes, in groups, as choices."""
    _themes[:] = [tell]


def themes() -> Choices:
    """Each first level as a whole, then its second levels."""
    found: Choices = []
    for group, values in _themes[0]() if _themes else []:
        whole = [] if any(value == group for value, _title in values) else [(group, group)]
        found.append((group, [*whole, *values]))
    return found


def kinds() -> Choices:
    """The types that a topic may gather: all but topics."""
    from ..models import TopicPage
    from ..providing import publication_models

    return [(model.kind, model._meta.verbose_name) for model in publication_models() if model is not TopicPage]


def organs() -> Choices:
    from organs.models import Organ

    return list(Organ.objects.values_list("code", "name"))
