"""Bank card numbers: 16 to 19 digits, a prefix that Chinese banks issue (GB/T 15694), the Luhn check."""

import re
from collections.abc import Iterator
from datetime import date

from ..findings import PROVINCES
from .found import BANK_CARD
from .spans import Span
from .stories import Story
from .surroundings import is_measured, says_impersonal, says_personal, words_before

BREAK = r"(?:[ -]|[ -]?\n[ ]{0,12})?"
DIGITS = re.compile(rf"(?<!\d)(?<!\d[.-])(?=([3-69]\d(?:{BREAK}\d){{14,17}}))")
LENGTHS = (19, 18, 17, 16)
# Beginnings of debit and credit cards in use, with the lengths they have.
ISSUERS = (
    (re.compile(r"62"), {16, 17, 18, 19}),
    (re.compile(r"9558|95599"), {19}),
    (re.compile(r"436742|456351|601382|603\d{3}|690755|940\d{3}|95\d{4}|98\d{4}"), {16, 18, 19}),
    (re.compile(r"601428|405512|434910|458123|458124|520169|521899|522964|552853"), {16, 17}),
    (re.compile(r"60(?:1382|1428|2907|2969|3\d{3})|40(?:5512|2658)|41(?:0062|5599)|4[67]\d{4}|50\d{4}"), {16, 19}),
    (re.compile(r"4|5[1-5]|2[2-7]|35(?:2[89]|[3-8])"), {16}),
)


def bank_cards(story: Story) -> Iterator[Span]:
    """All of a story."""
    text = story.folded.text
    for hit in DIGITS.finditer(text):
        start = hit.start(1)
        end = _end(text, start, hit[1])
        if end and _is_card(story, start, end):
            yield Span(BANK_CARD, start, end, re.sub(r"\D", "", text[start:end]))


def is_card_number(number: str) -> bool:
    """Whether bare digits have an issuer's beginning, its length and the right check digit."""
    issued = any(prefix.match(number) and len(number) in lengths for prefix, lengths in ISSUERS)
    return issued and _luhn(number) and len(set(number)) > 3


def _luhn(number: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _end(text: str, start: int, found: str) -> int:
    """Where the longest card number at `start` ends that no digit follows, 0 when there is none."""
    places = [place for place, char in enumerate(found) if char.isdigit()]
    for length in LENGTHS:
        if len(places) < length:
            continue
        end = start + places[length - 1] + 1
        stretch = text[start:end]
        if not text[end : end + 1].isdigit() and is_card_number(re.sub(r"\D", "", stretch)):
            return end
    return 0


def _is_grouped(found: str) -> bool:
    """One piece, groups of four, the issuer's six first, digit by digit, or two pieces on two lines."""
    groups = [len(group) for group in re.split(r"\D+", found)]
    if len(groups) == 1 or set(groups) == {1}:
        return True
    if "\n" in found and len(groups) == 2:
        return True
    fours = all(length == 4 for length in groups[:-1]) and groups[-1] <= 4
    return fours or (groups[0] == 6 and len(groups) <= 3)


def _is_card(story: Story, start: int, end: int) -> bool:
    text = story.folded.text
    words = words_before(story, start)
    if says_impersonal(words) or is_measured(text, start, end):
        return False
    if says_personal(words):
        return len(re.split(r"\D+", text[start:end])) <= 6 or _is_grouped(text[start:end])
    if not _is_grouped(text[start:end]) or _in_a_code(text, start, end):
        return False
    return not _holds_a_date(re.sub(r"\D", "", text[start:end]))


def _in_a_code(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.search(r"[A-Za-z]$|\d[-./]$", before) or re.match(r"[A-Za-z]|[-./]\d", after))


def _holds_a_date(number: str) -> bool:
    """A district and a day of our time (420100 20260815 01): a number that an office gave."""
    if number[:2] == "62" and len(number) == 19:
        return False
    if number[:2] not in PROVINCES or not "1980" <= number[6:10] <= "2039":
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True
