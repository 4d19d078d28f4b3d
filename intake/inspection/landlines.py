"""Fixed lines with their area code, and local numbers that are called a telephone. Public hotlines are no findings."""

import re
from collections.abc import Iterator

from ..findings import CALLED
from .found import LANDLINE
from .spans import Span
from .stories import Story
from .surroundings import is_measured, says_impersonal, says_personal, words_before

AREA = r"(?:10|2[0-57-9]|3[1-9]\d|4[1-8]\d|5[1-9]\d|6[3-9]\d|7[1-9]\d|8[1-9]\d|9[0-9]\d)"
CODE = rf"(?:[(]?(?:\+|00)?86[)]?[ -]?[(]?0?{AREA}|[(]?0{AREA})"
EXTENSION = r"(?: ?(?:转|分机|ext\.?|-) ?(?:分机)? ?\d{1,5}(?!\d))?"
SUBSCRIBER = rf"[2-8]\d{{2,3}}[ -]?\d{{4}}(?!\d){EXTENSION}"
WITH_AREA = re.compile(rf"(?<![\d.])(?<!\d-){CODE}[)]?[ ·]?[-./]?[ ]?(?:\n[ ]{{0,12}})?{SUBSCRIBER}", re.IGNORECASE)
BROKEN = re.compile(rf"(?<![\d.])(?<!\d-)[(]?0{AREA}[)]?[ -]?[2-8]\d{{1,6}}\n[ ]{{0,12}}\d{{1,6}}(?!\d)")
LOCAL = re.compile(rf"(?![48]00[- ]?\d)(?<![\d.-]){SUBSCRIBER}(?![年元万亿人户条件个期号])", re.IGNORECASE)
DATE = re.compile(r"(?:19|20)\d\d-?(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)")
MORE = re.compile(r" ?[、,/;] ?")


def landlines(story: Story) -> Iterator[Span]:
    """All of a story, extensions included; a second number after 、 may leave the area code out."""
    text = story.folded.text
    for hit in WITH_AREA.finditer(text):
        if _is_landline(story, hit.start(), hit.end(), hit[0]):
            # A bracket that the number does not close is the sentence's.
            open_bracket = hit[0].startswith("(") and ")" not in hit[0]
            yield _span(hit.start() + open_bracket, hit[0][open_bracket:])
            yield from _more(text, hit.end())
    for hit in BROKEN.finditer(text):
        digits = len(re.sub(r"\D", "", hit[0]))
        if digits in (10, 11, 12) and says_personal(words_before(story, hit.start())):
            yield _span(hit.start(), hit[0])
    for label in CALLED.finditer(text):
        local = LOCAL.match(text, label.end())
        if local and not DATE.match(local[0]) and not is_measured(text, *local.span()):
            yield _span(local.start(), local[0])
            yield from _more(text, local.end())


def _more(text: str, end: int) -> Iterator[Span]:
    while (gap := MORE.match(text, end)) and (hit := LOCAL.match(text, gap.end())):
        yield _span(hit.start(), hit[0])
        end = hit.end()


def _span(start: int, found: str) -> Span:
    return Span(LANDLINE, start, start + len(found), re.sub(r"\D", "", found))


def _is_landline(story: Story, start: int, end: int, found: str) -> bool:
    text = story.folded.text
    words = words_before(story, start)
    called = says_personal(words)
    if is_measured(text, start, end) or says_impersonal(words):
        return False
    if re.search(r"[A-Za-z]$", text[max(0, start - 1) : start]) and not re.search(
        r"(?:tel|fax|phone|f|t)$", text[max(0, start - 6) : start], re.IGNORECASE
    ):
        return False
    if re.match(r"[.-]\d|[A-Za-z_]", text[end : end + 2]) or (
        not called and re.match(" ?号(?!码)", text[end : end + 3])
    ):
        return False
    if found[0] == "8" and not called:
        return bool(re.search(r"[- )]", found))
    return "\n" not in found or called
