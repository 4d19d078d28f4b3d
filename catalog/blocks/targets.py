"""规划指标: what a plan wants to reach, and how far it got."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.figures import DecimalColumn

from ..vocabularies import TargetNature


class TargetBlock(blocks.StructBlock):
    """One target. A value that is no number ("完成省下达任务") is told in words."""

    field = blocks.CharBlock(required=False, max_length=40, label=_("领域"), help_text=_("如“经济发展”“民生福祉”。"))
    name = blocks.CharBlock(max_length=80, label=_("指标名称"), help_text=_("如“森林覆盖率”。"))
    nature = blocks.ChoiceBlock(TargetNature.choices, default=TargetNature.EXPECTED, label=_("属性"))
    unit = blocks.CharBlock(
        required=False, max_length=20, label=_("单位"), help_text=_("如“%”“亿元”；没有单位的留空。")
    )
    base = DecimalColumn(label=_("基期值"), help_text=_("规划期前一年的数值。"))
    target = DecimalColumn(label=_("目标值"), help_text=_("规划期末的数值。"))
    target_words = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("目标（文字）"),
        help_text=_("目标不是一个数字的填写，如“完成省下达任务”。"),
    )
    now = DecimalColumn(label=_("最新进展值"), help_text=_("还没有数据的留空。"))
    note = blocks.CharBlock(required=False, max_length=120, label=_("进展说明"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        words = (cleaned["target_words"] or "").strip()
        if self.is_deferred_validation:
            return cleaned
        if cleaned["target"] is None and not words:
            raise StructBlockValidationError(
                {"target": ValidationError(_("请填写目标值；不是数字的，填写“目标（文字）”。"))}
            )
        if cleaned["target"] is not None and words:
            message = _("目标值和“目标（文字）”只填一项。")
            raise StructBlockValidationError({"target_words": ValidationError(message)})
        if cleaned["now"] is not None and cleaned["target"] is None and not (cleaned["note"] or "").strip():
            message = _("目标以文字表示的，请在进展说明中写明完成情况。")
            raise StructBlockValidationError({"note": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "tick"
        label = _("指标")
        description = _("约束性或者预期性指标，基期值、目标值和进展")


class TargetsBlock(blocks.StreamBlock):
    target = TargetBlock()

    class Meta:
        label = _("主要指标")


def progress(value: Any) -> Decimal | None:
    """How much of the way from base to target is done, in per cent, 0 to 100; None where it cannot be told."""
    base, target, now = value["base"], value["target"], value["now"]
    if None in (base, target, now) or base == target:
        return None
    done = (now - base) * 100 / (target - base)
    return min(max(done, Decimal(0)), Decimal(100)).quantize(Decimal(1))
