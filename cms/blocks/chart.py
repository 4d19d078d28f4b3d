"""Figures as a chart, with the table from which it is drawn."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from ..charts import ChartKind, draw, figure_of, table_problems
from .table import OfficialTableBlock


class ChartTableBlock(OfficialTableBlock):
    """The table of a chart: a column of names, then columns of numbers."""

    class Meta:
        label = _("数据表")
        help_text = _(
            "先添加一列“文字”（项目名称），再添加一列或者几列“数字”；列名在图例中显示。数字不写单位和千分符。"
        )


class ChartBlock(blocks.StructBlock):
    """数据. The drawing follows from the table; readers get both, and programs the table alone."""

    title = blocks.CharBlock(max_length=80, label=_("图名"), help_text=_("如“2025年全市财政支出构成”。"))
    kind = blocks.ChoiceBlock(ChartKind.choices, default=ChartKind.BAR, label=_("图形"))
    unit = blocks.CharBlock(required=False, max_length=20, label=_("单位"), help_text=_("如“亿元”“万人”“%”。"))
    table = ChartTableBlock()
    note = blocks.TextBlock(
        required=False, max_length=300, label=_("说明"), help_text=_("图中最值得读者注意的一两句话。")
    )
    source = blocks.CharBlock(required=False, max_length=120, label=_("数据来源"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if found := table_problems(cleaned["kind"], cleaned["unit"] or "", cleaned["table"]):
            errors = [ValidationError(problem) for problem in found[:5]]
            raise StructBlockValidationError({"table": TypedTableBlockValidationError(non_block_errors=errors)})
        return cleaned

    def figure(self, value: Any) -> Any:
        """What is drawn; None for a draft whose table cannot be drawn yet."""
        return figure_of(value["kind"], value["title"], value["unit"] or "", value["table"])

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        figure = self.figure(value)
        name = context.get("anchor") or get_random_string(8)
        return {**context, "drawing": draw(figure, name) if figure else "", "table": value["table"]}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Everything but the drawing: {title, kind, unit, table, note, source}."""
        table = self.child_blocks["table"].get_api_representation(value["table"], context)
        return {
            "title": value["title"],
            "kind": value["kind"],
            "unit": value["unit"] or "",
            "table": {**table, "caption": table["caption"] or value["title"]},
            "note": value["note"] or "",
            "source": value["source"] or "",
        }

    class Meta:
        icon = "table"
        label = _("数据")
        template = "cms/blocks/chart.html"
        description = _("由数据表自动绘制的图，图下附数据表")
