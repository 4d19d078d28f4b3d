"""The body as headings, paragraphs and tables. A heading is a line of its own that something stands under."""

import re

from intake.readers import Table

from .annexes import ANNEX
from .ending import COPIES, NOTE
from .lines import Line
from .parsed import Grid, Heading, Item, Text
from .titles import join_title
from .wording import (
    ARTICLE,
    ENDS_LIKE_TITLE,
    ONLY_IN_BRACKETS,
    SENTENCE_END,
    close_up,
    is_prose,
    level_of,
    outside_quotes,
)

LONGEST_HEADING = 52
LONGEST_WITH_STOP = 32
LONGEST_NAME = 14
FIELD = re.compile(r"^[^:：]{1,20}[:：]\s*\S")
CLOSING = re.compile(
    r"^(?:特此|此复|此令|专此|以上(?:意见|请示|报告|方案)|妥否|当否|请予|本(?:决定|通知|通告|公告|意见)自|附\s*件?\s*[:：])"
)
ENDS_ITEM = re.compile(r"[；;，,、]$")


def items_of(lines: list[Line]) -> list[Item]:
    """Lines with a role (addressees, attachments, signature, date) are never headings."""
    items: list[Item] = []
    for at, line in enumerate(lines):
        if isinstance(line.source, Table):
            items.append(grid_of(line.source))
            continue
        level = 0 if line.role else heading_level(lines, at)
        if level and _follows_sibling_text(items, line.text) and not _goes_deeper(lines, at, level):
            level = 0
        items.append(Heading(level, line.text) if level else Text(line.text, line.role, line.location))
    return items


def _follows_sibling_text(items: list[Item], text: str) -> bool:
    """Right below a numbered paragraph of its own level a line is the last of a list, whatever comes after the list."""
    before = items[-1] if items else None
    if not isinstance(before, Text) or not level_of(text) or level_of(before.text) != level_of(text):
        return False
    return _sentences(before.text) == _sentences(text)


def _sentences(text: str) -> int:
    """0 for a bare name, 1 for a sentence, 2 for a name with its text behind it."""
    return min(2, len(SENTENCE_END.findall(outside_quotes(text))))


def _goes_deeper(lines: list[Line], at: int, level: int) -> bool:
    return at + 1 < len(lines) and level_of(lines[at + 1].text) > level


def heading_level(lines: list[Line], at: int) -> int:
    """The level of the heading on line `at`; 0 for text, also for text that only begins with a number."""
    text = lines[at].text
    level = level_of(text)
    if level == 0:
        return _unnumbered_level(lines, at)
    if ARTICLE.match(text) or not _is_short(text, level):
        return 0
    return level if _has_content(lines, at, level) else 0


def grid_of(table: Table) -> Grid:
    """A table as rows of plain cells; a table within a cell is written out in its cell."""
    rows = [
        [(close_up_lines(cell.text), cell.colspan, cell.rowspan, cell.header) for cell in row] for row in table.rows
    ]
    return Grid(rows, table.location)


def close_up_lines(text: str) -> str:
    return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)


def _is_short(text: str, level: int) -> bool:
    """Whether a numbered line reads like a heading: short, and not a sentence with clauses behind it."""
    plain = outside_quotes(text)
    if len(text) > LONGEST_HEADING or ENDS_ITEM.search(text):
        return False
    stops = SENTENCE_END.findall(plain)
    if not stops:
        return not (FIELD.match(text) and level >= 1)
    return len(stops) == 1 and plain.endswith(("。", "！", "？")) and len(text) <= LONGEST_WITH_STOP


def _has_content(lines: list[Line], at: int, level: int) -> bool:
    """Something stands under it: a table, text without a number, or a line of a deeper level."""
    if at + 1 >= len(lines):
        return False
    text, following = lines[at].text, lines[at + 1]
    if following.is_table:
        return True
    if following.role:
        return False
    below = level_of(following.text)
    if below == 0:
        is_name = len(text) <= LONGEST_NAME and not SENTENCE_END.search(text)
        return not ANNEX.match(following.text) and (is_name or not CLOSING.match(following.text))
    return below > level


def _unnumbered_level(lines: list[Line], at: int) -> int:
    """Headings without a number: by the file's own mark, or the title of an annexed text."""
    line = lines[at]
    text = line.text
    if (
        len(text) > LONGEST_HEADING * 2
        or SENTENCE_END.search(outside_quotes(text))
        or ANNEX.match(text)
        or ARTICLE.match(text)
    ):
        return 0
    if re.search(r"[:：，,；;]$", text):
        return 0
    looks = line.paragraph
    if looks.heading and len(text) <= LONGEST_HEADING:
        return min(max(looks.heading, 1), 4)
    after = lines[at + 1] if at + 1 < len(lines) else None
    carries = (
        after is not None and not after.role and (after.is_table or is_prose(after.text) or level_of(after.text) == 1)
    )
    is_titled = (
        ENDS_LIKE_TITLE.search(text) and len(text) >= 4 and (_is_behind_ending(lines, at) or looks.align == "center")
    )
    return 1 if is_titled and carries else 0


def _is_behind_ending(lines: list[Line], at: int) -> bool:
    """Whether line `at` comes right after 附件, or after signature, date, notes in brackets and lines of copies."""
    while (
        at > 0 and not lines[at - 1].is_table and (NOTE.match(lines[at - 1].text) or COPIES.search(lines[at - 1].text))
    ):
        at -= 1
    return at > 0 and (bool(ANNEX.match(lines[at - 1].text)) or lines[at - 1].role in {"signature", "date"})


def join_annex_titles(lines: list[Line]) -> list[Line]:
    """Joins titles of annexed texts that a layout broke over two or three lines."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        count = _broken_title(lines, at)
        line = lines[at]
        if count > 1:
            line = Line(join_title([piece.text for piece in lines[at : at + count]]), line.source)
        joined.append(line)
        at += count
    return joined


def _broken_title(lines: list[Line], at: int) -> int:
    """How many lines the title of an annexed text takes at `at`; 1 when there is none or it is whole."""
    if not _is_behind_ending(lines, at) or lines[at].role or NOTE.match(lines[at].text) or ANNEX.match(lines[at].text):
        return 1
    for count in range(1, 4):
        piece = lines[at : at + count]
        if len(piece) < count or any(is_no_title_line(one) for one in piece):
            return 1
        text = close_up("".join(line.text for line in piece))
        following = lines[at + count].text if at + count < len(lines) else ""
        if ENDS_LIKE_TITLE.search(text) and not re.match(r"^的", following) and not ONLY_IN_BRACKETS.match(following):
            return count
    return 1


def is_no_title_line(line: Line) -> bool:
    """True for what cannot be a piece of a title: a table, prose, a numbered heading, a long line."""
    return line.is_table or is_prose(line.text) or bool(level_of(line.text)) or len(line.text) > 60
