"""The spreadsheet to fill in: headings, hints, lists to choose from, and what every list means."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from ..vocabularies import BusinessTopic, PersonalTopic
from .columns import COUNT, KINDS, Column, SheetPlan

LISTS, ADVICE = "选项", "填写说明"
HINT = "说明："
"""Begins the second row of every sheet, by which the import knows it."""
ROWS = 3000
SHORT = 200
"""Characters of a list that stands in the rule itself; longer ones stand on a sheet of their own."""


def template(kind: str) -> bytes:
    """The .xlsx for `kind`, guides or power-items."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#e8f0ec", "border": 1, "text_wrap": True, "valign": "top"}
            ),
            "hint": book.add_format({"italic": True, "font_color": "#56605b", "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "plain": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        sheets = [(plan, book.add_worksheet(plan.title)) for plan in KINDS[kind]]
        advise(book.add_worksheet(ADVICE), kind, looks)
        lists = Lists(book.add_worksheet(LISTS))
        for plan, sheet in sheets:
            fill(sheet, plan, lists, looks)
        lists.sheet.hide()
    return out.getvalue()


class Lists:
    """The lists that are too long for a rule, one column each."""

    def __init__(self, sheet: Any) -> None:
        self.sheet, self.known = sheet, dict[tuple[str, ...], str]()

    def source(self, titles: list[str]) -> Any:
        """What a rule names as its list."""
        if len(",".join(titles)) <= SHORT and not any("," in title for title in titles):
            return titles
        key = tuple(titles)
        if key not in self.known:
            column = len(self.known)
            self.sheet.write_column(0, column, titles)
            name = xl_col_to_name(column, col_abs=True)
            self.known[key] = f"='{LISTS}'!{name}$1:{name}${len(titles)}"
        return self.known[key]


def fill(sheet: Any, plan: SheetPlan, lists: Lists, looks: dict[str, Any]) -> None:
    for number, column in enumerate(plan.columns):
        sheet.set_column(number, number, column.wide, looks["text"])
        sheet.write(0, number, heading(column), looks["head"])
        hint = "；".join(str(one) for one in (_("必填") if column.required else _("选填"), column.hint) if one)
        sheet.write(1, number, f"{HINT}{hint}" if number == 0 else hint, looks["hint"])
        if rule := rule_of(column, lists):
            sheet.data_validation(2, number, ROWS, number, rule)
    sheet.freeze_panes(2, 2)


def heading(column: Column) -> str:
    return f"{column.heading}*" if column.required else column.heading


def rule_of(column: Column, lists: Lists) -> dict[str, Any] | None:
    if column.titles:
        told = _("请从下拉列表中选择。")
        return {
            "validate": "list",
            "source": lists.source(column.titles),
            "error_message": told,
            "error_title": column.heading[:32],
        }
    if column.kind == COUNT:
        told = _("请填写0或者正整数。")
        return {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_message": told,
            "error_title": column.heading[:32],
        }
    return None


def advise(sheet: Any, kind: str, looks: dict[str, Any]) -> None:
    """How the table is filled in, and every list in words."""
    sheet.set_column(0, 0, 24, looks["plain"])
    sheet.set_column(1, 1, 90, looks["plain"])
    lines = [
        (_("怎样填写"), _("从第3行开始填，每个事项一行；前两行是栏目名和说明，不要删改。带*的必填。")),
        (_("格式"), _("不要使用公式、合并单元格和隐藏行；一个单元格内换行用 Alt+Enter。")),
        (_("再次导入"), _("以事项编码识别：已导入的编码不会重复导入，也不会被改动。")),
    ]
    if kind == "guides":
        lines += [
            (
                _("几张表"),
                _(
                    "办理材料、办理流程、常见问题各一张表，以事项编码与办事指南对应，一个事项可以有多行，顺序即显示的顺序。"
                ),
            ),
            (
                _("空白表格"),
                _(
                    "须填写表格的材料，把空白表格和示例样表放在同一目录，与本表一并交系统管理员导入；也可以导入后在编辑页上传。没有空白表格的不能发布。"
                ),
            ),
            (_("个人生命周期主题"), "、".join(PersonalTopic.values)),
            (_("企业生命周期主题"), "、".join(BusinessTopic.values)),
        ]
    for plan in KINDS[kind]:
        for column in plan.columns:
            if column.titles:
                lines.append((f"{plan.title}：{column.heading}", "、".join(column.titles)))
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line)
