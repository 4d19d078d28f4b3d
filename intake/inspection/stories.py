"""A story: stretches of text that follow one another, each with its place, read as one so that breaks hide nothing."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from .folding import APART, Folded, fold

OF_FILE = "文档属性"
"""How the place of a property of the file begins."""


@dataclass(frozen=True)
class Segment:
    """`text` at `location`. `context` is what a reader sees beside it (the head of its column), not part of the text.

    A line may carry on the line before it; a `cell` is always alone, and a `figure` is a cell's number that a sheet
    keeps as such, with fifteen digits it can be sure of.
    """

    text: str
    location: str = ""
    context: str = ""
    cell: bool = False
    figure: bool = False


@dataclass
class Story:
    """Segments in reading order. `again`: another view of words that a story before it gave; only news counts."""

    segments: list[Segment] = field(default_factory=list)
    again: bool = False

    def add(self, text: str, location: str, context: str = "", cell: bool = False) -> None:
        """Appends a segment unless it is empty."""
        if text and not text.isspace():
            self.segments.append(Segment(text, location, context, cell))

    @cached_property
    def folded(self) -> Folded:
        return fold("".join(self._pieces()))

    @cached_property
    def levelled(self) -> "Story | None":
        """The same with raised and lowered digits as ordinary ones, which may be a note's mark or a part of the number
        before them; None when there are none."""
        plain = self.folded.levelled()
        if plain.text == self.folded.text:
            return None
        story = Story(self.segments, self.again)
        story.__dict__["folded"] = plain
        return story

    @cached_property
    def _starts(self) -> list[int]:
        starts, length = [], 0
        for index, piece in enumerate(self._pieces()):
            if index % 2:
                starts.append(length)
            length += len(piece)
        return starts

    def _pieces(self) -> list[str]:
        """Separators and texts by turns."""
        pieces: list[str] = []
        after_cell = False
        for segment in self.segments:
            joint = APART if segment.cell or after_cell else "\n"
            pieces += (joint if pieces else "", segment.text)
            after_cell = segment.cell
        return pieces

    def segment_at(self, position: int) -> Segment:
        """The segment in which a position of the folded text stands."""
        return self.segment_before(position)[0]

    def segment_before(self, position: int) -> tuple[Segment, int]:
        """The segment of a position, and how many of its characters stand before that."""
        place = self.folded.place(position)
        index = max(0, bisect_right(self._starts, place) - 1)
        return self.segments[index], place - self._starts[index]
