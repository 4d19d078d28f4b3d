"""Tables whose columns have types, so that programs can read them and screens can align them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

PREVIEW = {
    "caption": "2025年第三季度空气质量",
    "columns": [{"type": "text", "heading": "月份"}, {"type": "number", "heading": "优良天数"}],
    "rows": [{"values": ["7月", 31]}, {"values": ["8月", 30]}, {"values": ["9月", 29]}],
}


class NumberBlock(blocks.DecimalBlock):
    """A decimal that prepares as JSON keeps it: a form that was sent back as it came must not count as changed.

    A float is what it is written as: 3.1, not the binary fraction nearest to it.
    """

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value) if isinstance(value, float) else value)

    def get_prep_value(self, value: Any) -> str | None:
        return plain(value)


class OfficialTableBlock(TypedTableBlock):
    """A table with a heading row; each column holds text or numbers."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.TextBlock(required=False, label=_("文字"))),
            ("number", NumberBlock(required=False, label=_("数字"))),
        ]
        super().__init__(local_blocks or columns, **kwargs)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """`columns` as type and heading, `rows` as lists of strings or null, in column order."""
        return {
            "caption": value.caption or "",
            "columns": [{"type": column["block"].name, "heading": column["heading"]} for column in value.columns],
            "rows": [[plain(cell.value) for cell in row] for row in value.rows],
        }

    class Meta:
        icon = "table"
        label = _("表格")
        template = "cms/blocks/table.html"
        preview_value = PREVIEW
        description = _("带表头的数据表，每列为文字或数字")


def plain(value: Any) -> str | None:
    """A cell as a string; an empty cell is None."""
    return None if value in (None, "") else str(value)
