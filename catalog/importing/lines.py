"""The blocks of a reading as a flat list of lines, tidied, with their neighbours known by position."""

from dataclasses import dataclass

from intake.readers import Paragraph, Reading, Table

from .wording import tidy


@dataclass
class Line:
    """One paragraph or table. `text` is tidy; `source` has what the file's layout says of it.

    role: what the interpretation found the line to be (see `parsed.Text`).
    """

    text: str
    source: Paragraph | Table
    role: str = ""

    @property
    def is_table(self) -> bool:
        return isinstance(self.source, Table)

    @property
    def location(self) -> str:
        return self.source.location

    @property
    def zone(self) -> str:
        return self.source.zone

    @property
    def paragraph(self) -> Paragraph:
        """Layout of the line; a table has none."""
        return self.source if isinstance(self.source, Paragraph) else Paragraph("")


def lines_of(reading: Reading) -> list[Line]:
    """Every block that says something, in reading order."""
    lines = (Line(tidy(block.text) if isinstance(block, Paragraph) else block.text, block) for block in reading.blocks)
    return [line for line in lines if line.text.strip()]
