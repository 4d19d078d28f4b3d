"""Why a file could not be inspected, as codes for programs and as sentences for people."""

from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from ..filetypes import TYPES, identify
from ..readers.reasons import REASONS

OWN = {
    "empty": _("文件是空的。"),
    "too_long": _("文件内容过多，无法全部检测。请拆分后再检测。"),
    "binary": _("这是二进制文件，不是可以检测的文档。"),
    "encoding": _("无法判断文字的编码。请另存为 UTF-8 编码的 .txt 后再检测。"),
    "locked": _("文件已加密或者设有打开密码，无法检测。请解除密码后再检测。"),
    "damaged": _("文件已损坏，无法检测。请用原软件打开检查，另存后再检测。"),
    "scan": _("文件只有图像，没有可以检测的文字（扫描件）。请人工核对，或者先做文字识别。"),
    "too_slow": _("检测超过了允许的时间，已停止。请拆分或者另存后再检测。"),
    "too_much_memory": _("检测超过了允许的内存，已停止。请拆分或者另存后再检测。"),
    "crashed": _("检测程序异常退出，文件可能已损坏。请另存后再检测。"),
    "archive": _("这是压缩包，无法检测。请解压后逐个检测其中的文件。"),
    "macros": _("文件含有宏，不予检测。请另存为 .docx、.xlsx、.pdf 或者 .txt 后再检测。"),
    "image": _("这是图片，没有可以检测的文字。请人工核对。"),
    "other": _("不能检测此类文件。请另存为 .docx、.xlsx、.pdf 或者 .txt 后再检测。"),
    "embedded": _("文件中嵌入的文件有无法检测的，请人工核对。"),
}
READABLE = {"txt", "docx", "xlsx", "pdf"}
BY_TYPE = {
    "empty": "empty",
    "locked": "locked",
    "docm": "macros",
    "unknown": "binary",
    **dict.fromkeys(("zip", "rar", "7z", "gz"), "archive"),
    **dict.fromkeys(("png", "jpeg", "gif", "webp", "bmp", "tiff", "svg"), "image"),
}
OFFICE_EXTENSIONS = {".docx", ".xlsx", ".pdf"}
TEXT_EXTENSIONS = {"", ".txt", ".text", ".csv", ".md", ".log", ".vtt"}


def message(reason: str) -> str:
    """The Chinese sentence for a reason's code, "" for none."""
    return str(OWN.get(reason) or REASONS.get(reason, OWN["crashed"])) if reason else ""


def refusal(stream: BinaryIO, name: str) -> tuple[str, str]:
    """(kind by content, reason why it is not inspected or ""). The name only chooses what is said."""
    kind, extension = identify(stream).code, Path(name).suffix.lower()
    if kind in READABLE:
        if kind != "txt" or extension in TEXT_EXTENSIONS:
            return kind, ""
        return kind, "damaged" if extension in OFFICE_EXTENSIONS else "other"
    if kind in ("zip", "unknown") and extension in OFFICE_EXTENSIONS:
        return kind, "damaged"
    # A text that begins with a tag is still a text when it is called one.
    if kind == "html" and extension == ".txt":
        return "txt", ""
    return kind, BY_TYPE.get(kind, "other") if kind in TYPES else "other"
