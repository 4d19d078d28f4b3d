"""What a file really is: signatures at byte 0, and for zips the main part. Names and declared types are not asked.

No sniffing library sees polyglots, and some call any zip a .docx; a dozen own signatures serve better.
"""

import io
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .charsets import UnknownEncoding, decode

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class FileType:
    """A kind of file: code, name for people, MIME type, and the extensions under which it may be kept."""

    code: str
    name: str | Promise
    mime: str
    extensions: tuple[str, ...]

    @property
    def extension(self) -> str:
        return self.extensions[0]


TYPES = {
    kind.code: kind
    for kind in (
        FileType("pdf", _("PDF 文件"), "application/pdf", ("pdf",)),
        FileType("docx", _("Word 文档（.docx）"), OOXML + "wordprocessingml.document", ("docx",)),
        FileType("docm", _("含宏的 Word 文档"), "application/vnd.ms-word.document.macroEnabled.12", ("docm",)),
        FileType("xlsx", _("Excel 工作簿（.xlsx）"), OOXML + "spreadsheetml.sheet", ("xlsx",)),
        FileType("pptx", _("PowerPoint 演示文稿（.pptx）"), OOXML + "presentationml.presentation", ("pptx",)),
        FileType("ofd", _("OFD 版式文件"), "application/ofd", ("ofd",)),
        FileType("odt", _("OpenDocument 文本"), "application/vnd.oasis.opendocument.text", ("odt",)),
        FileType("zip", _("压缩包"), "application/zip", ("zip",)),
        FileType("rar", _("压缩包"), "application/vnd.rar", ("rar",)),
        FileType("7z", _("压缩包"), "application/x-7z-compressed", ("7z",)),
        FileType("gz", _("压缩包"), "application/gzip", ("gz",)),
        FileType("doc", _("旧版 Word 或 WPS 文档"), "application/msword", ("doc", "wps")),
        FileType("xls", _("旧版 Excel 工作簿"), "application/vnd.ms-excel", ("xls", "et")),
        FileType("ppt", _("旧版演示文稿"), "application/vnd.ms-powerpoint", ("ppt", "dps")),
        FileType("locked", _("加密的 Office 文档"), "application/x-ole-storage", ("docx", "xlsx", "pptx")),
        FileType("ole", _("旧版 Office 文件"), "application/x-ole-storage", ("doc", "xls", "wps")),
        FileType("rtf", _("RTF 文档"), "application/rtf", ("rtf",)),
        FileType("png", _("图片"), "image/png", ("png",)),
        FileType("jpeg", _("图片"), "image/jpeg", ("jpg", "jpeg")),
        FileType("gif", _("图片"), "image/gif", ("gif",)),
        FileType("webp", _("图片"), "image/webp", ("webp",)),
        FileType("bmp", _("图片"), "image/bmp", ("bmp",)),
        FileType("tiff", _("图片"), "image/tiff", ("tif", "tiff")),
        FileType("svg", _("矢量图"), "image/svg+xml", ("svg",)),
        FileType("html", _("网页"), "text/html", ("html", "htm", "shtml")),
        FileType("mhtml", _("单一文件网页"), "multipart/related", ("mht", "mhtml")),
        FileType("txt", _("纯文本"), "text/plain", ("txt",)),
        FileType("empty", _("空文件"), "application/octet-stream", ("",)),
        FileType("unknown", _("无法识别的文件"), "application/octet-stream", ("bin",)),
    )
}

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
)
OLE_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
MAIN_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("ofd.xml", "ofd"),
)
HTML_BEGINNINGS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<meta",
    b"<title",
    b"<table",
    b"<div",
    b"<p>",
    b"<!--",
)
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")


def identify(source: bytes | BinaryIO) -> FileType:
    """The type of a file by its content. A stream is left at its beginning; a broken zip is still a `zip`."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    head = stream.read(HEAD)
    try:
        return TYPES[_code(head, stream)]
    finally:
        stream.seek(0)


def _code(head: bytes, stream: BinaryIO) -> str:
    if not head:
        return "empty"
    if head.lstrip(b"\x00\t\r\n ").startswith(b"%PDF-") or b"\n%PDF-" in head[:1024]:
        return "pdf"
    for signature, code in SIGNATURES:
        if head.startswith(signature):
            return code
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return "bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(OLE):
        return _ole_code(stream)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_code(stream)
    return _text_code(head)


def _ole_code(stream: BinaryIO) -> str:
    """By the names in the OLE directory, which are UTF-16; the directory may lie anywhere, so all is searched."""
    stream.seek(0)
    content = stream.read(64_000_000)
    return next((code for name, code in OLE_STREAMS if name.encode("utf-16-le") in content), "ole")


def _zip_code(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {name.lower().lstrip("/") for name in archive.namelist()[:5000]}
            declared = archive.open("mimetype").read(80) if "mimetype" in archive.namelist() else b""
    except Exception:  # a damaged or hostile zip raises a dozen kinds of error; it is a zip all the same
        return "zip"
    if declared.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if "word/vbaproject.bin" in names:
        return "docm"
    for part, code in MAIN_PARTS:
        if part in names:
            return code
    is_word = "[content_types].xml" in names and any(n.startswith("word/document") for n in names)
    return "docx" if is_word else "zip"


def _text_code(head: bytes) -> str:
    if head.startswith(BOMS):
        return "html" if _looks_like_html(head.replace(b"\x00", b"")) else "txt"
    if sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head) > len(head) // 50:
        return "txt" if _is_unmarked_utf16(head) else "unknown"
    if _looks_like_html(head):
        return "html"
    lowered = head.lstrip().lower()
    if lowered.startswith(b"<svg") or (lowered.startswith(b"<?xml") and b"<svg" in lowered):
        return "svg"
    if lowered.startswith((b"mime-version:", b"from: <saved by")) and b"multipart/related" in lowered:
        return "mhtml"
    return "txt"


def _is_unmarked_utf16(head: bytes) -> bool:
    """UTF-16 without a byte order mark: `decode` finds it by its common characters."""
    try:
        return b"\x00" in head and decode(head[: len(head) & ~1]).encoding.startswith("utf-16")
    except UnknownEncoding:
        return False


def _looks_like_html(head: bytes) -> bool:
    beginning = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if beginning.startswith(b"<?xml"):
        return b"<html" in beginning
    return beginning.startswith(HTML_BEGINNINGS) and (
        b"</" in beginning or b"<html" in beginning or b"<meta" in beginning
    )
