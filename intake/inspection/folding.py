"""A text as detection reads it: narrow digits, plain blanks and dashes, nothing invisible; and the way back."""

import re
import unicodedata
from dataclasses import dataclass, replace

from ..findings import NARROW

# Between pieces that are never one number: cells of a table, far columns of a page.
APART = "\x1e"

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\r]"
)
OTHER = {
    **dict.fromkeys("\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc", "-"),
    **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("ХΧ", "X"),
    **dict.fromkeys("хχ", "x"),
    **dict.fromkeys("•・‧∙", "·"),
}


class _Table(dict[int, str]):
    """str.translate asks for each character once; digits of every script become ours."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.decimal(char, None)
        self[code] = OTHER.get(char, char) if digit is None else str(digit)
        return self[code]


_TABLE = _Table({code: chr(narrow) for code, narrow in NARROW.items()})
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)


@dataclass(frozen=True)
class Folded:
    """`text` for patterns; `source` is what stands in the file; `places` maps positions, None when they are the same."""

    text: str
    source: str
    places: list[int] | None = None

    def levelled(self) -> "Folded":
        """The same with raised and lowered digits as ordinary ones, each in its place."""
        return replace(self, text=self.text.translate(_LEVEL))

    def place(self, position: int) -> int:
        """Where a character of `text` stands in `source`."""
        return position if self.places is None else self.places[position]

    def original(self, start: int, end: int) -> str:
        """The characters of `source` between the first and the last of a stretch of `text`."""
        return self.source[self.place(start) : self.place(end - 1) + 1]


def fold(source: str) -> Folded:
    """`source` without what cannot be seen, each other character in its plain form."""
    text = source.translate(_TABLE)
    if not INVISIBLE.search(text):
        return Folded(text, source)
    gone = {hit.start() for hit in INVISIBLE.finditer(text)}
    places = [place for place in range(len(text)) if place not in gone]
    return Folded(INVISIBLE.sub("", text), source, places)
