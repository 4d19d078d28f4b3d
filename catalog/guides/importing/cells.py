"""What a cell says, as the value of its field; and what is wrong with it, with what to mend."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from intake.workbooks import CURTAILED, Cell, letters

from ..vocabularies import BusinessTopic, PersonalTopic
from .columns import CHOICE, COUNT, MONEY, NO, TOPICS, YES, YES_NO, Column

SHOWN = 40
"""Characters of a wrong value that a report quotes."""
BETWEEN = re.compile(r"[、,，;；\n]+")
MOST_COUNT = 100_000


@dataclass(frozen=True)
class Defect:
    """One bad cell: sheet, row and column as the spreadsheet names them, its heading, what is in it, what to mend."""

    sheet: str
    row: int
    column: str
    heading: str
    value: str
    message: str

    def as_json(self) -> dict[str, Any]:
        return {
            "status": "defect", "sheet": self.sheet, "row": self.row, "column": self.column, "heading": self.heading,
            "value": self.value, "message": self.message,
        }  # fmt: skip

    def __str__(self) -> str:
        place = _("“%(sheet)s”第%(row)d行%(column)s列") % {"sheet": self.sheet, "row": self.row, "column": self.column}
        return f"{place}（{self.heading}）：{self.message}"


class Wrong(Exception):
    """A value that its column does not take; the message says what to mend."""


def defect(sheet: str, row: int, number: int, heading: str, value: str, message: str) -> Defect:
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    return Defect(sheet, row, letters(number), heading, shown, str(message))


def value_of(column: Column, cell: Cell | None) -> Any:
    """The value; None where nothing stands. Raises `Wrong`."""
    if cell is not None and cell.kind == CURTAILED:
        raise Wrong(_("数字超过15位，末尾各位已被表格软件改为0。请把单元格格式设为“文本”，再重新填写。"))
    if cell is not None and cell.kind:
        raise Wrong(_("单元格是公式或者错误值，请改为直接填写的文字或者数字（可以“选择性粘贴为数值”）。"))
    text = cell.text.strip() if cell is not None else ""
    if not text:
        if column.required:
            raise Wrong(_("此栏必填，请补上%(heading)s。") % {"heading": column.heading})
        return None
    return READERS.get(column.kind, read_text)(column, text)


def read_text(_column: Column, text: str) -> str:
    return text


def read_choice(column: Column, text: str) -> Any:
    for value, title in column.choices:
        if text in (str(value), str(title)):
            return value
    offered = column.titles
    if len(offered) > 12:
        raise Wrong(_("“%(text)s”不在可选范围内，请从下拉列表中选择。") % {"text": text[:SHOWN]})
    raise Wrong(
        _("“%(text)s”不在可选范围内，请改为：%(offered)s。") % {"text": text[:SHOWN], "offered": "、".join(offered)}
    )


def read_yes_no(_column: Column, text: str) -> bool:
    if text not in (YES, NO):
        raise Wrong(_("请填“是”或者“否”。"))
    return text == YES


def read_count(column: Column, text: str) -> int:
    digits = text.lstrip("0") or "0"
    if not (text.isascii() and text.isdigit()) or len(digits) > len(str(MOST_COUNT)) or int(digits) > MOST_COUNT:
        raise Wrong(_("%(heading)s请填0或者正整数，不带单位，如“5”。") % {"heading": column.heading})
    return int(text)


def read_money(_column: Column, text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or int(amount.as_tuple().exponent) < -2:
        raise Wrong(_("金额请只填数字，单位为元，最多两位小数，如“80”或者“80.50”。"))
    return amount


def read_topics(_column: Column, text: str) -> list[str]:
    found = [one.strip() for one in BETWEEN.split(text) if one.strip()]
    for word in found:
        if word not in PersonalTopic.values and word not in BusinessTopic.values:
            raise Wrong(
                _("没有生命周期主题“%(word)s”，请对照“填写说明”改正，几个主题之间用顿号分隔。") % {"word": word[:SHOWN]}
            )
    return list(dict.fromkeys(found))


READERS = {CHOICE: read_choice, YES_NO: read_yes_no, COUNT: read_count, MONEY: read_money, TOPICS: read_topics}
