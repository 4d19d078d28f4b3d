"""案例、问答、术语: what makes a rule plain."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import ParagraphBlock

from .sections import HeadedBlock, heading


class CaseBlock(HeadedBlock):
    """An example: somebody's situation, and what the document means for it."""

    heading = blocks.CharBlock(max_length=80, label=_("案例名称"), help_text=_("如“案例一：小微企业如何申请补贴”。"))
    situation = blocks.TextBlock(label=_("情形"), help_text=_("不写真实姓名、证件号码、电话和住址。"))
    answer = ParagraphBlock(label=_("按政策怎么办"))

    class Meta:
        icon = "user"
        label = _("案例")
        template = "catalog/blocks/case.html"
        preview_value = {
            "heading": _("案例一：灵活就业人员参保"),
            "situation": _("小王是外卖骑手，没有固定单位。"),
            "answer": "<p>可以在居住地以灵活就业人员身份参加职工医疗保险。</p>",
        }
        description = _("用一个例子说明政策怎样适用")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("问"))
    answer = ParagraphBlock(label=_("答"))

    class Meta:
        label = _("一问一答")


class QuestionsBlock(HeadedBlock):
    """Questions that people ask, each with its answer."""

    heading = heading(_("政策问答"))
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("问答"))

    class Meta:
        icon = "help"
        label = _("问答")
        template = "catalog/blocks/questions.html"
        preview_value = {
            "heading": _("政策问答"),
            "items": [{"question": _("谁可以申请？"), "answer": "<p>在本市登记的小微企业均可申请。</p>"}],
        }
        description = _("群众和企业常问的问题及回答")


class TermBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=60, label=_("术语"))
    explanation = blocks.TextBlock(label=_("解释"), help_text=_("用日常的话说明白，不用另一个术语解释。"))

    class Meta:
        label = _("术语")


class TermsBlock(HeadedBlock):
    """Words of the document that not everybody knows."""

    heading = heading(_("名词解释"))
    items = blocks.ListBlock(TermBlock(), min_num=1, label=_("术语"))

    class Meta:
        icon = "openquote"
        label = _("术语")
        template = "catalog/blocks/terms.html"
        preview_value = {
            "heading": _("名词解释"),
            "items": [{"term": _("海绵城市"), "explanation": _("下雨时能吸水、蓄水，需要时再把水用起来的城市。")}],
        }
        description = _("文件中不易懂的词语及解释")
