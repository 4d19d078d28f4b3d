"""Where words of the lists stand in a text: one pass for all of them, however many there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from .found import FORBIDDEN_WORD, SENSITIVE_WORD, TYPO
from .stories import Story
from .wordlists import Typo, WordLists

# Blanks and signs inside a word do not hide it; a sentence's end does.
NOISE = re.compile(r"[ \n*_|~^·`-]")
MAX_NOISE = 12


@dataclass(frozen=True)
class WordSpan:
    """A word of the lists between two places of the folded text; `advice` is the right form of a misspelling."""

    kind: str
    start: int
    end: int
    normal: str
    advice: str = ""


@dataclass(frozen=True)
class _Machine:
    automaton: ahocorasick_rs.AhoCorasick
    words: list[tuple[str, str]]
    typos: dict[str, Typo]


def words_in(story: Story, words: WordLists) -> Iterator[WordSpan]:
    """All of a story, each place once for each kind."""
    machine = _machine(words)
    if machine is None:
        return
    text, places = _solid(story.folded.text.lower())
    for index, start, end in machine.automaton.find_matches_as_indexes(text, overlapping=True):
        kind, word = machine.words[index]
        first, last = places[start], places[end - 1] + 1
        if kind == TYPO and not _is_typo(text, start, end, machine.typos[word], story.folded.text[first:last]):
            continue
        if _is_whole(text, start, end) and last - first - (end - start) <= MAX_NOISE:
            yield WordSpan(kind, first, last, word, machine.typos[word].right if kind == TYPO else "")


@lru_cache(maxsize=8)
def _machine(words: WordLists) -> _Machine | None:
    typos = {_normal(wrong): typo for wrong, typo in words.typos.items()}
    lists = ((FORBIDDEN_WORD, words.forbidden), (SENSITIVE_WORD, words.sensitive), (TYPO, typos))
    entries = [(kind, normal) for kind, group in lists for word in sorted(group) if (normal := _normal(word))]
    if not entries:
        return None
    automaton = ahocorasick_rs.AhoCorasick([word for _, word in entries])
    return _Machine(automaton, entries, typos)


def _normal(word: str) -> str:
    return _solid(word.lower())[0]


def _solid(text: str) -> tuple[str, list[int]]:
    """The text without noise, and where each character of it stands; blanks between Latin words stay."""
    gone = {hit.start() for hit in NOISE.finditer(text) if not _parts_latin(text, hit.start())}
    places = [place for place in range(len(text)) if place not in gone]
    return "".join(map(text.__getitem__, places)) if gone else text, places


def _parts_latin(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _is_typo(text: str, start: int, end: int, typo: Typo, found: str) -> bool:
    """Misspellings stand in one piece (a line's end apart), and share no character with a word that is right."""
    if len(found) > end - start + 1 or (len(found) > end - start and "\n" not in found):
        return False
    begin = max(0, start - 8)
    near = text[begin : end + 8]
    return not any(
        hit.start() + begin < end and start < hit.end() + begin
        for right in typo.unless
        for hit in re.finditer(re.escape(right), near)
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """A Latin word or a number is found whole only: av is not in have."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    left = before.isascii() and before.isalnum() and text[start].isascii() and text[start].isalnum()
    right = after.isascii() and after.isalnum() and text[end - 1].isascii() and text[end - 1].isalnum()
    return not (left or right)
