"""A sample and the numbers that samples are made of."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """`make()` gives the bytes; `expected` are (kind, text as found) pairs, for hidden content any words of it."""

    name: str
    make: Callable[[], bytes]
    expected: tuple[tuple[str, str], ...] = ()
    tags: frozenset[str] = field(default_factory=frozenset)


def citizen(stem: str) -> str:
    """18 characters: 17 digits and the check character of GB 11643."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(stem))
    return stem + "10X98765432"[total % 11]


def wrong(number: str) -> str:
    """The number with another last character."""
    return number[:-1] + ("5" if number[-1] != "5" else "6")


def card(stem: str) -> str:
    """A number with its Luhn digit."""
    doubled = (int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(stem)))
    return stem + str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def grouped(number: str, *lengths: int, gap: str = " ") -> str:
    """The number in groups; the last group is what remains."""
    parts, at = [], 0
    for length in lengths:
        parts.append(number[at : at + length])
        at += length
    return gap.join([*parts, number[at:]] if at < len(number) else parts)


def wide(number: str) -> str:
    """In full-width characters."""
    return "".join(chr(ord(char) + 0xFEE0) for char in number)
