"""收支总表, and other tables of a budget."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.figures import FiguresTableBlock, WanYuanColumn, YuanColumn

from .totals import amount_columns, grand_total, sum_problems, written

MOST_ROWS = 300


class MoneyTableBlock(FiguresTableBlock):
    """项目, then columns of amounts."""

    def __init__(self, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.TextBlock(required=False, label=_("文字"))),
            ("wan_yuan", WanYuanColumn(label=_("金额（万元）"))),
            ("yuan", YuanColumn(label=_("金额（元）"))),
        ]
        super().__init__(columns, **kwargs)


def usual(*names: str) -> dict[str, Any]:
    """A table with the usual columns and rows, for the editor to fill in."""
    return {
        "caption": "",
        "columns": [
            {"type": "text", "heading": "项目"},
            {"type": "wan_yuan", "heading": "上年数"},
            {"type": "wan_yuan", "heading": "本年数"},
        ],
        "rows": [{"values": [name, None, None]} for name in names],
    }


HELP = _(
    "第一列为项目，其后各列为金额；列名写“上年数”“本年数”或者写明年份，同比由系统计算。"
    "“小计”“合计”“总计”各行与分项核对；只说明上一行的，每行以“其中：”开头，不计入合计。可以从电子表格中复制后粘贴到第一格。"
)


class BalanceBlock(blocks.StructBlock):
    """Income and expenditure, whose totals are the same."""

    title = blocks.CharBlock(
        max_length=80, default=_("收支总表"), label=_("表名"), help_text=_("如“一般公共预算收支总表”。")
    )
    income = MoneyTableBlock(
        label=_("收入"),
        help_text=HELP,
        default=usual("一般公共预算拨款收入", "其他收入", "本年收入合计", "上年结转", "收入总计"),
    )
    expenditure = MoneyTableBlock(
        label=_("支出"),
        help_text=HELP,
        default=usual("一般公共服务支出", "社会保障和就业支出", "本年支出合计", "结转下年", "支出总计"),
    )
    note = blocks.TextBlock(required=False, max_length=1000, label=_("说明"), help_text=_("增减的主要原因。"))

    class Meta:
        icon = "table"
        label = _("收支总表")
        description = _("收入、支出各一张表，合计与分项、收入与支出自动核对")


class BudgetTablesBlock(blocks.StreamBlock):
    """The tables of a budget in the order in which they are read."""

    balance = BalanceBlock()
    figures = FiguresTableBlock(label=_("其他表"))

    class Meta:
        label = _("预决算表")


def balance_problems(value: Any) -> list[str]:
    """What is wrong with a 收支总表, each with what to do. All of it at once: only a table whose columns are not what
    they must be cannot be added up."""
    found: list[str] = []
    summed = 0
    for title, table in ((_now("收入表"), value["income"]), (_now("支出表"), value["expenditure"])):
        if problem := column_problem(title, table):
            found.append(problem)
        else:
            found += [*row_problems(title, table), *sum_problems(title, table)]
            summed += 1
    return [*found, *(uneven(value) if summed == 2 else ())]


def column_problem(title: str, table: Any) -> str:
    """Why the table cannot be added up; '' when it can."""
    kinds = [column["block"].name for column in table.columns]
    if len(kinds) < 2 or kinds[0] != "text" or "text" in kinds[1:]:
        return _now("%(table)s的第一列须为“文字”（项目），其后须为金额。") % {"table": title}
    if len(set(kinds[1:])) > 1:
        return _now("%(table)s各列的金额单位须一致，请统一为元或者万元。") % {"table": title}
    if not 0 < len(table.row_data) <= MOST_ROWS:
        return _now("%(table)s须有1至%(most)d行。") % {"table": title, "most": MOST_ROWS}
    return ""


def row_problems(title: str, table: Any) -> Iterator[str]:
    """Rows that are missing or have no name."""
    if grand_total(table, 1) is None:
        yield _now("%(table)s没有“合计”或“总计”一行，请补上。") % {"table": title}
    for number, row in enumerate(table.row_data, 1):
        if not str(row["values"][0] or "").strip():
            yield _now("%(table)s第%(row)d行没有填写项目；空行请删去。") % {"table": title, "row": number}


def uneven(value: Any) -> Iterator[str]:
    """收入总计 and 支出总计 of the columns with the same heading differ."""
    income, expenditure = value["income"], value["expenditure"]
    headings = {expenditure.columns[number]["heading"].strip(): number for number in amount_columns(expenditure)}
    for column in amount_columns(income):
        heading = income.columns[column]["heading"].strip()
        other = headings.get(heading)
        left = grand_total(income, column)
        right = grand_total(expenditure, other) if other is not None else None
        if left and right and left.value != right.value:
            yield _now("“%(column)s”的“%(income)s”为%(left)s，“%(spent)s”为%(right)s，相差%(off)s，两者应当相等。") % {
                "column": heading, "income": left.name, "spent": right.name, "left": written(left.value),
                "right": written(right.value), "off": written(abs(left.value - right.value)),
            }  # fmt: skip


def change(before: Decimal, now: Decimal) -> Decimal | None:
    """By how many per cent something grew; None from nothing."""
    return (now - before) * 100 / before if before else None
