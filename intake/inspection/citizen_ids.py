"""Citizen ID numbers: 18 characters by GB 11643-1999, and the 15 digits given out until 1999."""

import re
from collections.abc import Iterator
from datetime import date

from ..findings import PROVINCES, is_id_number
from .found import CITIZEN_ID
from .numerals import numeral_runs
from .spans import Span
from .stories import Story
from .surroundings import is_measured, says_impersonal, says_personal, words_before

# A check character guards eighteen digits, so people may part them as they like, over a line's end too.
BREAK = r"[ ./·_-]{0,2}(?:\n[ ]{0,12})?"
EIGHTEEN = re.compile(rf"(?<!\d)(?=([1-8](?:{BREAK}\d){{16}}{BREAK}[\dXx]))")
FIFTEEN = re.compile(r"(?<![\d.])(?<!\d-)(?=([1-8](?:[ -]?\d){14})(?![\d]|[.-]\d))")
FIFTEEN_BROKEN = re.compile(r"(?<![\d.])(?<!\d-)(?=([1-8]\d{2,13}\n[ ]{0,12}\d{1,12})(?!\d))")
SHAPES = ({15}, {6, 3}, {6, 9})
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def citizen_ids(story: Story, today: date) -> Iterator[Span]:
    """All of a story; a date of birth after `today` is none."""
    text = story.folded.text
    for hit in EIGHTEEN.finditer(text):
        start, end = hit.span(1)
        number = _bare(hit[1])
        is_one = is_citizen_id(number, today) or _is_rounded(story, start, number, today)
        if is_one and _ends_there(text, end) and not _is_credit_code(story, start, number):
            yield Span(CITIZEN_ID, start, end, number.upper())
    for pattern in (FIFTEEN, FIFTEEN_BROKEN):
        for hit in pattern.finditer(text):
            start, end = hit.span(1)
            if _is_old_form(story, start, end, hit[1]):
                yield Span(CITIZEN_ID, start, end, _bare(hit[1]))
    for start, number in numeral_runs(text, 18):
        if is_citizen_id(number, today):
            yield Span(CITIZEN_ID, start, start + 18, number)


def is_citizen_id(number: str, today: date) -> bool:
    """Whether 18 bare characters are a number whose owner may be alive or lately dead."""
    return is_id_number(number) and number[6:10] >= "1900" and number[6:14] <= f"{today:%Y%m%d}"


def is_old_id(number: str) -> bool:
    """Whether 15 digits have a province, a prefecture, a county and a date of birth in the last century."""
    if number[:2] not in PROVINCES or number[:2] > "65" or number[2:4] == "00" or number[4:6] == "00":
        return False
    try:
        date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        return False
    return "01" <= number[2:4] <= "90" and number[12:] != "000" and len(set(number)) > 3


def _is_rounded(story: Story, start: int, number: str, today: date) -> bool:
    """A number that was typed as a figure: a sheet keeps some fifteen digits of it, and the check character is lost."""
    if not number.endswith("0") or number[:2] not in PROVINCES or not story.segment_at(start).figure:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= 1900 and born <= today and not says_impersonal(words_before(story, start))


def _bare(found: str) -> str:
    return re.sub(r"[^0-9Xx]", "", found)


def _ends_there(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not after.isdigit() and not (text[end - 1] in "Xx" and after.isascii() and after.isalpha())


def _is_old_form(story: Story, start: int, end: int, found: str) -> bool:
    number = _bare(found)
    if len(number) != 15 or not is_old_id(number):
        return False
    text = story.folded.text
    if _in_a_word(text, start, end) or is_measured(text, start, end):
        return False
    words = words_before(story, start)
    groups = [len(group) for group in re.split(r"\D+", found)]
    plain = set(groups) in SHAPES and len(groups) <= 3
    return says_personal(words) or (plain and len(groups) == 1 and not says_impersonal(words))


def _in_a_word(text: str, start: int, end: int) -> bool:
    return any(char.isascii() and char.isalnum() for char in text[max(0, start - 1) : start] + text[end : end + 1])


def _is_credit_code(story: Story, start: int, number: str) -> bool:
    """An organisation's 统一社会信用代码 of digits only: called so, and right by the check of GB 32100-2015."""
    if "信用" not in words_before(story, start) or not number.isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, CREDIT_WEIGHTS, strict=False))
    return (31 - total % 31) % 31 == int(number[17])
