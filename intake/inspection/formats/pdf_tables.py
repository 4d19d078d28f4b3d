"""Tables of a page, as far as they tell what a number is: the head above it and the words on its left."""

import re
from bisect import bisect_left

from .contexts import context_of
from .pdf_text import Piece

REACH = 60  # lines up
NEAR = 3.0  # units: two pieces so near in height are on one line


class Heads:
    """The lines of one page, from top to bottom."""

    def __init__(self, lines: list[list[Piece]]) -> None:
        self.lines = lines
        self.heights = [-line[0].middle for line in lines]

    def context(self, piece: Piece) -> str:
        """What stands beside a piece of a line with several pieces; "" for ordinary text."""
        row = self._row(piece)
        if row < 0 or len(self.lines[row]) < 2:
            return ""
        left = [other.text for other in self.lines[row] if other.right <= piece.left + 1]
        return context_of(piece.text, left[-1] if left else "", self._head(piece, row))

    def _row(self, piece: Piece) -> int:
        at = bisect_left(self.heights, -piece.middle - NEAR)
        return at if at < len(self.lines) and abs(self.heights[at] + piece.middle) <= NEAR else -1

    def _head(self, piece: Piece, row: int) -> str:
        """The nearest words above without figures, in a line that is a table's too."""
        for line in reversed(self.lines[max(0, row - REACH) : row]):
            for other in line if len(line) > 1 else ():
                if other.left < piece.right and piece.left < other.right and not re.search(r"\d", other.text):
                    return other.text
        return ""
