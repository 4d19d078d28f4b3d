"""A series of statistics: one indicator over time, as a chart, a table and data."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from ..charts import ChartKind, Figure, Series, draw
from ..charts.figure import FEWEST_ROWS, MOST_DECIMALS, MOST_ROWS
from ..json_schema import DECIMAL, TEXT, Schema, closed, exactly, many, maybe
from ..periods import EXAMPLES, Frequency, read_period
from .figures import DecimalColumn, FiguresTableBlock, IntegerColumn, PercentColumn, column_places, grouped
from .table import plain

DRAWN = MOST_ROWS[ChartKind.LINE]
MOST_POINTS = 400
VALUES = ("integer", "decimal")
USUAL = {
    "caption": "",
    "columns": [
        {"type": "text", "heading": "时期"},
        {"type": "decimal", "heading": "数值"},
        {"type": "percent", "heading": "同比增长（%）"},
    ],
    "rows": [{"values": ["", None, None]}],
}


@dataclass(frozen=True)
class Point:
    """One period with its value; `yoy` is the growth over the same period of the year before, in per cent."""

    period: str
    label: str
    value: Decimal
    yoy: Decimal | None
    shown: str
    shown_yoy: str


class SeriesTableBlock(FiguresTableBlock):
    """时期, 数值 and, where there is any, 同比."""

    def __init__(self, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.TextBlock(required=False, label=_("文字"))),
            ("integer", IntegerColumn(label=_("整数"))),
            ("decimal", DecimalColumn(label=_("小数"))),
            ("percent", PercentColumn(label=_("百分比"))),
        ]
        super().__init__(columns, **kwargs)

    class Meta:
        label = _("数据")
        default = USUAL
        help_text = _(
            "三列依次为时期、数值、同比（没有同比的，删去第三列）。每行一个时期，由远及近；可以从电子表格中复制后粘贴到第一格。"
        )


class SeriesBlock(blocks.StructBlock):
    """序列. The chart follows from the table; the table is what is signed, and what is offered as data."""

    name = blocks.CharBlock(max_length=80, label=_("指标名称"), help_text=_("如“规模以上工业增加值增速”。"))
    unit = blocks.CharBlock(max_length=20, label=_("单位"), help_text=_("如“亿元”“万人”“%”。"))
    frequency = blocks.ChoiceBlock(Frequency.choices, default=Frequency.MONTH, label=_("频度"))
    caliber = blocks.TextBlock(
        required=False, max_length=500, label=_("口径说明"), help_text=_("统计范围、价格口径、是否累计、有无修订。")
    )
    table = SeriesTableBlock()
    source = blocks.CharBlock(
        required=False, max_length=120, label=_("数据来源"), help_text=_("与发布机构不同的才填。")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        found = [] if self.is_deferred_validation else series_problems(cleaned)
        if found:
            errors = [ValidationError(problem) for problem in found[:5]]
            raise StructBlockValidationError({"table": TypedTableBlockValidationError(non_block_errors=errors)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        found, figure = points(value), figure_of(value)
        name = context.get("anchor") or get_random_string(8)
        told = {"points": found, "has_yoy": any(point.yoy is not None for point in found)}
        left_out = max(0, len(found) - DRAWN) if figure else 0
        return {**context, **told, "drawing": draw(figure, name) if figure else "", "drawn": DRAWN if left_out else 0}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return series_json(value)

    def get_api_schema(self) -> Schema:
        point = exactly({"period": TEXT, "label": TEXT, "value": DECIMAL, "yoy": maybe(DECIMAL)})
        return exactly(
            {
                "name": TEXT,
                "unit": TEXT,
                "frequency": closed(Frequency.choices),
                "caliber": TEXT,
                "source": TEXT,
                "points": many(point),
            }
        )

    class Meta:
        icon = "history"
        label = _("统计序列")
        template = "cms/blocks/series.html"
        preview_value = {
            "name": "空气质量优良天数",
            "unit": "天",
            "frequency": "month",
            "table": {
                "caption": "",
                "columns": [{"type": "text", "heading": "时期"}, {"type": "integer", "heading": "数值"}],
                "rows": [{"values": ["2025年7月", 31]}, {"values": ["2025年8月", 30]}],
            },
        }
        description = _("一个指标按时期排列的数据，自动绘图，可以下载")


def series_json(value: Any) -> dict[str, Any]:
    """A series as programs read it: {name, unit, frequency, caliber, source, points: [{period, label, value, yoy}]}."""
    return {
        "name": value["name"],
        "unit": value["unit"] or "",
        "frequency": value["frequency"],
        "caliber": value["caliber"] or "",
        "source": value["source"] or "",
        "points": [
            {"period": one.period, "label": one.label, "value": format(one.value, "f"), "yoy": plain(one.yoy)}
            for one in points(value)
        ],
    }


def points(value: Any) -> list[Point]:
    """The points of a series; rows without a period or a number (of a draft) are left out."""
    table = value["table"]
    if shape_problem(table):
        return []
    places = [column_places(table, number) for number in range(len(table.columns))]
    found = []
    for row in table.row_data:
        text, number, yoy = [*row["values"], None][:3]
        period = read_period(str(text or ""), value["frequency"])
        if period and isinstance(number, Decimal):
            shown = "" if yoy is None else grouped(yoy, places[2])
            found.append(Point(period.code, period.label, number, yoy, grouped(number, places[1]), shown))
    return found


def figure_of(value: Any) -> Figure | None:
    """The last points as a line; None for a series that cannot be drawn."""
    found = points(value)[-DRAWN:]
    if len(found) < FEWEST_ROWS:
        return None
    series = Series(str(value["name"]), tuple(round(point.value, MOST_DECIMALS) for point in found))
    return Figure(ChartKind.LINE, value["name"], value["unit"], tuple(point.label for point in found), (series,))


def shape_problem(table: Any) -> str:
    kinds = [column["block"].name for column in table.columns]
    good = len(kinds) in (2, 3) and kinds[0] == "text" and kinds[1] in VALUES and kinds[2:] in ([], ["percent"])
    if good:
        return ""
    return _now("数据的第一列须为“文字”（时期），第二列须为“整数”或“小数”（数值），第三列为“百分比”（同比）或者没有。")


def series_problems(value: Any) -> list[str]:
    """Why a series cannot be published, each with what to do; empty when it can."""
    if problem := shape_problem(value["table"]):
        return [problem]
    rows = value["table"].row_data
    if not FEWEST_ROWS <= len(rows) <= MOST_POINTS:
        return [_now("一个序列须有2至%(most)d个时期，现有%(now)d个。") % {"most": MOST_POINTS, "now": len(rows)}]
    return list(row_problems(value, rows))


def row_problems(value: Any, rows: Any) -> Iterator[str]:
    before = None
    for number, row in enumerate(rows, 1):
        text = str(row["values"][0] or "").strip()
        period = read_period(text, value["frequency"])
        if period is None:
            yield _now("第%(row)d行的时期“%(text)s”不是%(frequency)s，请写作%(example)s。") % {
                "row": number,
                "text": text,
                "frequency": Frequency(value["frequency"]).label,
                "example": EXAMPLES[Frequency(value["frequency"])],
            }
            continue
        if row["values"][1] is None:
            yield _now("第%(row)d行“%(text)s”没有数值；没有数据的时期请删去该行。") % {"row": number, "text": text}
        if before is not None and period.order <= before.order:
            words = (
                _now("第%(row)d行“%(text)s”与“%(before)s”重复，请删去一行。")
                if period.order == before.order
                else _now("第%(row)d行“%(text)s”排在“%(before)s”之后，请按时间由远及近排列。")
            )
            yield words % {"row": number, "text": text, "before": before.label}
        before = period
