"""Differences of two tables, row by row and cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .texts import Segment, changes

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """`change` is same, changed, added or removed; `head` marks the row of headings; each cell is its segments."""

    change: str
    cells: tuple[tuple[Segment, ...], ...]
    head: bool = False


def rows_between(old: Any, new: Any) -> Iterator[Row]:
    """Caption and headings, then the rows. Rows that stay between two changes are told too: they say where one is."""
    for before, after in (((old.caption or "",), (new.caption or "",)), (headings(old), headings(new))):
        if any(before) or any(after):
            yield row_between(before, after, head=True)
    yield from body_rows([cells(row) for row in old.rows], [cells(row) for row in new.rows])


def headings(table: Any) -> Cells:
    return tuple(column["heading"] for column in table.columns)


def cells(row: Any) -> Cells:
    return tuple("" if cell.value is None else str(cell.value) for cell in row)


def body_rows(old: list[Cells], new: list[Cells]) -> Iterator[Row]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (row_between(row, row) for row in new[j1:j2])
            continue
        shared = min(i2 - i1, j2 - j1)
        for offset in range(shared):
            yield row_between(old[i1 + offset], new[j1 + offset])
        yield from (row_between(row, ()) for row in old[i1 + shared : i2])
        yield from (row_between((), row) for row in new[j1 + shared : j2])


def row_between(before: Cells, after: Cells, *, head: bool = False) -> Row:
    if before == after:
        return Row("same", tuple(tuple(changes(cell, cell)) for cell in after), head)
    width = max(len(before), len(after))
    left, right = (row + ("",) * (width - len(row)) for row in (before, after))
    change = "changed" if before and after else "added" if after else "removed"
    return Row(change, tuple(tuple(changes(one, other)) for one, other in zip(left, right, strict=True)), head)
