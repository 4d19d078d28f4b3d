"""Headings, paragraphs, quotations and notice boxes."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from ..json_schema import TEXT, Schema, closed, exactly
from ..richtext import clean_source, public_html

PARAGRAPH_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link"]


def site_of_page(context: Any) -> int | None:
    """Id of the site of the `page` that is shown, from which addresses of its text are told."""
    page = (context or {}).get("page")
    parts = page.get_url_parts() if isinstance(page, Page) else None
    return parts[0] if parts else None


def outline_of(block: Any) -> tuple[int, str] | None:
    """(level, text) of the heading with which a bound block opens; None for one that opens without."""
    told = getattr(block.block, "outline", None)
    return told(block.value) if told else None


class HeadingBlock(blocks.StructBlock):
    """A heading of level 2 to 4; official texts number theirs 一、 then （一） then 1."""

    level = blocks.ChoiceBlock(
        [("2", _("一级（一、）")), ("3", _("二级（（一））")), ("4", _("三级（1.）"))], default="2", label=_("层级")
    )
    text = blocks.CharBlock(max_length=200, label=_("标题文字"))

    def outline(self, value: Any) -> tuple[int, str]:
        return int(value["level"]), value["text"]

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {"level": int(value["level"]), "text": value["text"]}

    def get_api_schema(self) -> Schema:
        levels = self.child_blocks["level"].field.choices
        return exactly({"level": closed((int(level), label) for level, label in levels if level), "text": TEXT})

    class Meta:
        icon = "title"
        label = _("小标题")
        template = "cms/blocks/heading.html"
        preview_value = {"level": "2", "text": _("一、总体要求")}
        description = _("正文中的层级标题，用于生成目录")


class ParagraphBlock(blocks.RichTextBlock):
    """Running text. What comes in is cleaned against the allow-list, whichever way it comes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    def clean(self, value: RichText) -> RichText:
        return super().clean(RichText(clean_source(value.source)))

    def get_prep_value(self, value: Any) -> str:
        return clean_source(super().get_prep_value(value))

    def get_api_representation(self, value: RichText, context: Any = None) -> dict[str, str]:
        site = Site.find_for_request((context or {}).get("request"))
        return {"html": public_html(value.source, site.pk if site else None)}

    def render_basic(self, value: RichText, context: Any = None) -> SafeString:
        return format_html("{}", public_html(value.source, site_of_page(context)))

    class Meta:
        icon = "pilcrow"
        label = _("段落")
        template = "cms/blocks/paragraph.html"
        preview_value = RichText("<p>为进一步规范政务信息公开工作，现将有关事项通知如下。</p>")
        description = _("正文文字，可加粗、列表和链接")


class QuotationBlock(blocks.StructBlock):
    """Words of another text or person."""

    text = blocks.TextBlock(label=_("引文"))
    source = blocks.CharBlock(required=False, max_length=120, label=_("出处"))

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, str]:
        return {"text": value["text"], "source": value["source"]}

    class Meta:
        icon = "openquote"
        label = _("引文")
        template = "cms/blocks/quotation.html"
        preview_value = {"text": _("先审查、后公开。"), "source": _("信息发布保密审查制度")}
        description = _("引用法规、讲话或他人的原文")


class NoticeBlock(blocks.StructBlock):
    """A box for what readers must not miss."""

    kind = blocks.ChoiceBlock(
        [("info", _("说明")), ("important", _("重要提示")), ("warning", _("警示"))], default="info", label=_("类型")
    )
    title = blocks.CharBlock(required=False, max_length=80, label=_("标题"))
    text = blocks.TextBlock(label=_("内容"))

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, str]:
        return {"kind": value["kind"], "title": value["title"], "text": value["text"]}

    class Meta:
        icon = "info-circle"
        label = _("提示框")
        template = "cms/blocks/notice.html"
        preview_value = {"kind": "important", "title": _("报名截止"), "text": _("逾期不再受理，请提前准备材料。")}
        description = _("需要读者特别留意的内容")
