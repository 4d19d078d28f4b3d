"""What a grid consists of, and its cells as people read and type them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.figures import grouped, places_of
from cms.json_schema import DECIMAL, INTEGER, Schema, exactly, maybe

LONGEST = 15
"""Characters of a cell."""
LARGEST = Decimal(10) ** 12
Cells = dict[str, list[Any]]
"""Cells by the key of their row: whole numbers, decimals written out, or None where nothing was filled in."""


@dataclass(frozen=True)
class Row:
    """A row; `depth` says beneath what it stands. `heads` are the cells to its left as the printed form has them:
    (text, colspan, rowspan)."""

    key: str
    title: Any
    depth: int = 0
    heads: tuple[tuple[Any, int, int], ...] = ()


@dataclass(frozen=True)
class GridTable:
    """Columns by key and title. `places` are the decimals that a cell may have; 0 for counts."""

    caption: Any
    columns: tuple[tuple[str, Any], ...]
    rows: tuple[Row, ...]
    first: Any = ""
    places: int = 0
    optional: frozenset[str] = frozenset()
    """Keys of columns that may stay empty."""


@dataclass(frozen=True)
class Grid:
    tables: tuple[GridTable, ...]
    owners: dict[str, GridTable] = field(init=False)
    """The table of each row, by the row's key."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "owners", {row.key: table for table in self.tables for row in table.rows})

    def rows(self) -> Iterator[tuple[GridTable, Row]]:
        return ((table, row) for table in self.tables for row in table.rows)

    def title(self, key: str) -> Any:
        return next(row.title for row in self.owners[key].rows if row.key == key)

    def cell(self, value: Any, key: str, column: int) -> Decimal | None:
        """The number in a cell of what is stored; None for an empty one."""
        cells = (value or {}).get(key) or []
        found = cells[column] if column < len(cells) else None
        return None if found in (None, "") else Decimal(str(found))

    def is_whole(self, value: Any) -> bool:
        return next(self.empty_cells(value), None) is None

    def is_empty(self, value: Any) -> bool:
        """True when no cell was filled in."""
        return all(cell in (None, "") for cells in (value or {}).values() for cell in cells)

    def empty_cells(self, value: Any) -> Iterator[str]:
        """Where something is still to be filled in, in words."""
        for table, row in self.rows():
            for number, (key, title) in enumerate(table.columns):
                if key not in table.optional and self.cell(value, row.key, number) is None:
                    yield place(row.title, title)

    def as_json(self, value: Any) -> dict[str, Any]:
        """For programs: {row: {column: number}}; decimals as text, what is empty as null."""
        told: dict[str, Any] = {}
        for table, row in self.rows():
            found = [self.cell(value, row.key, number) for number in range(len(table.columns))]
            told[row.key] = {
                key: None if cell is None else format(cell, "f") if table.places else int(cell)
                for (key, _title), cell in zip(table.columns, found, strict=True)
            }
        return told

    def schema(self) -> Schema:
        rows = {}
        for table, row in self.rows():
            kind = DECIMAL if table.places else INTEGER
            cells = {key: {**maybe(kind), "title": str(title)} for key, title in table.columns}
            rows[row.key] = exactly(cells, title=str(row.title))
        return exactly(rows)

    def in_words(self, value: Any) -> str:
        """A line for each row that was filled in, for whoever compares two versions."""
        lines = []
        for table, row in self.rows():
            found = [self.cell(value, row.key, number) for number in range(len(table.columns))]
            if any(cell is not None for cell in found):
                lines.append("\t".join([str(row.title), *("" if one is None else format(one, "f") for one in found)]))
        return "\n".join(lines)

    def shown(self, value: Any) -> list[dict[str, Any]]:
        """Tables with rows of cells for templates: {table, rows: [{row, cells: [{text, value}]}]}."""
        return [
            {"table": table, "rows": [{"row": row, "cells": self.shown_cells(table, row, value)} for row in table.rows]}
            for table in self.tables
        ]

    def shown_cells(self, table: GridTable, row: Row, value: Any) -> list[dict[str, str]]:
        found = (self.cell(value, row.key, number) for number in range(len(table.columns)))
        return [
            {"text": "", "value": ""}
            if one is None
            else {"text": grouped(one, max(2, places_of(one)) if table.places else 0), "value": format(one, "f")}
            for one in found
        ]


def place(row: Any, column: Any) -> str:
    """A cell in words."""
    return _("“%(row)s”的“%(column)s”") % {"row": row, "column": column}
