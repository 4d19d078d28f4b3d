"""The list of attachments (附件：1.… 2.…) that a document names before its signature."""

import re

from .annexes import ANNEX
from .dates import looks_like_date
from .lines import Line
from .organs import organs_on
from .wording import ENDS_LIKE_TITLE, close_up, is_prose, level_of

INTRODUCTION = re.compile(r"^附\s*件?\s*[:：]\s*(?P<rest>.*)$")
NUMBERED_SELF = re.compile(r"^附\s*件\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[:：.．、\s]\s*(?P<rest>\S.*)$")
ITEM_MARK = re.compile(
    r"(?:^|(?<=[\s；;，,。）)》]))(?:\d{1,2}\s*(?:[．、]|[.](?!\d(?!\d{3}年)))|[（(]\s*\d{1,2}\s*[）)]|[①-⑳])\s*"
)
STARTS_WITH_MARK = re.compile(r"^(?:\d{1,2}\s*(?:[．、]|[.](?!\d(?!\d{3}年)))|[（(]\s*\d{1,2}\s*[）)]|[①-⑳])")
EXTENSION = re.compile(
    r"\s*[（(]?\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|jpe?g|png|pptx?|txt|ceb)\s*[）)]?$", re.IGNORECASE
)
FILE_ADDRESS = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|pptx?|ceb)(?:[?#].*)?$", re.IGNORECASE)
PREFIX = re.compile(r"^附\s*件\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s*[:：.．、]?\s*")
ONLY_WORD = re.compile(r"^(?:附件)?(?:下载|点击下载|查看|预览|全文下载|文件下载)?$")


def attachments_of(lines: list[Line]) -> tuple[list[str], set[int]]:
    """Names of the attachments, and the positions of the lines that list them."""
    names: list[str] = []
    used: set[int] = set()
    at = 0
    while at < len(lines):
        line = lines[at]
        hit = None if line.is_table else INTRODUCTION.match(line.text)
        if hit and not _is_annex_start(lines, at, hit["rest"]):
            found, after = _list_from(lines, at, hit["rest"])
            names += found
            used |= set(range(at, after))
            at = after
            continue
        own = None if line.is_table else NUMBERED_SELF.match(line.text)
        if own and len(line.text) < 120 and not is_prose(own["rest"]):
            names.append(_clean(line.text))
            used.add(at)
        elif not line.is_table:
            names += _linked(line)
        at += 1
    return list(dict.fromkeys(name for name in names if name and not ONLY_WORD.match(name))), used


def linked_files(lines: list[Line]) -> list[str]:
    """Files offered as links around the main text of a page, named 附件."""
    return [name for line in lines if line.zone == "after" and not line.is_table for name in _linked(line)]


def _linked(line: Line) -> list[str]:
    return [
        _clean(text)
        for text, address in line.paragraph.links
        if FILE_ADDRESS.search(address) and not ONLY_WORD.match(_clean(text))
    ]


def _is_annex_start(lines: list[Line], at: int, rest: str) -> bool:
    """附件： alone above a title is an annex; above a numbered line it is a list."""
    if rest.strip():
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    return (
        following is None
        or following.is_table
        or not any(sign.search(following.text) for sign in (STARTS_WITH_MARK, ENDS_LIKE_TITLE, EXTENSION))
    )


def _list_from(lines: list[Line], at: int, rest: str) -> tuple[list[str], int]:
    """Items that begin on line `at`, with lines that carry an item on, and the position after the list."""
    items = _split(rest)
    numbered = bool(STARTS_WITH_MARK.match(rest.strip())) or not rest.strip()
    after = at + 1
    while after < len(lines) and not lines[after].is_table:
        text = lines[after].text
        if organs_on(text) or looks_like_date(text) or is_prose(text) or ANNEX.match(text):
            break
        if STARTS_WITH_MARK.match(text) and numbered:
            items += _split(text)
        elif items and _carries_on(items[-1], text) and level_of(text) == 0:
            items[-1] += text
        elif not items:
            items = _split(text)
        else:
            break
        after += 1
    return [_clean(item) for item in items], after


def _split(text: str) -> list[str]:
    text = text.strip()
    marks = list(ITEM_MARK.finditer(text))
    if not marks or marks[0].start() > 0:
        return [text] if text else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]


def _carries_on(item: str, text: str) -> bool:
    """A name that a layout broke: it has no end yet, and the next line is no beginning."""
    return (
        not ENDS_LIKE_TITLE.search(_clean(item))
        and len(text) <= 60
        and not text.startswith(("（", "(", "附", "联系人"))
    )


def _clean(name: str) -> str:
    name = STARTS_WITH_MARK.sub("", PREFIX.sub("", EXTENSION.sub("", close_up(name))))
    return name.strip(" ；;。，,、").strip()
