"""Pictures and attachments."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from ..json_schema import FILE, PICTURE, TEXT, Schema, exactly
from ..renditions import shown_picture

WIDTHS = "width-1200"


class PictureBlock(blocks.StructBlock):
    """A picture with its text alternative (GB/T 37668), or marked as decoration."""

    image = ImageChooserBlock(label=_("图片"))
    alt = blocks.CharBlock(
        required=False, max_length=200, label=_("替代文字"), help_text=_("向看不见图片的读者说明图片内容。")
    )
    decorative = blocks.BooleanBlock(required=False, label=_("仅作装饰，不需替代文字"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("图注"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["decorative"] and not cleaned["alt"].strip():
            message = _("请填写替代文字；图片只起装饰作用的，请勾选“仅作装饰”。")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return cleaned

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {**picture(value), "caption": value["caption"]}

    def get_api_schema(self) -> Schema:
        return exactly({**PICTURE["properties"], "caption": TEXT})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        private = is_preview(parent_context)
        return {**super().get_context(value, parent_context), "picture": picture(value, private=private)}

    class Meta:
        icon = "image"
        label = _("图片")
        template = "cms/blocks/image.html"
        description = _("图片须有替代文字，或标明仅作装饰")


def is_preview(context: Any) -> bool:
    """True when a draft is shown inside the admin, where files are read at their private addresses."""
    request = (context or {}).get("request")
    return bool(getattr(request, "is_preview", False))


def picture(value: Any, *, private: bool = False) -> dict[str, Any]:
    """`url` (path), `width`, `height` in pixels and `alt` of a picture block; without address when the
    image, or its file, is gone."""
    alt = "" if value.get("decorative") else value.get("alt") or ""
    return shown_picture(value.get("image"), WIDTHS, alt=alt, private=private)


class AttachmentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("文件"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("名称"), help_text=_("不填则用文件的标题。"))

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return attachment(value)

    def get_api_schema(self) -> Schema:
        return FILE

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        private = is_preview(parent_context)
        return {**super().get_context(value, parent_context), "attachment": attachment(value, private=private)}

    class Meta:
        icon = "doc-full"
        label = _("附件")
        template = "cms/blocks/attachment.html"
        description = _("供下载的文件")


def attachment(value: Any, *, private: bool = False) -> dict[str, Any]:
    """`url` (path), `title`, `type` (MIME), `size` in bytes and `sha256` of an attachment; empty when it is gone."""
    document = value.get("document")
    if document is None:
        return {"url": "", "title": value.get("title") or "", "type": "", "size": 0, "sha256": ""}
    return {
        "url": document.url if private else document.public_url,
        "title": value["title"] or document.title,
        "type": document.mime_type,
        "size": document.get_file_size() or 0,
        "sha256": document.sha256,
    }
