"""What may be uploaded, judged by content and not by name."""

from pathlib import PurePath
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from intake.filetypes import identify
from intake.images import BadImage, reencode

DOCUMENT_TYPES = {"pdf", "ofd", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "ole", "txt", "zip"}
"""Codes of `intake.filetypes` that may be attached."""
PLAIN_TEXT = {"txt": "text/plain", "csv": "text/csv", "vtt": "text/vtt"}
IMAGE_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def document_mime_type(file: File) -> str:
    """MIME type of an attachment, by its content.

    Raises ValidationError on `file` for a type that is not taken, and when content and extension disagree.
    """
    extension = PurePath(file.name or "").suffix.lstrip(".").lower()
    found = identify(cast(BinaryIO, file))
    if found.code == "txt" and extension in PLAIN_TEXT:
        return PLAIN_TEXT[extension]
    if found.code == "empty":
        raise ValidationError({"file": _("文件是空的，请检查后重新上传。")})
    if found.code not in DOCUMENT_TYPES:
        message = _("不支持上传%(kind)s，请另存为 PDF、OFD、DOCX、XLSX 等常用格式。")
        raise ValidationError({"file": message % {"kind": found.name}})
    if extension not in found.extensions:
        message = _("文件内容是%(kind)s，与扩展名“.%(ext)s”不符，请检查文件。")
        raise ValidationError({"file": message % {"kind": found.name, "ext": extension}})
    return found.mime


def reencoded_image(file: File) -> File:
    """The picture encoded anew, under the same name with the extension of its real type. Raises ValidationError."""
    file.seek(0)
    try:
        image = reencode(file.read())
    except BadImage as refusal:
        raise ValidationError({"file": str(refusal)}) from refusal
    stem = PurePath(file.name or "image").stem or "image"
    return ContentFile(image.data, name=f"{stem}.{IMAGE_EXTENSIONS[image.mime]}")
