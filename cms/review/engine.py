"""The engine of the automatic checks, as this room uses it: `intake.inspection`, with the house's own words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from django.db import OperationalError, ProgrammingError, transaction

from intake import inspection
from intake.inspection import Found, Inspection, WordLists
from intake.inspection.wordlists import Typo

from ..models import CheckedWord


class Engine(Protocol):
    """`version` changes when the same bytes may be judged otherwise."""

    version: str

    def text(self, text: str, location: str) -> Iterable[Found]: ...

    def file(self, path: str, name: str) -> Inspection: ...


@dataclass
class InstalledEngine:
    """`intake.inspection`. Words are read from the database when something has to be judged, not before."""

    version: str
    _words: WordLists | None = None

    def text(self, text: str, location: str) -> Iterable[Found]:
        return inspection.inspect_text(text, location, words=self.words())

    def file(self, path: str, name: str) -> Inspection:
        return inspection.inspect_file(path, name, words=self.words())

    def words(self) -> WordLists:
        """The engine's own words and those of 审查词库."""
        if self._words is None:
            self._words = inspection.default_words() | word_lists()
        return self._words


def installed() -> Engine:
    """The engine with the words as they are now."""
    return InstalledEngine(f"{program(str(inspection.__file__))}:{CheckedWord.objects.version()}")


@cache
def program(path: str) -> str:
    """A digest of the program and of the words that come with it: another release finds other things."""
    digest = sha256()
    for file in sorted(Path(path).parent.rglob("*")):
        if file.suffix in {".py", ".txt"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def configured_words() -> WordLists:
    """The words of 审查词库 for a command that may run where no database is, or none that is ready."""
    try:
        with transaction.atomic():
            return word_lists()
    except (OperationalError, ProgrammingError):
        return WordLists()


def word_lists() -> WordLists:
    """The active words of 审查词库 as the engine takes them. One query."""
    rows = list(CheckedWord.objects.filter(active=True).values_list("kind", "text", "replacement"))
    Kind = CheckedWord.Kind
    return WordLists(
        frozenset(text for kind, text, _right in rows if kind == Kind.SENSITIVE),
        frozenset(text for kind, text, _right in rows if kind == Kind.FORBIDDEN),
        {text: Typo(right) for kind, text, right in rows if kind == Kind.TYPO},
    )
