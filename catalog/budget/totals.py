"""Totals within a table: 小计 counts the rows since the last 小计, 合计 what stands above it, 总计 everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.figures import grouped, is_figure, places_of

RANKS = {"小计": 1, "合计": 2, "总计": 3}
OF_WHICH = ("其中", "#", "＃")
"""How rows begin that only tell a part of the row above them; they count for nothing."""


@dataclass(frozen=True)
class Line:
    """A row in one column. `rank` is 0 for a part, 1 to 3 for totals."""

    number: int
    name: str
    rank: int
    value: Decimal
    is_empty: bool = False


def rank_of(name: str) -> int:
    words = name.strip()
    return next((rank for word, rank in RANKS.items() if words.endswith(word)), 0)


def is_part_of_another(name: str) -> bool:
    return name.strip().startswith(OF_WHICH)


def lines(table: Any, column: int) -> list[Line]:
    """The rows of a table that count, with their number in the column `column`; empty cells are zero."""
    found = []
    for number, row in enumerate(table.row_data, 1):
        name, value = str(row["values"][0] or ""), row["values"][column]
        if not is_part_of_another(name):
            known = isinstance(value, Decimal)
            found.append(Line(number, name.strip(), rank_of(name), value if known else Decimal(0), not known))
    return found


def amount_columns(table: Any) -> list[int]:
    return [number for number, one in enumerate(table.columns) if is_figure(one["block"])]


def sum_problems(title: str, table: Any) -> Iterator[str]:
    """Each total that is not the sum of what it counts, with its row, its column and the difference."""
    for column in amount_columns(table):
        waiting: list[Line] = []
        for line in lines(table, column):
            parts = []
            while line.rank and waiting and waiting[-1].rank < line.rank:
                parts.append(waiting.pop())
            due = sum((part.value for part in parts), Decimal(0))
            if parts and due != line.value and line.is_empty:
                yield _("%(table)s第%(row)d行“%(name)s”的“%(column)s”没有填写，各分项之和为%(sum)s，请补上。") % {
                    "table": title,
                    "row": line.number,
                    "name": line.name,
                    "column": table.columns[column]["heading"],
                    "sum": written(due),
                }
            elif parts and due != line.value:
                yield _(
                    "%(table)s第%(row)d行“%(name)s”的“%(column)s”为%(total)s，各分项之和为%(sum)s，相差%(off)s，请核对。"
                ) % {
                    "table": title,
                    "row": line.number,
                    "name": line.name,
                    "column": table.columns[column]["heading"],
                    "total": written(line.value),
                    "sum": written(due),
                    "off": written(abs(due - line.value)),
                }
            waiting.append(line)


def grand_total(table: Any, column: int) -> Line | None:
    """The row that stands for the whole table: its last 总计, or else its last 合计."""
    found = [line for line in lines(table, column) if line.rank >= RANKS["合计"]]
    return max(found, key=lambda line: (line.rank, line.number)) if found else None


def written(number: Decimal) -> str:
    return grouped(number, max(2, places_of(number)))
