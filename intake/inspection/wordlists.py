"""Word lists: built-in ones, and those that an upper room registers because an administrator wrote them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).with_name("words")
LONGEST = 60


@dataclass(frozen=True)
class Typo:
    """The right form of a misspelling, and longer words in which its characters stand rightly (按排 in 按排名)."""

    right: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordLists:
    """Words to look for; `typos` by their wrong form. Equal lists are compiled once."""

    sensitive: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    typos: Mapping[str, Typo] = field(default_factory=lambda: MappingProxyType({}))

    def __or__(self, other: "WordLists") -> "WordLists":
        """Both; of two corrections of one misspelling the other's."""
        return WordLists(
            self.sensitive | other.sensitive, self.forbidden | other.forbidden, {**self.typos, **other.typos}
        )

    def __hash__(self) -> int:
        return hash((self.sensitive, self.forbidden, frozenset(self.typos.items())))


@lru_cache(maxsize=1)
def default_words() -> WordLists:
    """The lists that come with the program."""
    return read_words(FOLDER)


def read_words(folder: Path) -> WordLists:
    """Lists from sensitive.txt, forbidden.txt and typos.txt in a folder; a file may be missing.

    A word a line, `#` begins a comment. A misspelling: wrong form, right form, and the words in which it is none,
    parted by blanks.
    """
    typos = {}
    for line in _lines(folder / "typos.txt"):
        wrong, *rest = line.split()
        if rest:
            typos[wrong] = Typo(rest[0], tuple(rest[1:]))
    sensitive, forbidden = (frozenset(_lines(folder / f"{name}.txt")) for name in ("sensitive", "forbidden"))
    return WordLists(sensitive, forbidden, typos)


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line and len(line.split()[0]) <= LONGEST]


_sources: dict[str, Callable[[], WordLists]] = {}


def register_words(name: str, source: Callable[[], WordLists]) -> None:
    """Has every inspection ask `source()` for the words that are configured now. The same name again replaces it."""
    _sources[name] = source


def configured_words() -> WordLists:
    """The built-in lists with all registered ones."""
    words = default_words()
    for source in _sources.values():
        words |= source()
    return words
