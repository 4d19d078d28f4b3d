"""The characters of a page and the two orders in which they can be read: the file's and the eye's."""

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

NOTHING = {0, 2, 0xFFFE, 0xFFFF}
# Gaps in sizes of the characters: a blank between words, and the space between columns.
BLANK_GAP = 0.3
BLANK_GAP_AT_DASH = 0.6
FAR_GAP = 1.4
ON_LINE = 0.35
DASH = re.compile("[-–—]")
NUMBER = re.compile("[0-9–—-]")


@dataclass(slots=True)
class Char:
    """One character; box in page units, `drawn` is false for what the layout added (blanks, line ends)."""

    text: str
    index: int
    drawn: bool
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    solid: bool = False
    size: float = 0.1
    middle: float = 0.0


@dataclass(frozen=True)
class Piece:
    """Words without a far gap in them, and where they stand."""

    text: str
    left: float
    right: float
    middle: float


def characters(text_page: pdfium.PdfTextPage) -> list[Char]:
    """All of a page, in the order of the file."""
    handle = text_page.raw
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    found = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in NOTHING or 0xD800 <= code < 0xE000:
            continue
        if code in (10, 13):
            found.append(Char("\n", index, False))
        elif raw.FPDFText_IsGenerated(handle, index) == 1:
            found.append(Char(chr(code), index, False))
        elif raw.FPDFText_GetLooseCharBox(handle, index, pointer):
            found.append(_char(chr(code), index, box.left, box.bottom, box.right, box.top))
    return found


def _char(text: str, index: int, left: float, bottom: float, right: float, top: float) -> Char:
    size, middle = max(top - bottom, 0.1), (top + bottom) / 2
    return Char(text, index, True, left, bottom, right, top, text.isprintable() and not text.isspace(), size, middle)


def in_stream(found: list[Char]) -> Iterator[Piece]:
    """Pieces in the order of the file."""
    run: list[Char] = []
    last: Char | None = None
    for char in found:
        far = last is not None and char.solid and char.left - last.right > FAR_GAP * min(char.size, last.size)
        if char.text == "\n" or far:
            yield from _piece("".join(c.text for c in run), run)
            run = []
        if len(run) > 1 and not run[-1].drawn and _is_one_number(run[-2], char):
            run.pop()
        if char.text != "\n":
            run.append(char)
        last = char if char.solid else None if char.text == "\n" else last
    yield from _piece("".join(c.text for c in run), run)


def _is_one_number(before: Char, char: Char) -> bool:
    """Digits and dashes so near that the blank between them is the layout's mistake."""
    if not (NUMBER.match(before.text) and NUMBER.match(char.text) and before.solid and char.solid):
        return False
    on_line = abs(before.middle - char.middle) < ON_LINE * char.size
    return on_line and 0 <= char.left - before.right < _blank(before, char) * char.size


def in_place(found: Iterable[Char]) -> list[list[Piece]]:
    """Lines from top to bottom, each a list of pieces from left to right."""
    lines: list[list[Char]] = []
    for char in sorted((c for c in found if c.solid), key=lambda c: (-c.middle, c.left)):
        first = lines[-1][0] if lines else None
        if first and abs(first.middle - char.middle) < ON_LINE * min(first.size, char.size):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [list(_pieces(sorted(line, key=lambda c: c.left))) for line in lines]


def _pieces(line: list[Char]) -> Iterator[Piece]:
    words = ""
    run: list[Char] = []
    for char in line:
        if run and char.text == run[-1].text and abs(char.left - run[-1].left) < 0.1 * char.size:
            continue  # drawn twice to look bold
        gap = (char.left - run[-1].right) / min(char.size, run[-1].size) if run else 0.0
        if gap > FAR_GAP:
            yield from _piece(words, run)
            words, run = "", []
        elif run:
            words += " " if gap > _blank(run[-1], char) else ""
        words += char.text
        run.append(char)
    yield from _piece(words, run)


def _blank(before: Char, char: Char) -> float:
    """The least gap that is a blank: a dash is narrower than the place it has among digits."""
    return BLANK_GAP_AT_DASH if DASH.search(before.text + char.text) else BLANK_GAP


def _piece(words: str, run: list[Char]) -> Iterator[Piece]:
    solid = [char for char in run if char.solid]
    if solid:
        middle = sorted(char.middle for char in solid)[len(solid) // 2]
        yield Piece(words, min(char.left for char in solid), max(char.right for char in solid), middle)
