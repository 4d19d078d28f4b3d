"""Plain text: lines become paragraphs, and lines that an editor or a mail program broke are joined again."""

import re
import unicodedata
from collections import Counter

from ..charsets import UnknownEncoding, decode
from .structure import Notice, Paragraph, Reading, Unreadable

LINE_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
INDENT = re.compile(r"^[ \t\xa0\u3000]*")
SENTENCE_END = tuple("。！？；：:;!?”》）)】")
NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十百]{1,4}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[．.、]|第[一二三四五六七八九十百零\d]+[章节条]|附\s*件)"
)
FULL_LINE = range(40, 101)


def read(data: bytes) -> Reading:
    """Raises `Unreadable` for what is no text in any known encoding."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    try:
        decoded = decode(data)
    except UnknownEncoding:
        raise Unreadable("encoding") from None
    if _is_binary(decoded.text):
        raise Unreadable("binary")
    notices = [Notice("damaged_characters", location=decoded.encoding)] if decoded.damaged else []
    return Reading(blocks=list(paragraphs(decoded.text)), notices=notices)


def paragraphs(text: str) -> list[Paragraph]:
    """The lines that say something, in paragraphs."""
    found: list[Paragraph] = []
    gap = False
    for number, line in enumerate(LINE_ENDS.split(text), 1):
        words = line.strip(" \t\xa0\u3000\ufeff\u200b\x00")
        if not words:
            gap = True
            continue
        blanks = INDENT.match(line)
        indent = width(blanks[0]) if blanks else 0
        align = "center" if indent > 8 else ""
        found.append(Paragraph(words, f"第 {number} 行", align=align, indented=2 <= indent <= 8, gap=gap))
        gap = False
    return _rejoin(found)


def width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _is_binary(text: str) -> bool:
    odd = sum(
        unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} and char not in "\t\n\r\x0b\x0c\x1a" for char in text
    )
    return odd > max(3, len(text) // 50)


def _rejoin(lines: list[Paragraph]) -> list[Paragraph]:
    """Joins lines broken at a fixed width: most lines that end inside a sentence end at about the same column."""
    edge = _wrapping_edge(lines)
    if not edge:
        return lines
    by_indent = sum(line.indented for line in lines) >= 2
    joined: list[Paragraph] = [lines[0]]
    last_width = _full_width(lines[0])
    for line in lines[1:]:
        before = joined[-1]
        is_full = edge - 4 <= last_width
        starts_new = line.gap or line.align or line.indented or NUMBERED.match(line.text)
        ends = before.text.endswith(SENTENCE_END) and not by_indent
        if is_full and not starts_new and not ends and not before.align:
            before.text = glue(before.text, line.text)
        else:
            joined.append(line)
        last_width = _full_width(line)
    return joined


def _full_width(line: Paragraph) -> int:
    return width(line.text) + (4 if line.indented else 0)


def _wrapping_edge(lines: list[Paragraph]) -> int:
    """The column at which lines were broken, 0 when they were not."""
    unfinished = [
        _full_width(line) for line in lines if not line.text.endswith(SENTENCE_END) and width(line.text) >= 36
    ]
    if len(unfinished) < 3:
        return 0
    edge = max(_full_width(line) for line in lines)
    near = Counter(edge - 4 <= value for value in unfinished)
    return edge if edge in FULL_LINE and near[True] >= 0.6 * len(unfinished) else 0


def glue(left: str, right: str) -> str:
    """Two halves of a broken line: a blank only between words of Latin letters."""
    return (
        f"{left} {right}"
        if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalnum()
        else left + right
    )
