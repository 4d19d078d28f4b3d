"""The one neutral shape into which every reader turns its format: paragraphs and tables, in the order of reading."""

from dataclasses import asdict, dataclass, field
from typing import Any

MAIN, BEFORE, AFTER = "main", "before", "after"


@dataclass
class Paragraph:
    """One paragraph or, where a format knows no paragraphs, one line.

    align: "", "center" or "right"; heading: 0, or 1-6 when the file itself says so; size: points, 0 unknown;
    zone: "before" and "after" is what a web page shows around its main text; links: (text, address) pairs.
    """

    text: str
    location: str = ""
    align: str = ""
    heading: int = 0
    size: float = 0.0
    bold: bool = False
    indented: bool = False
    gap: bool = False
    zone: str = MAIN
    marks: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def link_share(self) -> float:
        """Share of the characters that are link text: 1.0 is a menu."""
        return min(1.0, sum(len(text) for text, _ in self.links) / len(self.text)) if self.text else 0.0


@dataclass
class Cell:
    """A cell with its own paragraphs and tables; spans count columns and rows."""

    blocks: "list[Paragraph | Table]" = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks if block.text)


@dataclass
class Table:
    """Rows of cells; a cell that spans is named once, where it begins."""

    rows: list[list[Cell]] = field(default_factory=list)
    location: str = ""
    zone: str = MAIN

    @property
    def text(self) -> str:
        """Rows on lines, cells parted by tabs."""
        return "\n".join("\t".join(cell.text.replace("\n", " ") for cell in row) for row in self.rows)


Block = Paragraph | Table


@dataclass
class Notice:
    """Something the reader met and did not take for text (hidden words, deletions …): kind, words, place."""

    kind: str
    text: str = ""
    location: str = ""


@dataclass
class Reading:
    """What was read. With a `reason` (a code of `reasons.py`) there is nothing to use; `meta` holds META tags of pages."""

    kind: str = ""
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        rows = asdict(self)
        rows["blocks"] = [_block_as_json(block) for block in self.blocks]
        return rows

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Reading":
        return cls(
            kind=data["kind"],
            blocks=[_block_from_json(block) for block in data["blocks"]],
            notices=[Notice(**notice) for notice in data["notices"]],
            meta=data["meta"],
            reason=data["reason"],
        )


class Unreadable(Exception):
    """Raised inside readers with a code of `reasons.py`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _block_as_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"p": asdict(block)}
    rows = [
        [
            {
                "blocks": [_block_as_json(inner) for inner in cell.blocks],
                "span": [cell.colspan, cell.rowspan, cell.header],
            }
            for cell in row
        ]
        for row in block.rows
    ]
    return {"t": rows, "location": block.location, "zone": block.zone}


def _block_from_json(data: dict[str, Any]) -> Block:
    if "p" in data:
        return Paragraph(**{**data["p"], "links": [tuple(link) for link in data["p"]["links"]]})
    rows = [[Cell([_block_from_json(b) for b in cell["blocks"]], *cell["span"]) for cell in row] for row in data["t"]]
    return Table(rows, data["location"], data["zone"])
