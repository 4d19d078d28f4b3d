"""Marks of secrecy on a document (保密法: 密级、保密期限) and marks that keep it inside; not words that talk of them."""

import re
from collections.abc import Iterator

from .found import SECRECY_MARK
from .spans import Span
from .stories import OF_FILE, Segment, Story

LEVEL = r"(?:绝[ ]{0,4}密|机[ ]{0,4}密|秘[ ]{0,4}密)"
TERM = (
    r"(?:\d{1,2} ?(?:年|个月|月|天)|[一二三四五六七八九十]{1,3} ?(?:年|个月)|长 ?期|永久|启用前|公布前|解密前|公开前)"
)
STARRED = re.compile(rf"(?<!工作)(?<!商业){LEVEL}(?:级)? ?(?:[★☆✩✭✮⭐*※▲] ?(?:{TERM})?|[·•-] ?{TERM})")
LABELLED = re.compile(
    rf"(?:密 ?级|保密等级|秘密等级|定密)(?:程度)?(?:[ ]?[:\]】)][ ]{{0,4}}|[ \x1e]{{1,4}})({LEVEL}(?:级)?(?: ?[★☆*·] ?(?:{TERM})?)?)(?![、/或和,]|标)"
)
INTERNAL = re.compile(
    r"内 ?部 ?(?:资 ?料|文 ?件|材 ?料|刊 ?物|使 ?用|参 ?考|信 ?息|发 ?行)[ ,。·:!\n]{0,4}"
    r"(?:请 ?)?(?:注 ?意 ?(?:保 ?存|保 ?管|保 ?密)|(?:妥善|严格)保管|(?:不 ?得|严 ?禁|禁 ?止|请 ?勿|切 ?勿|勿)(?:擅自)? ?"
    r"(?:外 ?传|外 ?泄|外 ?借|转 ?载|公 ?开|扩 ?散|复 ?[印制]|翻 ?印|传 ?播|泄 ?露|对外))"
    r"|(?:仅 ?供|只 ?供|仅 ?限|限) ?内 ?部 ?(?:使 ?用|参 ?考|参 ?阅|传 ?阅|掌 ?握|交 ?流|学 ?习|工 ?作)"
    r"|工作秘密 ?[★☆*·※] ?(?:" + TERM + r")?|[\[【(]工作秘密[\]】)]"
)
THIS = re.compile(
    rf"(?:此件|本件|本文件|该件|本资料|此文|本表|本通知)(?:内容)?(?:定)?(?:为|属于?|系) ?({LEVEL}级?(?:文件|件|资料)?|工作秘密)"
)
ALONE = re.compile(
    rf"[\s\[【(《]*({LEVEL}(?:级)?(?: ?(?:文 ?件|件|资 ?料))?(?:[ ·-]{{0,6}}{TERM})?"
    r"|工 ?作 ?秘 ?密|内 ?部 ?(?:资 ?料|文 ?件|材 ?料|使 ?用|参 ?考|件|参 ?阅)|注 ?意 ?保 ?密)[\s\]】)》!。]*"
)
LEVEL_ALONE = re.compile(rf"[\s\[【(]*({LEVEL}(?:级)?(?:[ ·-]{{0,4}}{TERM})?)[\s\]】)]*")
LEVEL_CELL = re.compile(r"密 ?级|保密等级|秘密等级")
LINE = re.compile(r"[^\n\x1e]+")


def secrecy_marks(story: Story) -> Iterator[Span]:
    """All of a story: starred, after the word 密级, or alone on their line."""
    text = story.folded.text
    for hit in STARRED.finditer(text):
        yield _span(text, *hit.span())
    for hit in INTERNAL.finditer(text):
        yield _span(text, *hit.span())
    for pattern in (LABELLED, THIS):
        for hit in pattern.finditer(text):
            yield _span(text, *hit.span(1))
    yield from _alone(story)


def _alone(story: Story) -> Iterator[Span]:
    text = story.folded.text
    for line in LINE.finditer(text):
        if line.end() - line.start() > 40:
            continue
        hit = ALONE.fullmatch(line[0])
        if hit and _may_stand_alone(story.segment_at(line.start()), hit[1]):
            yield _span(text, line.start() + hit.start(1), line.start() + hit.end(1))


def _may_stand_alone(segment: Segment, words: str) -> bool:
    """In a table the word 机密 is a heading or a figure's name, unless its neighbour says 密级; a property of the file
    that says nothing else is a mark, whatever it is called."""
    if not segment.cell or segment.location.startswith(OF_FILE) or not LEVEL_ALONE.fullmatch(words):
        return True
    return LEVEL_CELL.search(segment.context) is not None


def _span(text: str, start: int, end: int) -> Span:
    stretch = text[start:end].rstrip(" \n:,。!")
    return Span(SECRECY_MARK, start, start + len(stretch), "".join(stretch.split()))
