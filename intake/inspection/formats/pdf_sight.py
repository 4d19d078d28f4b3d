"""Which characters of a page the eye sees. The page is painted, and where a character should be there must be a mark.

That finds white words, words under a bar, words of layers that are off and words cut away, whatever hides them. A
character whose font is not in the file may not be painted here and yet elsewhere, so it is judged by its colour, unless
the same font has left marks.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pypdfium2 as pdfium

from .pdf_objects import Layout, TextLook
from .pdf_text import Char

MARK = 14  # of 255: least difference of light that the eye takes for a mark
TINY = 1.5  # points
LEAST = 2  # characters
STEP = 2
LONGEST = 24
MAX_PIXELS = 6_000_000
SECONDS = 12.0  # of computing, for all pages of a file
UNSEEN, OUTSIDE, COVERED = "与底色相同、被遮盖或者不显示的文字", "页面以外的文字", "被遮盖的文字"

# The name of a font, and whether the character is ASCII: a stand-in for a font may have those only.
Font = tuple[str, bool]
# By a character's index: why it is not seen, and its font.
Verdicts = dict[int, tuple[str, Font]]


@dataclass(frozen=True)
class Doubt:
    """Characters that left no mark, although their colour would: hidden only if their font leaves marks elsewhere."""

    text: str
    location: str
    font: Font


class Sight:
    """Hidden words over all pages of a document of so many pages."""

    def __init__(self, pages: int) -> None:
        self.scale = 1.5 if pages <= 60 else 1.0
        self.found: list[tuple[str, str] | Doubt] = []
        self.seen: set[Font] = set()
        self.began = time.process_time()
        self.stopped_at = 0

    def hidden(self) -> Iterator[tuple[str, str]]:
        """(words, place), when all pages have been looked at."""
        for one in self.found:
            if not isinstance(one, Doubt):
                yield one
            elif one.font in self.seen:
                yield one.text, one.location

    def look(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int, found: list[Char]) -> None:
        """Paints one page and judges its characters."""
        solid = [char for char in found if char.solid]
        if not solid or self.stopped_at:
            return
        if time.process_time() - self.began > SECONDS:
            self.stopped_at = number
            return
        width, height = page.get_size()
        scale = min(self.scale, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil()
        layout = Layout(page, text_page, image.width, image.height)
        judged = [one for stretch in _stretches(solid) for one in self._judge_stretch(stretch, layout, image)]
        shown = {_spot(char) for char, reason, _ in judged if not reason}
        verdicts = {
            char.index: (reason, font) if reason and _spot(char) not in shown else ("", font)
            for char, reason, font in judged
        }
        self._collect(found, verdicts, number)

    def _judge_stretch(self, stretch: list[Char], layout: Layout, image: Any) -> Iterator[tuple[Char, str, Font]]:
        """Each second first: where all of them are seen, those between them are."""
        some = [self._judge(char, layout, image) for char in stretch[::STEP]]
        if not any(reason for reason, _ in some):
            yield from ((char, "", some[0][1]) for char in stretch)
        else:
            yield from ((char, *self._judge(char, layout, image)) for char in stretch)

    def _judge(self, char: Char, layout: Layout, image: Any) -> tuple[str, Font]:
        """(why it is not seen, its font); "" when it is seen."""
        look = layout.look(char)
        font = (look.font, char.text.isascii())
        left, top, right, bottom = layout.pixels(char)
        if right < 0 or bottom < 0 or left > image.width or top > image.height:
            return OUTSIDE, font
        if char.size < TINY:
            return UNSEEN, font
        if layout.is_covered(char, look):
            return COVERED, font
        area = (
            max(0, int(left) - 1),
            max(0, int(top) - 1),
            min(image.width, int(right) + 2),
            min(image.height, int(bottom) + 2),
        )
        darkest, lightest = image.crop(area).getextrema()
        if lightest - darkest > MARK:
            self.seen.add(font)
            return "", font
        return self._unmarked(look, (darkest + lightest) // 2), font

    def _unmarked(self, look: TextLook, ground: int) -> str:
        if look.invisible or abs(look.light - ground) <= MARK or look.embedded:
            return UNSEEN
        return "?"

    def _collect(self, found: list[Char], verdicts: Verdicts, number: int) -> None:
        """Stretches of unseen characters; a single one is an accident of painting."""
        for reason, group in groupby(_with_blanks(found, verdicts), key=lambda pair: pair[1]):
            stretch = [char for char, _ in group]
            solid = [char for char in stretch if char.solid]
            if not reason or len(solid) < LEAST:
                continue
            text = "".join(char.text for char in stretch).strip()
            if reason == "?":
                self.found.append(Doubt(text, f"第{number}页（{UNSEEN}）", verdicts[solid[0].index][1]))
            else:
                self.found.append((text, f"第{number}页（{reason}）"))


def _stretches(solid: list[Char]) -> Iterator[list[Char]]:
    """Characters that follow one another on a line, at most so many."""
    stretch: list[Char] = []
    for char in solid:
        if stretch and (len(stretch) == LONGEST or abs(char.middle - stretch[-1].middle) > char.size / 2):
            yield stretch
            stretch = []
        stretch.append(char)
    if stretch:
        yield stretch


def _with_blanks(found: list[Char], verdicts: Verdicts) -> Iterator[tuple[Char, str]]:
    """Each character with its verdict; a blank has that of what it follows, a line's end is none."""
    reason = ""
    for char in found:
        if char.text == "\n":
            reason = ""
        elif char.solid:
            reason = verdicts[char.index][0]
        yield char, reason


def _spot(char: Char) -> tuple[str, int, int]:
    """Where a character stands, to know it when it is painted a second time."""
    return char.text, round(char.left), round(char.bottom)
