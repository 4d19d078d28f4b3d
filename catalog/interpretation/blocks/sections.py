"""背景依据、目标任务、主要内容: running text under a heading that says what it is."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import ParagraphBlock


class HeadedBlock(blocks.StructBlock):
    """A block that opens with a heading, `heading`, which stands in the table of contents."""

    outline_level: ClassVar[int] = 2

    def outline(self, value: Any) -> tuple[int, str]:
        return self.outline_level, value["heading"]


def heading(default: Any) -> blocks.CharBlock:
    return blocks.CharBlock(max_length=80, default=default, label=_("标题"))


class BackgroundBlock(HeadedBlock):
    """Why the document was made, and on what it rests."""

    heading = heading(_("背景依据"))
    text = ParagraphBlock(label=_("内容"), help_text=_("为什么制定，依据哪些法律法规和上级文件。"))

    class Meta:
        icon = "history"
        label = _("背景依据")
        template = "catalog/blocks/section.html"
        preview_value = {"heading": _("背景依据"), "text": "<p>为贯彻上级文件精神，结合我市实际，制定本办法。</p>"}
        description = _("制定文件的背景和依据")


class AimsBlock(HeadedBlock):
    """What is to be reached, by when."""

    heading = heading(_("目标任务"))
    text = ParagraphBlock(label=_("内容"), help_text=_("要达到什么目标，分几步，到什么时候。"))

    class Meta:
        icon = "crosshairs"
        label = _("目标任务")
        template = "catalog/blocks/section.html"
        preview_value = {"heading": _("目标任务"), "text": "<p>到2027年，城区公共停车位增加1.2万个。</p>"}
        description = _("文件要达到的目标和主要任务")


class PointsBlock(HeadedBlock):
    """What the document says, in the reader's words: whom it concerns, what is new, from when."""

    heading = heading(_("主要内容"))
    text = ParagraphBlock(
        label=_("内容"), help_text=_("说清适用范围、执行标准、惠民利企举措和注意事项，不要简单摘抄原文。")
    )

    class Meta:
        icon = "list-ul"
        label = _("主要内容")
        template = "catalog/blocks/section.html"
        preview_value = {"heading": _("主要内容"), "text": "<p>本办法共五章二十八条，主要规定了以下内容。</p>"}
        description = _("文件的要点：谁受影响、有什么变化、怎么办")
