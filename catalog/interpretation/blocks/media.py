"""音视频: films and sound on hosts that the site trusts, never without their words.

Nothing of this kind is uploaded: what a film holds no program here can inspect, and serving it needs a server of its own.
"""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.address import WebAddressBlock
from cms.blocks.media import attachment, is_preview, picture
from cms.json_schema import ADDRESS, FILE, PICTURE, TEXT, Schema, closed, exactly, maybe

from .sections import HeadedBlock

CAPTIONS = "text/vtt"
TYPES = {
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg",
}  # fmt: skip
"""What browsers play, by extension. Every other address is that of a page, and is linked."""


class MediaKind(models.TextChoices):
    VIDEO = "video", _("视频")
    AUDIO = "audio", _("音频")


class MediaBlock(HeadedBlock):
    heading = blocks.CharBlock(max_length=80, label=_("标题"))
    kind = blocks.ChoiceBlock(MediaKind.choices, default=MediaKind.VIDEO, label=_("类型"))
    url = WebAddressBlock(
        required=True,
        label=_("网址"),
        help_text=_(
            "视频、音频文件（.mp4、.mp3等）或者播放网页的网址，须以 https:// 开头，且在政府网站等可信的主机上。"
        ),
    )
    duration = blocks.CharBlock(required=False, max_length=20, label=_("时长"), help_text=_("如“3分20秒”。"))
    poster = ImageChooserBlock(required=False, label=_("封面图片"))
    captions = DocumentChooserBlock(
        required=False, label=_("字幕文件"), help_text=_("WebVTT 格式（.vtt），供听不见声音的读者使用。")
    )
    transcript = blocks.TextBlock(
        required=False, label=_("文字稿"), help_text=_("全部解说词和对话。音频须有文字稿；视频须有字幕文件或者文字稿。")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, Any] = {}
        if problem := address_problem(cleaned["url"]):
            errors["url"] = ValidationError(problem)
        if cleaned["captions"] and (problem := captions_problem(cleaned["captions"])):
            errors["captions"] = ValidationError(problem)
        if not (cleaned["transcript"] or "").strip():
            if cleaned["kind"] == MediaKind.AUDIO:
                errors["transcript"] = ValidationError(_("音频须附文字稿，请填写全部解说词和对话。"))
            elif not cleaned["captions"]:
                errors["transcript"] = ValidationError(
                    _("视频须有字幕文件或者文字稿，请上传 .vtt 字幕，或者填写文字稿。")
                )
            elif not media_type(cleaned["url"]):
                message = _("播放网页不能配本站的字幕文件，请填写文字稿，或者改用视频文件的网址。")
                errors["transcript"] = ValidationError(message)
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        private = is_preview(parent_context)
        shown = {**self.facts(value, private=private), "host": urlsplit(value["url"] or "").hostname or ""}
        return {**super().get_context(value, parent_context), "media": shown}

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return self.facts(value)

    def get_api_schema(self) -> Schema:
        return exactly(
            {
                "heading": TEXT,
                "kind": closed(MediaKind.choices),
                "url": ADDRESS,
                "type": TEXT,
                "duration": TEXT,
                "poster": maybe(PICTURE),
                "captions": maybe(FILE),
                "transcript": TEXT,
            }
        )

    def facts(self, value: Any, *, private: bool = False) -> dict[str, Any]:
        """{heading, kind, url, type, duration, poster, captions, transcript}; `type` is '' for a page that plays it."""
        poster, captions = value["poster"], value["captions"]
        shown = {"image": poster, "decorative": True, "alt": ""}
        return {
            "heading": value["heading"],
            "kind": value["kind"],
            "url": value["url"],
            "type": media_type(value["url"]),
            "duration": value["duration"] or "",
            "poster": picture(shown, private=private) if poster else None,
            "captions": attachment({"document": captions, "title": ""}, private=private) if captions else None,
            "transcript": value["transcript"] or "",
        }

    class Meta:
        icon = "media"
        label = _("音视频")
        template = "catalog/blocks/media.html"
        description = _("视频或音频解读，须有字幕或者文字稿")


def media_type(url: str) -> str:
    """The type of the file at `url`, judged by its name; '' for the address of a page."""
    return TYPES.get(PurePosixPath(urlsplit(url or "").path).suffix.lstrip(".").lower(), "")


def address_problem(url: str) -> str:
    """Why no reader is led to `url`; '' when they may be."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return str(_("网址的写法不对，请核对。"))
    if parts.scheme != "https" or parts.username or port not in (None, 443):
        return str(_("网址须以 https:// 开头，不带用户名和端口。"))
    if not any(is_under(host, allowed) for allowed in settings.MEDIA_HOSTS):
        shown = "、".join(settings.MEDIA_HOSTS)
        return str(_("“%(host)s”不在可信的主机之列（%(shown)s）。请先发布到政府网站，或者请管理员添加。")) % {
            "host": host,
            "shown": shown,
        }
    return ""


def is_under(host: str, allowed: str) -> bool:
    """True when `host` is `allowed`, or beneath it where that begins with `*.`."""
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed


def captions_problem(document: Any) -> str:
    """Why a document is no captions: another type, or a text that does not begin as WebVTT does."""
    if document.mime_type == CAPTIONS:
        try:
            with document.open_file() as file:
                if file.read(64).lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
                    return ""
        except OSError:
            return str(_("字幕文件已不在服务器上，请重新上传。"))
    return str(_("字幕文件须为 WebVTT 格式（扩展名 .vtt，第一行为 WEBVTT），请转换后重新上传。"))
