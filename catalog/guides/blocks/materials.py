"""办理材料: what the applicant brings, one row each, with its blank form and a sample."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from ..vocabularies import MaterialForm, MaterialSource, Necessity

MOST_COPIES = 20


class MaterialBlock(blocks.StructBlock):
    """One material. `copies` counts what is handed in; 0 for what the office fetches itself."""

    name = blocks.CharBlock(max_length=120, label=_("材料名称"), help_text=_("如“公共租赁住房申请表”“居民身份证”。"))
    source = blocks.ChoiceBlock(MaterialSource.choices, default=MaterialSource.APPLICANT, label=_("来源渠道"))
    form = blocks.ChoiceBlock(MaterialForm.choices, default=MaterialForm.ORIGINAL, label=_("材料形式"))
    copies = blocks.IntegerBlock(
        min_value=0, max_value=MOST_COPIES, default=1, label=_("份数"), help_text=_("通过数据共享取得的填0。")
    )
    necessity = blocks.ChoiceBlock(Necessity.choices, default=Necessity.REQUIRED, label=_("必要性"))
    needs_form = blocks.BooleanBlock(
        required=False, label=_("须填写固定格式的表格"), help_text=_("勾选的，发布前须上传空白表格。")
    )
    blank_form = DocumentChooserBlock(required=False, label=_("空白表格"))
    sample = DocumentChooserBlock(
        required=False, label=_("示例样表"), help_text=_("已填好的样表，其中的姓名、证件号码须为虚构。")
    )
    note = blocks.TextBlock(
        required=False, max_length=300, label=_("说明"), help_text=_("填写要求、适用情形、签名盖章要求等。")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, Any] = {}
        shared = cleaned["source"] == MaterialSource.SHARED
        if shared and cleaned["copies"]:
            errors["copies"] = ValidationError(_("通过数据共享取得的材料不得再要求提交，份数请填0。"))
        if not shared and not cleaned["copies"]:
            errors["copies"] = ValidationError(_("请填写须提交的份数，至少1份；无须提交的，来源渠道请选“数据共享”。"))
        if cleaned["blank_form"] and not cleaned["needs_form"]:
            errors["needs_form"] = ValidationError(
                _("已上传空白表格，请勾选“须填写固定格式的表格”，或者删去空白表格。")
            )
        if cleaned["necessity"] == Necessity.SOMETIMES and not (cleaned["note"] or "").strip():
            errors["note"] = ValidationError(_("只在特定情形下提交的，请写明是什么情形。"))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "clipboard-list"
        label = _("材料")


class MaterialsBlock(blocks.StreamBlock):
    material = MaterialBlock()

    class Meta:
        label = _("办理材料")
        required = False
