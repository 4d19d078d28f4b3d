"""Rows of tables beside those of the original: a cell that stands in another row says something else."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .body import Cell, Row
from .texts import FileText
from .wording import bare, excerpt, forms, is_nothing


@dataclass(frozen=True)
class Line:
    """A row of the original, each cell in its forms. `merged` are the columns that only repeat the cell above or to the left."""

    cells: tuple[frozenset[str], ...]
    merged: frozenset[int]
    text: str

    @cached_property
    def told(self) -> list[frozenset[str]]:
        """The cells that say something."""
        return [cell for cell in self.cells if not says_nothing(cell)]


def lines_of(original: FileText) -> list[Line]:
    return [
        line_of(row, table[number - 1] if number else [])
        for table in original.tables
        for number, row in enumerate(table)
    ]


def line_of(row: list[str], above: list[str]) -> Line:
    merged = {
        column
        for column, cell in enumerate(row)
        if (column and row[column - 1] == cell) or (column < len(above) and above[column] == cell)
    }
    text = " ".join(cell for column, cell in enumerate(row) if cell and (not column or row[column - 1] != cell))
    return Line(tuple(forms(cell) for cell in row), frozenset(merged), text)


def says_nothing(cell: frozenset[str]) -> bool:
    return all(is_nothing(form) for form in cell)


def compare_rows(rows: list[Row], original: FileText) -> tuple[list[str], list[str]]:
    """Rows that differ from the original, and rows that nothing in it can be held against, in words."""
    lines, prose = lines_of(original), "".join(bare(piece) for piece in original.pieces if "\t" not in piece)
    above: Row | None = None
    differences: list[str] = []
    unread: list[str] = []
    for row in rows:
        if row.cells and not is_found(row, above, lines, prose):
            problem, is_sure = told(row, lines)
            (differences if is_sure else unread).append(problem)
        above = row
    return differences, unread


def is_found(row: Row, above: Row | None, lines: list[Line], prose: str) -> bool:
    """True for a row that stands in a table of the original, or in its `prose`, in which no cells are told apart."""
    return any(fits(row, above, line) for line in lines) or bare(row.text) in prose


def fits(row: Row, above: Row | None, line: Line) -> bool:
    """Cell by cell where there are as many columns; else in the order of the original, which may have more of them."""
    if row.width != len(line.cells):
        rest = iter(line.told)
        return all(any(says(cell, one, row.is_head) for one in rest) for cell in row.cells.values())
    return all(
        cell_fits(row, above, column, one, is_repeated=column in line.merged) for column, one in enumerate(line.cells)
    )


def cell_fits(row: Row, above: Row | None, column: int, there: frozenset[str], *, is_repeated: bool) -> bool:
    """Merged cells may be written once or in each of their places, on either side."""
    here = row.cells.get(column)
    if here is None:
        return is_repeated or says_nothing(there)
    if says(here, there, row.is_head):
        return True
    neighbours = [row.cells.get(column - 1), above.cells.get(column) if above else None]
    return says_nothing(there) and (is_nothing(here.text) or here in neighbours)


def says(cell: Cell, there: frozenset[str], is_head: bool) -> bool:
    """Headings of the original may stand over several rows, which an import joins."""
    if is_head:
        return any(way in form for form in there for way in cell.ways)
    return bool(there & cell.ways)


def told(row: Row, lines: list[Line]) -> tuple[str, bool]:
    """What differs, beside the row of the original that has most in common; whether there is one at all."""
    shared, nearest = max(((common(row, line), line) for line in lines), key=lambda one: one[0], default=(0, None))
    if nearest is None or not shared:
        return _("表格中“%(here)s”一行不能自动比对") % {"here": excerpt(row.text)}, False
    words = _("表格的行与原件不一致：网页为“%(here)s”，原件为“%(there)s”")
    return words % {"here": excerpt(row.text), "there": excerpt(nearest.text)}, True


def common(row: Row, line: Line) -> int:
    return sum(any(says(cell, one, row.is_head) for one in line.told) for cell in row.cells.values())


def names_unit(unit: str, whole: str) -> bool:
    """True when the bare text `whole` counts something in `unit`: （万元）, 单位：万元, 500万元."""
    at = whole.find(unit)
    while at >= 0:
        before = whole[at - 1] if at else ""
        if before and (before in "(:" or before.isdigit()):
            return True
        at = whole.find(unit, at + 1)
    return False
