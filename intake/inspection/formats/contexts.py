"""What a reader sees beside a cell: the head of its column and the words on its left."""

import re
from functools import lru_cache

from ..folding import fold
from ..surroundings import says_impersonal, says_personal

LONGEST = 24
# What a context can decide about: numbers, and a level of secrecy in a cell of its own.
DECIDABLE = re.compile(r"(?:\d\D{0,3}){7}|密")


def context_of(text: str, left: str, head: str) -> str:
    """Both, when they are words and no data; the one that speaks of persons last, because the last one counts.

    "" for a cell about which they decide nothing.
    """
    return _joined(left[: 2 * LONGEST], head[: 2 * LONGEST]) if DECIDABLE.search(text) else ""


@lru_cache(maxsize=8192)
def _joined(left: str, head: str) -> str:
    words = [flat for text in (left, head) if (flat := "".join(fold(text).text.split())) and _is_label(flat)]
    return ":".join(sorted(words, key=_weight))


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST and sum(char.isdigit() for char in text) <= 4


def _weight(text: str) -> int:
    """Silent words first, then codes and amounts, then persons."""
    return says_personal(text) * 2 + says_impersonal(text)
