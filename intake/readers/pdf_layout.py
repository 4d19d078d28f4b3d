"""Lines with their places become paragraphs: indents, short last lines, gaps and sizes tell where one begins."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from .plain import NUMBERED, glue
from .structure import Paragraph

UNBREAKABLE = re.compile(r"[0-9A-Za-z.,:/%@_—-]{2,40}")


@dataclass(frozen=True)
class Line:
    """Text with left and right edge, distance from the top (points), font size, page, and the page's width."""

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    width: float


@dataclass(frozen=True)
class Frame:
    """The text area: left and right edge, usual size and distance of lines."""

    left: float
    right: float
    size: float
    pitch: float


def paragraphs_of(pages: list[list[Line]]) -> list[Paragraph]:
    """All paragraphs; one that runs over a page break is whole."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    frame = _frame(lines)
    found: list[Paragraph] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _continues(before, line, frame, found[-1]):
            found[-1].text = glue(found[-1].text, line.text)
        else:
            found.append(_paragraph(line, frame))
        before = line
    return found


def _frame(lines: list[Line]) -> Frame:
    size = Counter(round(line.size, 1) for line in lines for _ in range(min(len(line.text), 60))).most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or lines
    left = _lowest_common([line.left for line in body])
    right = -_lowest_common([-line.right for line in body])
    pitches = [b.y - a.y for a, b in itertools.pairwise(body) if a.page == b.page and 0 < b.y - a.y < 4 * size]
    return Frame(left, right, size, median(pitches) if pitches else 1.5 * size)


def _lowest_common(values: list[float]) -> float:
    """The lowest edge that at least a few lines share, so that one stray line does not set the margin."""
    counts = Counter(round(value / 4) for value in values)
    shared = [place for place, times in counts.items() if times >= max(2, 0.05 * len(values))]
    return min(value for value in values if round(value / 4) == min(shared)) if shared else min(values)


def _align(line: Line, frame: Frame) -> str:
    middle = (line.left + line.right) / 2
    centre = (frame.left + frame.right) / 2
    off_left, off_right = line.left - frame.left, frame.right - line.right
    if abs(middle - line.width / 2) < line.size or abs(middle - centre) < 0.6 * line.size:
        if off_left > 2.4 * line.size and off_right > 1.5 * line.size:
            return "center"
        if line.size > 1.15 * frame.size and off_left > 0.5 * line.size:
            return "center"
    return "right" if off_left > 0.45 * (frame.right - frame.left) else ""


def _continues(before: Line, line: Line, frame: Frame, paragraph: Paragraph) -> bool:
    """Whether a line carries on the paragraph that the line before belongs to."""
    if paragraph.align or _align(line, frame) == "right":
        return False
    if abs(before.size - line.size) > 0.12 * line.size:
        return False
    if before.page == line.page and not 0 < line.y - before.y < 1.7 * frame.pitch:
        return False
    if line.left > frame.left + 1.2 * frame.size and not _hangs(before, line):
        return False
    word = UNBREAKABLE.match(line.text)
    is_full = before.right > frame.right - 2.2 * frame.size - (0.6 * frame.size * len(word[0]) if word else 0)
    return is_full and not (NUMBERED.match(line.text) and before.text.endswith(("。", "；", "：")))


def _hangs(before: Line, line: Line) -> bool:
    """A hanging indent: the line begins where the one before began, or further right, as in a list of attachments."""
    return line.left >= before.left - 1 and before.left > 0 and abs(line.left - before.left) > line.size


def _paragraph(line: Line, frame: Frame) -> Paragraph:
    return Paragraph(
        line.text,
        f"第 {line.page} 页",
        align=_align(line, frame),
        size=round(line.size, 1),
        indented=1.2 * frame.size < line.left - frame.left < 4 * frame.size,
    )
