"""How a topic says what it gathers: rules, and sections of chosen publications."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..keywords import keywords_from_text
from ..topics import vocabulary
from .publication import PublicationChooserBlock


class CodeBlock(blocks.ChoiceBlock):
    """A choice among codes: what is stored is what was chosen, so that reading it does not ask for all choices."""

    def normalize_choice(self, value: Any) -> Any:
        return value


class RuleBlock(blocks.StructBlock):
    """Publications that meet all that is filled in."""

    kind = blocks.ChoiceBlock(vocabulary.kinds, required=False, label=_("类型"))
    theme = blocks.ChoiceBlock(
        vocabulary.themes, required=False, label=_("主题分类"), help_text=_("选一级分类的，包括其下全部二级分类。")
    )
    organ = CodeBlock(vocabulary.organs, required=False, label=_("发布机构"))
    column = blocks.PageChooserBlock(
        page_type=["cms.ColumnPage"], required=False, label=_("栏目"), help_text=_("包括其下的栏目。")
    )
    keywords = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("关键词"),
        help_text=_("有其中一个即可，以逗号、顿号或空格分隔；须与信息的关键词完全相同，填“养老”找不到“养老服务”。"),
    )
    since = blocks.DateBlock(required=False, label=_("发布日期自"))
    until = blocks.DateBlock(required=False, label=_("发布日期至"), help_text=_("当天也包括在内。"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        narrowing = ("theme", "column", "keywords", "organ", "kind")
        if cleaned["keywords"].strip() and not keywords_from_text(cleaned["keywords"]):
            message = _("没有读到关键词，请以逗号、顿号或空格分隔。")
            raise StructBlockValidationError({"keywords": ValidationError(message)})
        if not any(cleaned[name] for name in narrowing):
            message = _("请至少填写类型、主题分类、发布机构、栏目、关键词中的一项。")
            raise StructBlockValidationError({"keywords": ValidationError(message)})
        if cleaned["since"] and cleaned["until"] and cleaned["until"] < cleaned["since"]:
            raise StructBlockValidationError({"until": ValidationError(_("截止日期不能早于起始日期。"))})
        return cleaned

    class Meta:
        icon = "list-ul"
        label = _("收录条件")
        template = "cms/blocks/rule.html"
        description = _("符合条件的信息发布后自动收入，撤下后自动移出")


class RulesBlock(blocks.StreamBlock):
    rule = RuleBlock()

    class Meta:
        label = _("自动收录")


class TopicSectionBlock(blocks.StructBlock):
    """Chosen publications under a heading, in the order in which they are shown."""

    heading = blocks.CharBlock(max_length=60, label=_("小标题"), help_text=_("如“工作部署”“媒体关注”。"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("说明"))
    publications = blocks.ListBlock(PublicationChooserBlock(label=_("信息")), min_num=1, label=_("信息"))

    def clean(self, value: Any) -> Any:
        from ..models import TopicPage

        cleaned = super().clean(value)
        chosen = [one.pk for one in cleaned["publications"]]
        errors: dict[str, Any] = {}
        if len(set(chosen)) < len(chosen):
            errors["heading"] = ValidationError(_("有信息重复选择，请删去重复的。"))
        if any(issubclass(one.specific_class, TopicPage) for one in cleaned["publications"]):
            errors["heading"] = ValidationError(_("专题不能收入其他专题，请改选其中的信息。"))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "list-ol"
        label = _("编排")
        template = "cms/blocks/topic_section.html"
        description = _("人工选择的信息，按所列的先后显示")


class TopicSectionsBlock(blocks.StreamBlock):
    section = TopicSectionBlock()

    class Meta:
        label = _("编排")
