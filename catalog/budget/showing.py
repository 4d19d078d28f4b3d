"""How the tables of a budget are shown: with what changed against the year before, and drawn."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.blocks.figures import Cell, column_places, columns_of, grouped, places_of, rows_of
from cms.charts import ChartKind, Figure, Series, draw
from cms.charts.figure import FEWEST_ROWS, LONGEST_LABEL, MOST_DECIMALS, MOST_ROWS

from .blocks import change
from .sangong import SANGONG
from .totals import amount_columns, is_part_of_another, lines, rank_of

PARTS = MOST_ROWS[ChartKind.SHARE]
TENTH = Decimal("0.1")


def compared_columns(table: Any, year: int) -> tuple[int, int] | None:
    """The columns of the year before and of this one, by their headings; None where the table has not both."""
    before = now = None
    for number in amount_columns(table):
        heading = str(table.columns[number]["heading"])
        if "上年" in heading or str(year - 1) in heading:
            before = number
        elif "本年" in heading or str(year) in heading:
            now = number
    return (before, now) if before is not None and now is not None else None


def balances(page: Any) -> list[dict[str, Any]]:
    """Each 收支总表 as {title, note, sides: [{title, columns, rows}], drawing}."""
    found = []
    for number, block in enumerate(one for one in page.tables if one.block_type == "balance"):
        value, sides = block.value, []
        for key, title in (("income", _("收入")), ("expenditure", _("支出"))):
            table, compared = value[key], compared_columns(value[key], page.fiscal_year or 0)
            places = max((column_places(table, number) for number in amount_columns(table)), default=0)
            rows = [
                {"cells": cells, "total": rank_of(str(row["values"][0] or "")), "part": is_part_of_another(str(row["values"][0] or "")),
                 "change": told_change(row["values"], compared, places)}
                for cells, row in zip(rows_of(table), table.row_data, strict=True)
            ]  # fmt: skip
            if table.columns:
                columns = columns_of(table)
                sides.append({"title": title, "columns": columns, "rows": rows, "compared": compared is not None})
        drawing = expenditure_drawing(value["expenditure"], page.fiscal_year or 0, f"balance-{number}")
        found.append({"title": value["title"], "note": value["note"], "sides": sides, "drawing": drawing})
    return found


def told_change(values: Any, compared: tuple[int, int] | None, places: int) -> list[Cell]:
    """增减额 and 增减率 of a row, as far as they can be told."""
    before, now = (values[compared[0]], values[compared[1]]) if compared else (None, None)
    if not isinstance(before, Decimal) or not isinstance(now, Decimal):
        return [Cell("—", "", True), Cell("—", "", True)] if compared else []
    off, share = now - before, change(before, now)
    amount = Cell(grouped(off, places), format(off, "f"), True)
    return [amount, Cell("—", "", True) if share is None else Cell(percent(share), format(share, "f"), True)]


def percent(share: Decimal) -> str:
    return f"{share.quantize(TENTH, ROUND_HALF_UP)}%"


def expenditure_drawing(table: Any, year: int, name: str) -> SafeString | str:
    """The shares of what is spent; '' for a table that has no parts, or a negative one."""
    columns = amount_columns(table)
    if not columns:
        return ""
    compared = compared_columns(table, year)
    column = compared[1] if compared else columns[-1]
    parts = [(one.name, one.value) for one in spent(table, column)]
    if len(parts) < FEWEST_ROWS or any(value < 0 for _name, value in parts) or not any(value for _name, value in parts):
        return ""
    parts = gathered(parts)
    heading = table.columns[column]["heading"]
    unit = str(table.columns[column]["block"].unit)
    labels = tuple(label[:LONGEST_LABEL] for label, _value in parts)
    values = tuple(round(value, MOST_DECIMALS) for _label, value in parts)
    title = _("支出构成（%(column)s）") % {"column": heading}
    return draw(Figure(ChartKind.SHARE, title, unit, labels, (Series(str(heading), values),)), name)


def spent(table: Any, column: int) -> list[Any]:
    """The parts above the first 合计: what is passed on to the next year is not spent."""
    found = []
    for line in lines(table, column):
        if line.rank > 1:
            break
        if not line.rank:
            found.append(line)
    return found


def gathered(parts: list[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """The largest parts as they are, the others as one, when there are more than can be drawn."""
    if len(parts) <= PARTS:
        return parts
    ordered = sorted(parts, key=lambda part: -part[1])
    rest = sum((value for _name, value in ordered[PARTS - 1 :]), Decimal(0))
    return [*ordered[: PARTS - 1], (_("其余各项"), rest)]


def sangong_rows(page: Any) -> list[dict[str, Any]]:
    """Rows of 三公经费 with their change; empty when nothing was filled in."""
    if SANGONG.is_empty(page.sangong):
        return []
    found = []
    places = max(2, *(places_of(one) for one in all_cells(page.sangong)))
    for _table, row in SANGONG.rows():
        cells = [SANGONG.cell(page.sangong, row.key, number) for number in range(3)]
        shown = [
            Cell("—", "", True) if one is None else Cell(grouped(one, places), format(one, "f"), True) for one in cells
        ]
        found.append(
            {
                "row": row,
                "cells": shown,
                "change": told_change([cells[0], cells[2]], (0, 1), places),
                "total": row.key == "all",
            }
        )
    return found


def all_cells(value: Any) -> list[Decimal]:
    found = [SANGONG.cell(value, row.key, number) for _table, row in SANGONG.rows() for number in range(3)]
    return [one for one in found if one is not None] or [Decimal(0)]


def sangong_figure(page: Any) -> SafeString | str:
    """The two years beside each other; '' while a number is missing."""
    keys = ("abroad", "purchase", "running", "reception")
    titles = (_("因公出国（境）费"), _("公务用车购置费"), _("公务用车运行维护费"), _("公务接待费"))
    columns = [[SANGONG.cell(page.sangong, key, number) for key in keys] for number in (0, 2)]
    if any(one is None for column in columns for one in column):
        return ""
    year = page.fiscal_year or 0
    names = (_("%(year)d年") % {"year": year - 1}, _("%(year)d年") % {"year": year})
    series = tuple(
        Series(name, tuple(round(one, MOST_DECIMALS) for one in column if one is not None))
        for name, column in zip(names, columns, strict=True)
    )
    return draw(Figure(ChartKind.BAR, _("“三公”经费对比"), _("万元"), titles, series), "sangong")
