"""The small parts of a document's head: letterhead, number, marks of urgency and secrecy."""

import re
from dataclasses import dataclass, field
from datetime import date

from intake.readers import Paragraph, Table

from .dates import trailing_date
from .lines import Line
from .noise import is_around
from .numbers import DocumentNumber, number_line
from .organs import letterhead, organs_on
from .parsed import Caution
from .wording import close_up, tidy

SECRET = re.compile(r"^(?:绝密|机密|秘密|内部|内部资料)\s*(?:★.*|[(（].*|文件|$)")
MARKS = re.compile(
    r"^(?:明\s*电|特急|加急|平急|特提|急件?|\d{6}|签发人\s*[:：].*|份号\s*[:：].*|密级\s*[:：].*|紧急程度\s*[:：].*|编号\s*[:：].{0,20}|目\s*录)$"
)


@dataclass
class Head:
    """What was found; `opening` are lines of the head that stay text, `body` the lines after it."""

    title: str = ""
    number: DocumentNumber | None = None
    organs: list[str] = field(default_factory=list)
    addressees: str = ""
    noted_on: date | None = None
    body: list[Line] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    taken: list[Line] = field(default_factory=list)
    """Lines that were recognised as title, number, letterhead, mark or date."""


def with_head_tables_opened(lines: list[Line]) -> list[Line]:
    """Letterhead and number set in a table without borders become lines again."""
    opened: list[Line] = []
    for at, line in enumerate(lines):
        cells = (
            [block for row in line.source.rows for cell in row for block in cell.blocks]
            if isinstance(line.source, Table)
            else []
        )
        texts = [tidy(block.text) for block in cells if isinstance(block, Paragraph)]
        if at < 3 and len("".join(texts)) < 200 and any(number_line(text) or letterhead(text) for text in texts):
            opened += [
                Line(tidy(block.text), block) for block in cells if isinstance(block, Paragraph) and tidy(block.text)
            ]
        else:
            opened.append(line)
    return opened


def take_mark(head: Head, line: Line) -> bool:
    """Letterhead, number or mark on a line of the head; False when it is none of them."""
    if (is_mark := _take_mark(head, line)) and not line.text.startswith("编号"):
        head.taken.append(line)
    return is_mark


def _take_mark(head: Head, line: Line) -> bool:
    text = line.text
    if number := number_line(text):
        head.number = head.number or number
    elif before_page := number_before_page(text):
        head.number = head.number or before_page
    elif dated := number_with_date(text):
        head.number, head.noted_on = head.number or dated[0], head.noted_on or dated[1]
    elif organs := letterhead(text):
        head.organs = organs
    elif SECRET.match(close_up(text)):
        head.cautions.append(Caution("secrecy_mark", text, line.location))
    elif organs_on(text) and not head.organs:
        head.organs = organs_on(text)
    else:
        return bool(MARKS.match(text))
    return True


def number_before_page(text: str) -> DocumentNumber | None:
    """The number with what a page says of itself behind it: 云教〔2019〕22号　2019-12-16　来源：…"""
    hit = re.match(r"^(.{4,50}?号)[)）\]】]?\s+(\S.*)$", text) if len(text) <= 160 else None
    return number_line(hit[1].lstrip("（(")) if hit and is_around(hit[2]) else None


def number_with_date(text: str) -> tuple[DocumentNumber, date] | None:
    """（云政发〔2018〕45号　2018年12月20日）: number and day on one line below the title."""
    if len(text) > 90 or not (found := trailing_date(text.strip("（()） "))):
        return None
    number = number_line(found[0])
    return (number, found[1]) if number else None
