"""Mobile numbers. Nothing in them can be checked, so their shape and what stands beside them decide."""

import re
from collections.abc import Iterator

from .found import MOBILE
from .numerals import numeral_runs
from .spans import Span
from .stories import Story
from .surroundings import is_measured, says_impersonal, says_personal, words_before

GAP = r"(?:[ .·_/-]|-?\n[ ]{0,12}| - )?"
ELEVEN = re.compile(
    rf"(?:(?<!\d)|(?<=(?<!\d)86)|(?<=(?<!\d)0086)|(?<=(?<!\d)0))(?=(1{GAP}[3-9](?:{GAP}\d){{9}})(?!\d))"
)
# The network's three digits in brackets.
BRACKETED = re.compile(r"(?<!\d)[(](1[3-9]\d)[)] ?(\d{4})[ -]?(\d{4})(?!\d)")
PREFIX = re.compile(r"(?:[(]?(?:\+|00)86[)]?|(?<!\d)[(]?86[)]?|(?<!\d)0)[ -]?$")
FREE_SHAPES = {(11,)}
SHAPES = {(3, 4, 4), (3, 8), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (7, 4), (1,) * 11}
# Figures in two columns look like the others, so those need a name.
BLANK_SHAPES = {(3, 4, 4), (1,) * 11}
AS_NUMBER = re.compile(r" ?号(?!码)")
CALLING = re.compile(r"(?:tel|phone|mobile|mob|cell|sj|dh|wx|vx|wechat|m|t|p)[:._-]? ?$", re.IGNORECASE)


def mobiles(story: Story) -> Iterator[Span]:
    """All of a story, a country's prefix included."""
    text = story.folded.text
    for hit in ELEVEN.finditer(text):
        start, end = hit.span(1)
        if _is_mobile(story, start, end, hit[1]):
            prefix = PREFIX.search(text, max(0, start - 8), start)
            begin = prefix.start() if prefix else start
            yield Span(MOBILE, begin, end, re.sub(r"\D", "", hit[1]))
    for hit in BRACKETED.finditer(text):
        if not says_impersonal(words_before(story, hit.start())):
            yield Span(MOBILE, hit.start(), hit.end(), "".join(hit.groups()))
    for start, number in numeral_runs(text, 11):
        if re.fullmatch(r"1[3-9]\d{9}", number):
            yield Span(MOBILE, start, start + 11, number)


def _is_mobile(story: Story, start: int, end: int, found: str) -> bool:
    text = story.folded.text
    words = words_before(story, start)
    called = says_personal(words)
    if is_measured(text, start, end) or says_impersonal(words) or _is_part(text, start, end):
        return False
    if not called and AS_NUMBER.match(text, end):
        return False
    if "\n" in found:
        return _is_broken_well(text, start, end, found, called)
    shape = tuple(len(group) for group in re.split(r"\D+", found))
    gaps = set(re.findall(r"\D+", found))
    if shape in FREE_SHAPES:
        return True
    if (len(gaps) > 1 or gaps & {"/", "_"}) and not called:
        return False
    if gaps <= {" "}:
        return (called and shape in SHAPES) or (shape in BLANK_SHAPES and not _has_neighbours(text, start, end))
    return shape in SHAPES


def _is_part(text: str, start: int, end: int) -> bool:
    """Of a decimal, of a longer number, of a code with letters."""
    before, after = text[max(0, start - 12) : start], text[end : end + 2]
    if re.search(r"\d\.$", before) and not re.search(r"(?:^|[\s,;。、])[1-9]\d?\.$", before):
        return True
    if re.match(r"\.\d", after) or (re.match(r"-\d", after) and re.search(r"[-.]", text[start:end])):
        return True
    chain = re.search(r"(\d+)[-_]$", before)
    if chain and len(chain[1]) > 2 and not re.search(r"\d{7,8}-$|1[3-9]\d{9}-$|86-$", before):
        return True
    if re.search(r"\d[-_]$", before) and re.match(r"[-_]\d", after):
        return True
    letter = re.search(r"[A-Za-z][-_]?$", before)
    if letter and not CALLING.search(before):
        return True
    return bool(re.match(r"[A-Za-z]", after)) and not re.match(r"[xX]?\s|[wvWV][xX]", after + " ")


def _is_broken_well(text: str, start: int, end: int, found: str, called: bool) -> bool:
    """A number over a line's end needs a name, or words on its lines: figures under one another are no number."""
    if re.fullmatch(r"\d(?:\n *\d){10}", found):  # written downwards
        return not (
            re.search(r"(?:^|\n) *\d\n *$", text[max(0, start - 8) : start])
            or re.match(r"\n *\d(?:\n|$)", text[end : end + 16])
        )
    if len(re.split(r"\D+", found)) > 3 or found.count("\n") > 1:
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    has_words = bool(re.search(r"[\u4e00-\u9fff]", before[-8:]))
    lone = not re.search(r"\d ?$", before) and not re.match(r" ?\d", text[end : end + 2])
    return lone and (called or has_words)


def _has_neighbours(text: str, start: int, end: int) -> bool:
    """Other figures on the same line right beside it: a row of a table."""
    return bool(re.search(r"\d[ ]+$", text[max(0, start - 6) : start]) or re.match(r"[ ]+\d", text[end : end + 4]))
