"""What a chart shows, and why a table cannot be drawn as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .measures import written


class ChartKind(models.TextChoices):
    BAR = "bar", gettext_lazy("条形图（比较大小）")
    LINE = "line", gettext_lazy("折线图（看变化）")
    PIE = "pie", gettext_lazy("饼图（看构成）")
    SHARE = "share", gettext_lazy("构成条（看构成）")


SHORT_NAMES = {
    ChartKind.BAR: gettext_lazy("条形图"),
    ChartKind.LINE: gettext_lazy("折线图"),
    ChartKind.PIE: gettext_lazy("饼图"),
    ChartKind.SHARE: gettext_lazy("构成条"),
}
SHARES = frozenset({ChartKind.PIE, ChartKind.SHARE})
"""Kinds that show parts of a whole."""

MOST_ROWS = {ChartKind.BAR: 12, ChartKind.LINE: 24, ChartKind.PIE: 8, ChartKind.SHARE: 8}
MOST_SERIES = {ChartKind.BAR: 3, ChartKind.LINE: 4, ChartKind.PIE: 1, ChartKind.SHARE: 1}
FEWEST_ROWS = 2
LONGEST_LABEL = 30
MOST_DECIMALS = 4
LARGEST = Decimal(10) ** 12
PERCENT = frozenset({"%", "％"})
ROUNDING = Decimal("0.5")
"""By how much shares in per cent may miss 100, because each was rounded."""


@dataclass(frozen=True)
class Series:
    """A column of numbers under its heading."""

    name: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True)
class Figure:
    """`labels` name the rows; every series has as many values as there are labels. `unit` may be ''."""

    kind: str
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def summary(self) -> str:
        """The chart in words, for who cannot see it: kind, unit and each series with its values."""
        unit = _("，单位：%(unit)s") % {"unit": self.unit} if self.unit else ""
        told = [
            _("%(name)s：%(values)s") % {"name": one.name, "values": "，".join(self.pairs(one))} for one in self.series
        ]
        return _("%(kind)s%(unit)s。%(told)s。数据见图下的表。") % {
            "kind": SHORT_NAMES[ChartKind(self.kind)],
            "unit": unit,
            "told": "；".join(told),
        }

    def pairs(self, series: Series) -> Iterator[str]:
        return (f"{label} {written(value)}" for label, value in zip(self.labels, series.values, strict=True))


def figure_of(kind: str, title: str, unit: str, table: Any) -> Figure | None:
    """The figure of a typed table, whose first column names the rows; None for a table that cannot be drawn."""
    if not table or table_problems(kind, unit, table):
        return None
    columns = list(zip(*(row["values"] for row in table.row_data), strict=True))
    headings = [str(column["heading"]).strip() for column in table.columns]
    series = tuple(
        Series(name, tuple(Decimal(str(value)) for value in values))
        for name, values in zip(headings[1:], columns[1:], strict=True)
    )
    return Figure(kind, title, unit.strip(), tuple(str(label).strip() for label in columns[0]), series)


def table_problems(kind: str, unit: str, table: Any) -> list[str]:
    """Why `table` cannot be drawn as `kind`, each with what to do; empty when it can. Shape first, then numbers."""
    found = list(shape_problems(kind, table)) or list(cell_problems(table))
    return found or list(share_problems(kind, unit, table))


def shape_problems(kind: str, table: Any) -> Iterator[str]:
    types = [column["block"].name for column in table.columns]
    if len(types) < 2 or types[0] != "text" or any(name != "number" for name in types[1:]):
        yield _("数据表的第一列须为“文字”（项目名称），其后各列须为“数字”，请调整各列的类型。")
        return
    if any(not str(column["heading"]).strip() for column in table.columns):
        yield _("请填写每一列的列名，列名在图例中显示。")
    if len(types) - 1 > MOST_SERIES[ChartKind(kind)]:
        yield _("%(kind)s最多%(most)d列数字，现有%(now)d列，请减少列数或者改用其他图形。") % {
            "kind": SHORT_NAMES[ChartKind(kind)],
            "most": MOST_SERIES[ChartKind(kind)],
            "now": len(types) - 1,
        }
    rows, most = len(table.row_data), MOST_ROWS[ChartKind(kind)]
    if not FEWEST_ROWS <= rows <= most:
        yield _("%(kind)s须有2至%(most)d行数据，现有%(now)d行；行数过多的，可以合并为“其他”。") % {
            "kind": SHORT_NAMES[ChartKind(kind)],
            "most": most,
            "now": rows,
        }


def cell_problems(table: Any) -> Iterator[str]:
    seen: set[str] = set()
    for number, row in enumerate(table.row_data, 1):
        label = str(row["values"][0] or "").strip()
        if not label:
            yield _("第%(row)d行没有填写项目名称。") % {"row": number}
        elif len(label) > LONGEST_LABEL:
            yield _("第%(row)d行的项目名称超过%(most)d字，请缩短。") % {"row": number, "most": LONGEST_LABEL}
        elif label in seen:
            yield _("项目名称“%(label)s”重复，请合并或者改名。") % {"label": label}
        seen.add(label)
        for column, value in zip(table.columns[1:], row["values"][1:], strict=True):
            if problem := number_problem(value):
                yield _("第%(row)d行“%(column)s”%(problem)s。") % {
                    "row": number,
                    "column": column["heading"],
                    "problem": problem,
                }


def number_problem(value: Any) -> str:
    if value in (None, ""):
        return _("没有填写数字，没有数据的请删去该行")
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= LARGEST:
        return _("的数字过大，请换用更大的单位（如“亿元”）")
    if -int(number.normalize().as_tuple().exponent) > MOST_DECIMALS:
        return _("的小数超过%(most)d位，请四舍五入") % {"most": MOST_DECIMALS}
    return ""


def share_problems(kind: str, unit: str, table: Any) -> Iterator[str]:
    """Parts of a whole are not negative, and make the whole."""
    if kind not in SHARES:
        return
    values = [Decimal(str(row["values"][1])) for row in table.row_data]
    whole = sum(values, Decimal(0))
    if any(value < 0 for value in values):
        yield _("表示构成的图形不能有负数，请改用条形图。")
    elif not whole:
        yield _("各项都是0，无法画出构成，请核对数字。")
    elif unit.strip() in PERCENT and abs(whole - 100) > ROUNDING:
        yield _("单位为百分比的，各项之和须为100，现为%(sum)s，请核对数字，或者补上“其他”一项。") % {
            "sum": written(whole)
        }
