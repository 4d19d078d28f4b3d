"""What the values are called by which entries are selected. Rooms above name theirs here; whoever offers filters asks."""

from collections.abc import Callable, Iterable
from typing import Any

from . import languages
from .providers import providers

Listed = Callable[[], Iterable[tuple[str, Any]]]
"""Values with their titles, in the order in which readers see them."""

_lists: dict[str, Listed] = {}


def name_values(name: str, listed: Listed) -> None:
    """Make the titles of the values of the filter `name` known. A later list takes the place of the former."""
    _lists[name] = listed


def words_of(name: str) -> dict[str, str]:
    """Title by value, in order; empty when nobody named them."""
    return {value: str(title) for value, title in _lists.get(name, tuple)()}


def closed_lists() -> dict[str, list[str]]:
    """Every value that a filter can have, in order, of those filters whose vocabularies are closed: what is not among
    them is a slip of the pen. Types and languages are known here."""
    kinds = [kind for provider in providers() for kind in provider.kinds()]
    return {"kind": kinds, "language": languages.known(), **{name: list(words_of(name)) for name in _lists}}
