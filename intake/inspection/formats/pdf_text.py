"""The characters of a page and the two orders in which they can be read: the file's and the eye's."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..folding import APART

NOTHING = {0, 2, 0xFFFE, 0xFFFF}
BLANK_GAP = 0.3  # of the size
FAR_GAP = 1.4


@dataclass(frozen=True)
class Char:
    """One character; box in page units, `drawn` is false for what the layout added (blanks, line ends)."""

    text: str
    index: int
    drawn: bool
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0

    @property
    def solid(self) -> bool:
        return self.drawn and not self.text.isspace()

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 0.1)


def characters(page: pdfium.PdfPage) -> list[Char]:
    """All of a page, in the order of the file."""
    text_page = page.get_textpage()
    handle = text_page.raw
    box = raw.FS_RECTF()
    found = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in NOTHING or 0xD800 <= code < 0xE000:
            continue
        if raw.FPDFText_IsGenerated(handle, index) == 1 or code in (10, 13):
            found.append(Char("\n" if code in (10, 13) else chr(code), index, False))
        elif raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            found.append(Char(chr(code), index, True, box.left, box.bottom, box.right, box.top))
    return found


def in_stream(found: list[Char]) -> list[str]:
    """Lines in the order of the file."""
    return [line for line in "".join(char.text for char in found).split("\n") if line.strip()]


def in_place(found: list[Char]) -> list[str]:
    """Lines from top to bottom, each from left to right; far gaps part columns, near ones are blanks."""
    lines: list[list[Char]] = []
    for char in sorted((c for c in found if c.solid), key=lambda c: (-(c.top + c.bottom), c.left)):
        last = lines[-1][0] if lines else None
        middle = (char.top + char.bottom) / 2
        if last and abs((last.top + last.bottom) / 2 - middle) < 0.35 * min(last.size, char.size):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [_joined(sorted(line, key=lambda c: c.left)) for line in lines]


def _joined(line: list[Char]) -> str:
    pieces: list[str] = []
    before: Char | None = None
    for char in line:
        if before is not None:
            if char.text == before.text and abs(char.left - before.left) < 0.1 * char.size:
                continue
            gap = (char.left - before.right) / min(char.size, before.size)
            pieces.append(APART if gap > FAR_GAP else " " if gap > BLANK_GAP else "")
        pieces.append(char.text)
        before = char
    return "".join(pieces)
