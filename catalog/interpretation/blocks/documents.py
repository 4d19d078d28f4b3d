"""解读的文件: the documents that an interpretation explains, of this platform or of elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Site

from cms.blocks import PublicationChooserBlock, StrictStreamBlock, uid_of
from cms.blocks.address import WebAddressBlock
from cms.references import references


class DocumentBlock(blocks.StructBlock):
    """One document: chosen, or typed with title and address."""

    document = PublicationChooserBlock(
        page_type=["catalog.OfficialDocumentPage"],
        required=False,
        label=_("本平台的文件"),
        help_text=_("能选到的请在这里选，双方页面互相显示；标题、文号和网址由系统填写。"),
    )
    title = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("其他文件的标题"),
        help_text=_("本平台没有的文件（如上级文件），填写标题、文号和网址。"),
    )
    number = blocks.CharBlock(required=False, max_length=80, label=_("发文字号"))
    url = WebAddressBlock(label=_("网址"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        typed = [name for name in ("title", "number", "url") if (cleaned[name] or "").strip()]
        if cleaned["document"] and typed:
            errors[typed[0]] = ValidationError(_("已选择本平台的文件，标题、文号和网址请留空。"))
        if not cleaned["document"] and not typed:
            errors["document"] = ValidationError(_("请选择所解读的文件；本平台没有的，填写标题和网址。"))
        elif not cleaned["document"]:
            if not cleaned["title"].strip():
                errors["title"] = ValidationError(_("请填写文件的标题。"))
            if not cleaned["url"]:
                errors["url"] = ValidationError(_("请填写文件的网址，读者由此查看原文。"))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """{document: {uid, title, url} | null, title, number, url}."""
        site = Site.find_for_request((context or {}).get("request"))
        uid = uid_of(value["document"])
        return {
            "document": references(site, [uid])[uid].as_json() if uid and site else None,
            "title": value["title"] or "",
            "number": value["number"] or "",
            "url": value["url"] or None,
        }

    class Meta:
        icon = "doc-full"
        label = _("文件")
        template = "catalog/blocks/interpreted.html"


class DocumentsBlock(StrictStreamBlock):
    """Every document that is explained."""

    document = DocumentBlock()

    class Meta:
        label = _("解读的文件")
