"""A workbook as rows of cells: what is typed, and what kind of cell it is typed in."""

import json
from dataclasses import dataclass, field

MAX_SHEETS = 20
MAX_ROWS = 20_000
"""Rows with content of one sheet."""
MAX_COLUMNS = 200
MAX_TEXT = 32_767
"""Characters of a cell: what Excel itself allows."""
MAX_CHARACTERS = 20_000_000

FORMULA, BROKEN, CURTAILED = "formula", "error", "curtailed"
"""Kinds of cells whose content nobody typed: computed, computed in vain, or a number of more digits than a spreadsheet
keeps, which put zeros in the place of the last ones."""
KEPT_DIGITS = 15
"""Digits of a number that every spreadsheet keeps."""


@dataclass(frozen=True)
class Cell:
    """`text` as a reader sees it: dates as YYYY-MM-DD, numbers without a format. `kind` is "" for what was typed."""

    text: str
    kind: str = ""


@dataclass
class Row:
    """`cells` by column, 1 for A; empty ones are not there."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)
    hidden: bool = False


@dataclass
class Sheet:
    """Rows that have content, in their order; `merged` are ranges such as A3:B4."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


@dataclass
class Workbook:
    """`reason` is a code of `reasons.py`, "" for one that was read."""

    sheets: list[Sheet] = field(default_factory=list)
    reason: str = ""

    def sheet(self, name: str) -> Sheet | None:
        return next((one for one in self.sheets if one.name.strip() == name), None)

    def as_answer(self) -> str:
        sheets = [
            [
                one.name,
                [[r.number, r.hidden, [[n, c.text, c.kind] for n, c in r.cells.items()]] for r in one.rows],
                one.merged,
            ]
            for one in self.sheets
        ]
        return json.dumps([sheets, self.reason], separators=(",", ":"))

    @classmethod
    def from_answer(cls, answer: bytes) -> "Workbook":
        """Believes nothing but the shape; anything else is a crash."""
        try:
            sheets, reason = json.loads(answer)
            made = [
                Sheet(
                    str(name),
                    [
                        Row(int(number), {int(n): Cell(str(text), str(kind)) for n, text, kind in cells}, bool(hidden))
                        for number, hidden, cells in rows
                    ],
                    [str(one) for one in merged],
                )
                for name, rows, merged in sheets
            ]
            return cls(made, str(reason))
        except (ValueError, TypeError):
            return cls(reason="crashed")


def letters(column: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_of(reference: str) -> int:
    """1 for A5; 0 for what is no reference."""
    number = 0
    for character in reference:
        if not ("A" <= character <= "Z"):
            break
        number = number * 26 + ord(character) - 64
    return number
