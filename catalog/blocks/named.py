"""Rows that name another publication: of this platform (chosen), or of elsewhere (title and address typed)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Site

from cms.blocks import PublicationChooserBlock, uid_of
from cms.blocks.address import WebAddressBlock
from cms.references import references


class NamedBlock(blocks.StructBlock):
    """One publication. Blocks of this kind declare their own `document`, which says what can be chosen."""

    document = PublicationChooserBlock(required=False, label=_("本平台的信息"))
    title = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("其他网站的标题"),
        help_text=_("本平台没有的，填写标题和网址；已在上面选择的，请留空。"),
    )
    url = WebAddressBlock(label=_("网址"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        title, url = (cleaned["title"] or "").strip(), cleaned["url"] or ""
        errors = {}
        if cleaned["document"] and (title or url):
            errors["title"] = ValidationError(_("已选择本平台的信息，标题和网址请留空。"))
        elif not cleaned["document"] and not title:
            errors["document"] = ValidationError(_("请选择本平台的信息；本平台没有的，填写标题和网址。"))
        elif not cleaned["document"] and not url:
            errors["url"] = ValidationError(_("请填写网址，读者由此查看原文。"))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """{document: {uid, title, url} | null, title, url}."""
        site = Site.find_for_request((context or {}).get("request"))
        uid = uid_of(value["document"])
        return {
            "document": references(site, [uid])[uid].as_json() if uid and site else None,
            "title": value["title"] or "",
            "url": value["url"] or None,
        }

    class Meta:
        icon = "link"
        template = "catalog/blocks/named.html"


class AppointingDocumentBlock(NamedBlock):
    """The official document by which somebody is appointed."""

    document = PublicationChooserBlock(
        page_type=["catalog.OfficialDocumentPage"],
        required=False,
        label=_("本平台的文件"),
        help_text=_("任免通知已作为公文在本平台发布的，请在这里选择。"),
    )

    class Meta:
        label = _("任免文件")


class AppointingDocumentsBlock(blocks.StreamBlock):
    document = AppointingDocumentBlock()

    class Meta:
        label = _("任免文件")
        max_num = 1


class ProcurementNoticeBlock(NamedBlock):
    """Another announcement of a procurement."""

    document = PublicationChooserBlock(page_type=["catalog.ProcurementPage"], required=False, label=_("本平台的公告"))

    class Meta:
        label = _("公告")


class CorrectedNoticeBlock(blocks.StreamBlock):
    notice = ProcurementNoticeBlock(label=_("被更正的公告"))

    class Meta:
        label = _("被更正的公告")
        max_num = 1


class EarlierNoticesBlock(blocks.StreamBlock):
    notice = ProcurementNoticeBlock(label=_("先前的公告"))

    class Meta:
        label = _("先前的公告")
