"""Rows of an announcement: suppliers, and what a correction changes."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..blocks.amounts import AmountBlock

CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
MOST_RANKS = 30


class SupplierBlock(blocks.StructBlock):
    """A supplier or bidder: proposed, in its rank, or awarded."""

    lot = blocks.CharBlock(
        required=False, max_length=60, label=_("包号（标段）"), help_text=_("分包、分标段的填写，如“第1包”。")
    )
    rank = blocks.IntegerBlock(
        required=False, min_value=1, max_value=MOST_RANKS, label=_("排名"), help_text=_("候选人、按得分排序的填写。")
    )
    name = blocks.CharBlock(max_length=120, label=_("供应商（投标人）名称"), help_text=_("与营业执照一致的全称。"))
    credit_code = blocks.CharBlock(required=False, max_length=18, label=_("统一社会信用代码"))
    address = blocks.CharBlock(required=False, max_length=200, label=_("地址"))
    price = AmountBlock(
        required=False, label=_("报价（中标、成交金额）"), help_text=_("单位为元，如“1280000”或者“1,280,000.50”。")
    )
    price_note = blocks.CharBlock(
        required=False, max_length=120, label=_("报价说明"), help_text=_("按费率、下浮率、单价报价的在此写明。")
    )
    terms = blocks.CharBlock(
        required=False, max_length=200, label=_("质量、工期（交货期）"), help_text=_("如“合格，180日历天”。")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        code = (cleaned["credit_code"] or "").strip().upper()
        if code and not CREDIT_CODE.fullmatch(code):
            message = _("统一社会信用代码为18位数字和大写字母，请与营业执照核对；没有的留空。")
            raise StructBlockValidationError({"credit_code": ValidationError(message)})
        cleaned["credit_code"] = code
        return cleaned

    class Meta:
        icon = "group"
        label = _("供应商")
        template = "catalog/blocks/supplier.html"


class SuppliersBlock(blocks.StreamBlock):
    supplier = SupplierBlock()

    class Meta:
        label = _("供应商")


class CorrectionBlock(blocks.StructBlock):
    """One thing that a correction changes."""

    item = blocks.CharBlock(max_length=120, label=_("更正事项"), help_text=_("如“提交投标文件截止时间”。"))
    before = blocks.TextBlock(required=False, max_length=1000, label=_("更正前"))
    after = blocks.TextBlock(required=False, max_length=1000, label=_("更正后"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        before, after = (cleaned["before"] or "").strip(), (cleaned["after"] or "").strip()
        if not before and not after:
            raise StructBlockValidationError(
                {"after": ValidationError(_("请填写更正后的内容；删去的，填写更正前的内容。"))}
            )
        if before == after:
            raise StructBlockValidationError({"after": ValidationError(_("更正前后的内容相同，请核对。"))})
        return cleaned

    class Meta:
        icon = "edit"
        label = _("更正事项")
        template = "catalog/blocks/correction.html"


class CorrectionsBlock(blocks.StreamBlock):
    correction = CorrectionBlock()

    class Meta:
        label = _("更正事项")
