"""Texts as they are compared: without blanks, line ends and the differences of width."""

import re
import unicodedata

from ..importing.dates import whole_date, whole_figures
from ..importing.digest import UNSEEN

EXCERPT = 40
THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
NUMBER = re.compile(r"([+-]?\d+)(?:\.(\d+))?(\D{0,3})")
NOTHING = re.compile(r"[-–—―/…]*")
"""What stands in a cell in which nothing stands."""
SCRIPTS = {"<super>": "\ue000", "<sub>": "\ue001"}
"""Marks of raised and lowered characters, of the private use area: no text has them."""


def bare(text: str) -> str:
    """`text` as it is compared. Raised and lowered digits stay what they are: 10² is not 102, 1,000 is 1000."""
    plain = THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    told = "".join(one if one.isascii() else marked(one) for one in plain)
    return UNSEEN.sub("", unicodedata.normalize("NFKC", told))


def marked(one: str) -> str:
    """A character, with a mark before it when it is a raised or lowered form of another."""
    return SCRIPTS.get(unicodedata.decomposition(one).partition(" ")[0], "") + one


def flat(text: str) -> str:
    """`text` as it is compared with a PDF, out of which programs read raised and lowered digits as ordinary ones."""
    told = bare(text)
    for mark in SCRIPTS.values():
        told = told.replace(mark, "")
    return told


def normal(text: str) -> str:
    """What a cell says, in the one way in which cells are compared: dates as 2026-01-05, numbers without idle noughts."""
    plain = bare(text)
    if day := whole_date(plain) or whole_figures(plain):
        return day.isoformat()
    if found := NUMBER.fullmatch(plain):
        whole, decimals, unit = found.groups()
        decimals = (decimals or "").rstrip("0")
        return f"{whole}.{decimals}{unit}" if decimals else f"{whole}{unit}"
    return plain


def forms(text: str) -> frozenset[str]:
    """What a cell of an original may say: what stands there, and the number or day that it means."""
    return frozenset([bare(text), normal(text)])


def is_nothing(text: str) -> bool:
    """True for an empty text, or one of dashes."""
    return NOTHING.fullmatch(bare(text)) is not None


def excerpt(text: str) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
