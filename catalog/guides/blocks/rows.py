"""Rows beside the materials: 收费标准、办理结果、常见问题、生命周期主题."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from ..vocabularies import BusinessTopic, PersonalTopic, ResultKind

MOST_MONEY = Decimal("100000000")


class FeeBlock(blocks.StructBlock):
    """What is paid for what: an amount in 元 for each unit, or a rule in words where no one amount holds."""

    name = blocks.CharBlock(max_length=80, label=_("收费项目"), help_text=_("如“不动产登记费”。"))
    amount = blocks.DecimalBlock(
        required=False, min_value=0, max_value=MOST_MONEY, decimal_places=2, label=_("金额（元）")
    )
    unit = blocks.CharBlock(required=False, max_length=20, label=_("计费单位"), help_text=_("如“件”“证”“平方米”。"))
    standard = blocks.TextBlock(
        required=False,
        max_length=300,
        label=_("收费标准说明"),
        help_text=_("不是固定金额的，在此写明怎样计算、减免哪些人。"),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, Any] = {}
        if cleaned["amount"] is None and not (cleaned["standard"] or "").strip():
            errors["amount"] = ValidationError(_("请填写金额；不是固定金额的，请写明收费标准。"))
        if cleaned["amount"] is not None and not (cleaned["unit"] or "").strip():
            errors["unit"] = ValidationError(_("请填写计费单位，如“件”。"))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "tag"
        label = _("收费项目")


class FeesBlock(blocks.StreamBlock):
    fee = FeeBlock()

    class Meta:
        label = _("收费标准")
        required = False


class ResultBlock(blocks.StructBlock):
    """What the applicant gets in the end."""

    name = blocks.CharBlock(max_length=120, label=_("结果名称"), help_text=_("如“食品经营许可证”。"))
    kind = blocks.ChoiceBlock(ResultKind.choices, default=ResultKind.CERTIFICATE, label=_("结果类型"))
    delivery = blocks.CharBlock(
        max_length=120, label=_("送达方式"), help_text=_("如“窗口领取、邮寄送达、网上下载电子证照”。")
    )
    sample = DocumentChooserBlock(required=False, label=_("结果样本"), help_text=_("其中的姓名、证件号码须为虚构。"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("办理结果")


class ResultsBlock(blocks.StreamBlock):
    result = ResultBlock()

    class Meta:
        label = _("办理结果")
        required = False


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("问"))
    answer = blocks.TextBlock(max_length=1000, label=_("答"))

    class Meta:
        icon = "help"
        label = _("问答")


class QuestionsBlock(blocks.StreamBlock):
    question = QuestionBlock()

    class Meta:
        label = _("常见问题")
        required = False


class TopicsBlock(blocks.StreamBlock):
    """Stages in the life of a person or of a business in which the guide is needed."""

    personal = blocks.ChoiceBlock(PersonalTopic.choices, icon="user", label=_("个人生命周期主题"))
    business = blocks.ChoiceBlock(BusinessTopic.choices, icon="home", label=_("企业生命周期主题"))

    class Meta:
        label = _("生命周期主题")
        required = False
