"""The engine of the automatic checks, as this room uses it: `intake.inspection`, with the house's own words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from typing import Any, Protocol

from ..models import CheckedWord


class Found(Protocol):
    """What the engine finds: `text` exactly as it stands, `location` in words."""

    kind: str
    text: str
    location: str


@dataclass(frozen=True)
class Words:
    """The active words of 审查词库; `typos` are (wrong, right)."""

    sensitive: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    typos: tuple[tuple[str, str], ...] = ()


class Engine(Protocol):
    """`version` changes when the same bytes may be judged otherwise."""

    version: str

    def text(self, text: str, location: str) -> Iterable[Found]: ...

    def file(self, path: str, name: str) -> tuple[str, Iterable[Found]]:
        """(why the file could not be read, what was found in it)."""
        ...


@dataclass
class InstalledEngine:
    """`intake.inspection`. `words` are read from the database when something has to be judged, not before."""

    module: Any
    version: str
    _words: dict[str, Any] = field(default_factory=dict)

    def text(self, text: str, location: str) -> Iterable[Found]:
        return self.module.inspect_text(text, location, **self.words_for(self.module.inspect_text))

    def file(self, path: str, name: str) -> tuple[str, Iterable[Found]]:
        result = self.module.inspect_file(path, name, **self.words_for(self.module.inspect_file))
        return result.error or "", result.findings

    def words_for(self, function: Any) -> dict[str, Any]:
        """`words` for a function of the engine that takes them."""
        if "words" not in signature(function).parameters:
            return {}
        if not self._words:
            self._words["words"] = configured_words()
        return self._words


def installed() -> Engine | None:
    """The engine with the words as they are now; None where it is not installed."""
    try:
        module = import_module("intake.inspection")
    except ImportError:
        return None
    return InstalledEngine(module, f"{getattr(module, 'VERSION', '1')}:{CheckedWord.objects.version()}")


def configured_words() -> Words:
    """The active words. One query."""
    rows = CheckedWord.objects.filter(active=True).values_list("kind", "text", "replacement")
    found: dict[str, list[Any]] = {kind: [] for kind in CheckedWord.Kind.values}
    for kind, text, replacement in rows:
        found[kind].append((text, replacement) if kind == CheckedWord.Kind.TYPO else text)
    return Words(tuple(found["sensitive"]), tuple(found["forbidden"]), tuple(found["typo"]))
