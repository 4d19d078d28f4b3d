"""What upper rooms have to tell the reviewers of an item, as the warnings of an import. Each room registers a source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hint:
    """`label` says what is to be looked at, `text` the words as found, `location` where; both may be empty."""

    label: str
    text: str = ""
    location: str = ""


Source = Callable[[Any], Iterable[Hint]]
"""Hints about a page, in at most one query."""

_sources: dict[str, Source] = {}


def register_hints(name: str, source: Source) -> None:
    """Ask `source(page)` whenever an item is shown for review. The same name again replaces it."""
    _sources[name] = source


def hints_about(page: Any) -> list[Hint]:
    """What all rooms have to tell of `page`."""
    return [hint for source in _sources.values() for hint in source(page)]
