"""Whether the page says things in the order of the original, and as often."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .wording import bare, excerpt

SENTENCE = re.compile(r"[。；！？;!?]$")
SHORTEST = 4
"""Characters of what has a place of its own: units and figures stand anywhere."""


def repeated(pieces: list[str], whole: str) -> Iterator[str]:
    """What the page says oftener than the original, whose bare text is `whole`."""
    for text, (piece, here) in counted(pieces).items():
        there = whole.count(text) if here > 1 else here
        if 0 < there < here:
            words = _("网页重复：“%(text)s”在原件中出现%(there)d次，网页上出现%(here)d次")
            yield words % {"text": excerpt(piece), "there": there, "here": here}


def left_out(lines: list[str], whole: str) -> Iterator[str]:
    """Whole sentences that the original says oftener than the page, whose bare text is `whole`."""
    sentences = [line for line in lines if SENTENCE.search(bare(line))]
    for text, (piece, there) in counted(sentences).items():
        here = whole.count(text) if there > 1 else there
        if 0 < here < there:
            words = _("网页有遗漏：“%(text)s”在原件中出现%(there)d次，网页上出现%(here)d次")
            yield words % {"text": excerpt(piece), "there": there, "here": here}


def counted(pieces: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Each bare text with how it is written first, and how often, in the order of `pieces`."""
    found: dict[str, tuple[str, int]] = {}
    for piece in pieces:
        text = bare(piece).rstrip(":")
        written, count = found.get(text, (piece.strip(), 0))
        found[text] = (written, count + 1)
    return {text: known for text, known in found.items() if len(text) >= SHORTEST}


def moved(pieces: list[str], whole: str) -> Iterator[str]:
    """Those of `pieces` that stand elsewhere in the original: the fewest without which the rest is in its order.

    Only what the original says once can be placed. Line ends, blanks, and what only one side has, change nothing.
    """
    places: dict[int, str] = {}
    for text, (piece, count) in counted(pieces).items():
        place = whole.find(text)
        if count == 1 and place >= 0 and whole.find(text, place + 1) < 0 and place not in places:
            places[place] = piece
    kept = set(longest_rise(list(places)))
    before = ""
    for place, piece in places.items():
        if place not in kept:
            words = _("次序与原件不同：“%(text)s”在原件中%(there)s，在网页上%(here)s")
            there = places[max((one for one in kept if one < place), default=-1)] if min(kept) < place else ""
            yield words % {"text": excerpt(piece), "there": behind(there), "here": behind(before)}
        before = piece


def behind(piece: str) -> str:
    """A place in words."""
    return _("位于“%(text)s”之后") % {"text": excerpt(piece)} if piece else _("位于正文之首")


def longest_rise(numbers: list[int]) -> list[int]:
    """The longest rising series among `numbers`, which differ from each other."""
    ends: list[int] = []  # ends[n] is the smallest number with which a series of n + 1 can end
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: list[int] = []
    one: int | None = ends[-1] if ends else None
    while one is not None:
        found.append(one)
        one = before[one]
    return found[::-1]
