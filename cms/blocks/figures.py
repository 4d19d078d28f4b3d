"""Tables whose columns are typed more closely: counts, amounts of money, shares, dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from .table import NumberBlock, OfficialTableBlock

LARGEST = Decimal(10) ** 15


class FigureBlock(NumberBlock):
    """A number with at most `places` decimals, in `unit`."""

    places = 4
    unit: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if number is not None and (problem := figure_problem(number, self.places)):
            raise ValidationError(problem)
        return number


def figure_problem(number: Decimal, places: int) -> str:
    """What is wrong with a number of at most `places` decimals, with what to do; '' for nothing."""
    if not number.is_finite() or abs(number) >= LARGEST:
        return _now("数字过大，请核对，或者换用更大的单位。")
    if places_of(number) <= places:
        return ""
    if not places:
        return _now("这里应为整数，请去掉小数。")
    return _now("小数最多%(places)d位，请四舍五入。") % {"places": places}


def places_of(number: Decimal) -> int:
    """Decimals that say something: 1.50 has one."""
    return max(0, -int(number.normalize().as_tuple().exponent))


class IntegerColumn(FigureBlock):
    places = 0


class DecimalColumn(FigureBlock):
    pass


class YuanColumn(FigureBlock):
    places = 2
    unit = _("元")


class WanYuanColumn(FigureBlock):
    places = 6
    unit = _("万元")


class PercentColumn(FigureBlock):
    unit = "%"


@dataclass(frozen=True)
class Column:
    """A column as it is shown: its heading names the unit."""

    heading: str
    kind: str
    numeric: bool


@dataclass(frozen=True)
class Cell:
    """`text` is read by people; `value` is what tables are sorted by, '' for an empty cell."""

    text: str
    value: str
    numeric: bool


class FiguresTableBlock(OfficialTableBlock):
    """A table with a heading row; each column is of one type. Ranges of a spreadsheet can be pasted into it."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.TextBlock(required=False, label=_("文字"))),
            ("integer", IntegerColumn(label=_("整数"))),
            ("decimal", DecimalColumn(label=_("小数"))),
            ("yuan", YuanColumn(label=_("金额（元）"))),
            ("wan_yuan", WanYuanColumn(label=_("金额（万元）"))),
            ("percent", PercentColumn(label=_("百分比"))),
            ("date", blocks.DateBlock(required=False, label=_("日期"))),
        ]
        super().__init__(local_blocks or columns, **kwargs)

    def clean(self, table: Any) -> Any:
        cleaned = super().clean(table)
        if not self.is_deferred_validation and any(not str(one["heading"]).strip() for one in cleaned.columns):
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(_("请填写每一列的列名。"))])
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        shown = {"columns": columns_of(value), "shown_rows": rows_of(value), "sortable": not has_totals(value)}
        return {**super().get_context(value, parent_context), **shown}

    class Meta:
        icon = "table"
        label = _("数据表")
        template = "cms/blocks/figures.html"
        preview_value = {
            "caption": "2025年第三季度空气质量",
            "columns": [{"type": "text", "heading": "月份"}, {"type": "integer", "heading": "优良天数"}],
            "rows": [{"values": ["7月", 31]}, {"values": ["8月", 30]}, {"values": ["9月", 29]}],
        }
        description = _("各列分为文字、整数、小数、金额、百分比、日期，可以从电子表格中粘贴")


TOTALS = ("合计", "总计", "小计")


def has_totals(table: Any) -> bool:
    """True for a table with rows of totals, which no other order may part from what they count."""
    names = (str(row["values"][0] or "") for row in table.row_data if row["values"])
    return any(name.strip().endswith(TOTALS) for name in names)


def is_figure(block: Any) -> bool:
    return isinstance(block, NumberBlock)


def columns_of(table: Any) -> list[Column]:
    return [Column(heading_of(one), one["block"].name, is_figure(one["block"])) for one in table.columns]


def heading_of(column: Any) -> str:
    """The heading with the unit, unless it names it itself."""
    heading, unit = str(column["heading"] or "").strip(), str(getattr(column["block"], "unit", ""))
    return f"{heading}（{unit}）" if unit and unit not in heading else heading


def rows_of(table: Any) -> list[list[Cell]]:
    """The cells as they are shown: numbers of one column have the same number of decimals."""
    places = [column_places(table, number) for number in range(len(table.columns))]
    return [list(cells(table, row["values"], places)) for row in table.row_data]


def cells(table: Any, values: Any, places: list[int]) -> Iterator[Cell]:
    for column, value, decimals in zip(table.columns, values, places, strict=True):
        if not is_figure(column["block"]):
            yield Cell("" if value is None else str(value), "", False)
        elif value is None or not isinstance(value, Decimal):
            yield Cell("" if value is None else str(value), "", True)
        else:
            yield Cell(grouped(value, decimals), format(value, "f"), True)


def column_places(table: Any, number: int) -> int:
    """Decimals of the column: as many as its longest number has; money has two at least when it has any."""
    found = [row["values"][number] for row in table.row_data]
    most = max((places_of(one) for one in found if isinstance(one, Decimal) and one.is_finite()), default=0)
    money = isinstance(table.columns[number]["block"], (YuanColumn, WanYuanColumn))
    return max(most, 2) if money and most else most


def grouped(number: Decimal, places: int) -> str:
    """`number` with separators between thousands."""
    return f"{number:,.{places}f}"
