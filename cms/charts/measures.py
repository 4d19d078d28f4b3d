"""Sizes, colours and numbers of charts. The unit of length is that of the drawing, which is `WIDE` across.

A phone shows the drawing at about 0.85 of its size and a desk at 1.25, so that `TEXT` is never below 12 pixels.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDE = 420
TEXT = 15
LINE = 21
HALF = 0.58
"""Width of a Latin letter or a figure, in em; a Chinese character has one."""
SPACING = 0.12
"""Room after each character, in em, for readers who space them as WCAG 1.4.12 says."""

COLOURS = ("#14523f", "#9a5b00", "#1f5f99", "#8a2f5d", "#5a5e00", "#4b4b9b", "#7a3b1e", "#4e5a54")
"""Each at least 4.5 : 1 against white, which is the page beneath and the figures upon them."""
INK, QUIET, RULE, PAPER = "#1b1f1d", "#56605b", "#d5dcd8", "#ffffff"


def text_width(text: str, size: float = TEXT) -> float:
    """About how wide `text` is: no font is asked."""
    return size * sum(SPACING + (HALF if character < "\u2e80" else 1) for character in text)


def wrapped(text: str, width: float, lines: int = 2) -> list[str]:
    """`text` in at most `lines` lines of `width`; what is left over ends in an ellipsis."""
    found, rest = [], text
    for number in range(lines):
        head = fitting(rest, width)
        last = number == lines - 1
        found.append(fitting(rest, width - TEXT) + "…" if last and head != rest else head)
        rest = rest[len(head) :]
        if not rest:
            break
    return found


def fitting(text: str, width: float) -> str:
    """The beginning of `text` that fits; one character at least."""
    end = len(text)
    while end > 1 and text_width(text[:end]) > width:
        end -= 1
    return text[:end]


def written(number: Decimal) -> str:
    """`number` as it is read: grouped by thousands, without the zeros that only a format brought."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share_written(part: Decimal, whole: Decimal) -> str:
    """A share in per cent with one decimal."""
    return f"{part * 100 / whole:.1f}%"


@dataclass(frozen=True)
class Scale:
    """A straight way from values to lengths; the first and the last of `ticks` are its ends."""

    ticks: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return round(self.start + (self.end - self.start) * float((value - low) / (high - low)), 1)


def scale(values: Sequence[Decimal], start: float, end: float) -> Scale:
    """A scale of round numbers for `values`, about four steps long. It begins at zero, unless nothing is near it."""
    low, high = min(values), max(values)
    if low <= 0 or low < high * Decimal("0.6"):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + (abs(low) or 1)
    step = round_step((high - low) / 4)
    first, last = math.floor(low / step), math.ceil(high / step)
    return Scale(tuple(step * number for number in range(first, last + 1)), start, end)


def round_step(rough: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5, 10 times a power of ten."""
    power = Decimal(10) ** rough.adjusted()
    for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5)):
        if rough <= power * factor:
            return power * factor
    return power * 10


def widest(texts: Iterable[str]) -> float:
    return max((text_width(text) for text in texts), default=0)
