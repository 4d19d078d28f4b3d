"""新旧对照: the old text and the new one, clause by clause."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .sections import HeadedBlock, heading


class ClauseBlock(blocks.StructBlock):
    """One clause; an empty side means that it was added, or that it was struck out."""

    clause = blocks.CharBlock(
        required=False, max_length=80, label=_("条款或事项"), help_text=_("如“第六条”“补贴标准”。")
    )
    old = blocks.TextBlock(required=False, label=_("原规定"), help_text=_("新增的留空。"))
    new = blocks.TextBlock(required=False, label=_("新规定"), help_text=_("删去的留空。"))
    note = blocks.CharBlock(required=False, max_length=200, label=_("变化要点"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        old, new = (cleaned["old"] or "").strip(), (cleaned["new"] or "").strip()
        if not old and not new:
            raise StructBlockValidationError({"new": ValidationError(_("原规定和新规定至少填写一项。"))})
        if old == new:
            message = _("新旧规定完全相同，没有变化的条款不必列入；请核对，或者删去这一项。")
            raise StructBlockValidationError({"new": ValidationError(message)})
        return cleaned

    class Meta:
        label = _("条款")


class ComparisonBlock(HeadedBlock):
    heading = heading(_("新旧对照"))
    old_title = blocks.CharBlock(
        max_length=120, default=_("原规定"), label=_("原文件"), help_text=_("表头显示，如“2019年版”或者原文件名称。")
    )
    new_title = blocks.CharBlock(max_length=120, default=_("新规定"), label=_("新文件"))
    items = blocks.ListBlock(ClauseBlock(), min_num=1, label=_("条款"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        has = {name: any((item[name] or "").strip() for item in value["items"]) for name in ("clause", "note")}
        return {**context, "has": has}

    class Meta:
        icon = "resubmit"
        label = _("新旧对照")
        template = "catalog/blocks/comparison.html"
        preview_value = {
            "heading": _("新旧对照"),
            "old_title": _("原规定"),
            "new_title": _("新规定"),
            "items": [{"clause": _("补贴标准"), "old": _("每人每月300元"), "new": _("每人每月500元"), "note": ""}],
        }
        description = _("按条款列出新旧规定的不同")
