"""One sheet as records: its headings found, its cells read, and every bad cell told once."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.struct_block import StructBlockValidationError

from intake.workbooks import Row, Sheet, Workbook

from .cells import Defect, Wrong, defect, value_of
from .columns import CODE, Column, SheetPlan
from .template import HINT

RANGE = re.compile(r"^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")


@dataclass
class Record:
    """One row. `values` by key, as fields and blocks take them; `is_bad` when one of its cells was told."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    row: Row = field(default_factory=lambda: Row(0))
    is_bad: bool = False

    @property
    def code(self) -> str:
        return str(self.values.get(CODE) or "").strip().upper()


class Table:
    """The rows of `plan` in `workbook`. What is wrong is added to `defects`, in the order of rows and columns."""

    def __init__(self, plan: SheetPlan, workbook: Workbook, defects: list[Defect], *, required: bool = True) -> None:
        self.plan, self.defects = plan, defects
        self.places: dict[str, int] = {}
        self.records: list[Record] = []
        self.told: set[tuple[int, int]] = set()
        self.is_readable = True
        sheet = workbook.sheet(plan.title)
        if sheet is not None:
            self._read(sheet)
        elif required:
            told = _("没有名为“%(name)s”的工作表，请使用模板。") % {"name": plan.title}
            self.tell(1, 1, _("工作表"), plan.title, told)

    def tell(self, row: int, number: int, heading: str, value: str, message: str) -> None:
        self.told.add((row, number))
        self.defects.append(defect(self.plan.title, row, number, heading, value, message))

    def blame(self, record: Record, key: str, message: str) -> None:
        """Tell that the cell of `key` in `record` is bad; once for each cell."""
        column = self.column(key)
        number = self.places.get(column.key, 1)
        if (record.number, number) not in self.told:
            cell = record.row.cells.get(number)
            self.tell(record.number, number, column.heading, cell.text if cell else "", message)
        record.is_bad = True

    def column(self, key: str) -> Column:
        """The column of a key; that of the code for one that has none of its own."""
        return next((one for one in self.plan.columns if one.key == key), self.plan.columns[0])

    def _read(self, sheet: Sheet) -> None:
        self.is_readable = self._find_columns(sheet)
        if not self.is_readable:
            return
        rows = [row for row in sheet.rows if row.number > 1 and not is_hint(row)]
        self.records = [Record(row.number, row=row) for row in rows]
        for record in self.records:
            if record.row.hidden:
                self.blame(record, CODE, _("此行是隐藏的，请取消隐藏并核对，或者删除。"))
            for column in self.plan.columns:
                self._take(record, column)
        self._refuse_merged(sheet)

    def _find_columns(self, sheet: Sheet) -> bool:
        """Where each heading stands; False when a required one is missing."""
        first = next((row for row in sheet.rows if row.number == 1), Row(1))
        found = {bare(cell.text): number for number, cell in sorted(first.cells.items(), reverse=True)}
        self.places = {one.key: found[one.heading] for one in self.plan.columns if one.heading in found}
        missing = [one for one in self.plan.columns if one.required and one.key not in self.places]
        for one in missing:
            number = self.plan.columns.index(one) + 1
            told = _("第1行没有栏目“%(heading)s”，请使用模板，不要改动栏目名。") % {"heading": one.heading}
            self.tell(1, number, one.heading, "", told)
        return not missing

    def _take(self, record: Record, column: Column) -> None:
        number = self.places.get(column.key)
        try:
            value = value_of(column, record.row.cells.get(number) if number else None)
        except Wrong as wrong:
            self.blame(record, column.key, str(wrong))
        else:
            if value is not None:
                record.values[column.key] = value

    def _refuse_merged(self, sheet: Sheet) -> None:
        """Tell each merged range once. What is empty because it was merged is no defect of its own."""
        records = sorted(self.records, key=lambda one: one.number)
        numbers = [one.number for one in records]
        begun, found = [0] * (len(records) + 1), []
        for hit in filter(None, map(RANGE.match, sheet.merged)):
            first, end = bisect_left(numbers, int(hit[2])), bisect_right(numbers, int(hit[4]))
            if first < end:
                found.append(hit)
                begun[first] += 1
                begun[end] -= 1
        merged = [one for one, depth in zip(records, accumulate(begun[:-1]), strict=True) if depth]
        for one in merged:
            one.is_bad = True
        rows = {one.number for one in merged}
        self.defects[:] = [one for one in self.defects if one.sheet != self.plan.title or one.row not in rows]
        self.told = {place for place in self.told if place[0] not in rows}
        for hit in found:
            told = _("单元格%(range)s合并了，请取消合并，每行分别填写。") % {"range": hit[0]}
            self.tell(int(hit[2]), number_of(hit[1]), _("合并单元格"), hit[0], told)


def block_problems(block: Any, values: dict[str, Any]) -> list[tuple[str, str]]:
    """(name of the part, message) of what `block` refuses in `values`."""
    try:
        block.clean(block.normalize(completed(block, values)))
    except StructBlockValidationError as refusal:
        return [(name, "；".join(error.messages)) for name, error in refusal.block_errors.items()]
    except ValidationError as refusal:
        return [("", "；".join(refusal.messages))]
    return []


def completed(block: Any, values: dict[str, Any]) -> dict[str, Any]:
    """`values` with what the block has where nothing is said."""
    return {**{name: child.get_default() for name, child in block.child_blocks.items()}, **values}


def is_hint(row: Row) -> bool:
    """The second row of the template."""
    return row.number == 2 and 1 in row.cells and row.cells[1].text.startswith(HINT)


def bare(heading: str) -> str:
    return "".join(heading.split()).rstrip("*＊")


def number_of(column: str) -> int:
    number = 0
    for character in column:
        number = number * 26 + ord(character) - 64
    return number
