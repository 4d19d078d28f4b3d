"""流程: steps in their order, drawn as a chart and told as a list."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..charts.flow import FEWEST_STEPS, MOST_STEPS, draw_flow, flow_of


class StepKind(models.TextChoices):
    STEP = "step", _("步骤")
    DECISION = "decision", _("判断")


class StepBlock(blocks.StructBlock):
    """One step, or a question whose answer 是 leads on and whose answer 否 leads to `otherwise`."""

    kind = blocks.ChoiceBlock(StepKind.choices, default=StepKind.STEP, label=_("类型"))
    name = blocks.CharBlock(
        max_length=30, label=_("名称"), help_text=_("步骤如“窗口受理”；判断写成问句，如“材料是否齐全”。")
    )
    actor = blocks.CharBlock(required=False, max_length=30, label=_("由谁办理"), help_text=_("如“申请人”“综合窗口”。"))
    time = blocks.CharBlock(required=False, max_length=20, label=_("时限"), help_text=_("如“2个工作日”“当场”。"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("说明"))
    otherwise = blocks.CharBlock(
        required=False, max_length=60, label=_("否则怎么办"), help_text=_("只有判断才填，如“一次性告知补正”。")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        otherwise = (cleaned["otherwise"] or "").strip()
        if cleaned["kind"] == StepKind.DECISION and not otherwise:
            raise StructBlockValidationError(
                {"otherwise": ValidationError(_("判断须写明回答“否”时怎么办，如“一次性告知补正”。"))}
            )
        if cleaned["kind"] == StepKind.STEP and otherwise:
            raise StructBlockValidationError(
                {"otherwise": ValidationError(_("步骤没有“否则”；需要分情况的，类型请选“判断”。"))}
            )
        return cleaned

    class Meta:
        label = _("步骤")
        form_classname = "struct-block flow-step"


class FlowBlock(blocks.StructBlock):
    """A process. The drawing follows from the steps; whoever does not see it reads the list."""

    outline_level: ClassVar[int] = 2

    heading = blocks.CharBlock(max_length=40, default=_("办理流程"), label=_("标题"))
    steps = blocks.ListBlock(StepBlock(), min_num=FEWEST_STEPS, max_num=MOST_STEPS, label=_("步骤"))

    def outline(self, value: Any) -> tuple[int, str]:
        return self.outline_level, value["heading"]

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        flow = flow_of(value["heading"], value["steps"])
        travels = (parent_context or {}).get("travels")
        name = context.get("anchor") or get_random_string(8)
        return {**context, "flow": flow, "drawing": "" if travels else draw_flow(flow, name)}

    class Meta:
        icon = "order-down"
        label = _("流程图")
        template = "cms/blocks/flow.html"
        preview_value = {
            "heading": _("办理流程"),
            "steps": [
                {"kind": "step", "name": _("提交申请"), "actor": _("申请人")},
                {"kind": "decision", "name": _("材料是否齐全"), "otherwise": _("一次性告知补正")},
                {"kind": "step", "name": _("受理并发证"), "actor": _("综合窗口"), "time": _("当场")},
            ],
        }
        description = _("按步骤自动绘制的流程图，图旁附文字步骤")
