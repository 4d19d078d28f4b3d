"""What the body of a page says, a paragraph or a row at a time, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bs4 import BeautifulSoup

from cms.blocks.figures import heading_of
from intake.scripts import lowered, raised

from .wording import bare, forms, normal

TABLES = ("table", "figures")
WORDS = {
    "heading": ("text",),
    "quotation": ("text", "source"),
    "notice": ("title", "text"),
    "series": ("name", "unit", "caliber", "source"),
}
"""Fields of a block that say something, in the order in which readers see them."""
APART = ("image", "attachment")
"""Blocks whose words no text has: `compare` looks at them for themselves."""
PARTS = ["p", "li", "h2", "h3", "h4"]


@dataclass(frozen=True)
class Cell:
    """A cell as it is shown, and `ways`: the forms of which an original must have one. `unit` is what the column adds to
    a heading."""

    text: str
    ways: frozenset[str]
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table with those of its cells that say something by the number of their column; `width` counts all."""

    cells: dict[int, Cell]
    width: int
    is_head: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells.values())


Part = str | Row


def parts_of_body(body: Any) -> Iterator[Part]:
    """Paragraphs and rows, in order. Files and pictures say nothing here; what is unknown is told by `unknown_blocks`."""
    for block in body:
        if block.block_type == "paragraph":
            yield from pieces_of_html(block.value.source)
        elif block.block_type in TABLES:
            yield block.value.caption or ""
            yield from rows_of_table(block.value)
        elif block.block_type in WORDS:
            yield from (str(block.value.get(name) or "") for name in WORDS[block.block_type])
            if block.block_type == "series":
                yield from [row for row in rows_of_table(block.value["table"]) if not row.is_head]


def unknown_blocks(body: Any) -> list[str]:
    """The names of the kinds of blocks that nothing here can read."""
    known = {"paragraph", *TABLES, *WORDS, *APART}
    return sorted({str(block.block.label) for block in body if block.block_type not in known})


def pieces_of_html(source: str) -> Iterator[str]:
    soup = BeautifulSoup(source, "html.parser")
    for name, as_script in (("sup", raised), ("sub", lowered)):
        for element in soup.find_all(name):
            element.replace_with(as_script(element.get_text()))
    parts = [part for part in soup.find_all(PARTS) if not part.find(PARTS)]
    yield from (part.get_text() for part in parts or [soup])


def rows_of_table(table: Any) -> Iterator[Row]:
    """The headings, then the rows; heads of several rows were joined by blanks when they were imported."""
    heads = [heading_cell(column) for column in table.columns]
    yield row_of(heads, is_head=True)
    for row in table.rows:
        yield row_of([cell_of(cell.value, head.unit) for cell, head in zip(row, heads, strict=False)])


def row_of(cells: list[Cell], is_head: bool = False) -> Row:
    said = {number: cell for number, cell in enumerate(cells) if bare(cell.text)}
    return Row(said, len(cells), is_head)


def heading_cell(column: Any) -> Cell:
    """A heading; with the `unit` of its column where the heading does not name it and the page does."""
    heading, unit = str(column["heading"] or ""), str(getattr(column["block"], "unit", ""))
    return Cell(heading, forms(heading), unit if heading_of(column) != heading.strip() else "")


def cell_of(value: Any, unit: str) -> Cell:
    if isinstance(value, date):
        return Cell(f"{value.year}年{value.month}月{value.day}日", frozenset([value.isoformat()]))
    if isinstance(value, Decimal):
        text = normal(format(value, "f"))
        return Cell(text, frozenset([text, normal(f"{text}{unit}")]))
    text = "" if value is None else str(value)
    return Cell(text, frozenset([bare(text)]))
