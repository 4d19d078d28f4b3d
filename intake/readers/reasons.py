"""Why a file could not be read, as codes for programs and as sentences for people."""

from django.utils.translation import gettext_lazy as _

SAVE_AS = _("请用 WPS 或 Word 打开后另存为 .docx 或 .pdf，再行导入。")

REASONS = {
    "missing": _("文件不存在。"),
    "directory": _("这是一个目录，不是文件。"),
    "not_a_file": _("这不是普通文件（可能是设备、管道或循环的符号链接）。"),
    "forbidden": _("没有读取此文件的权限。"),
    "empty": _("文件是空的。"),
    "no_text": _("文件中没有文字。"),
    "too_large": _("文件过大，超过 50 MB。"),
    "too_long": _("文字过多（超过 60 万字或 2 万段），不像是一份公文。"),
    "binary": _("这是二进制文件，不是文档。请提供 .txt、.html、.docx 或 .pdf 文件。"),
    "encoding": _("无法判断文字的编码。请用记事本打开后另存为 UTF-8 编码的 .txt，再行导入。"),
    "locked": _("文件已加密或设有打开密码。请解除密码后另存为 .docx 或 .pdf，再行导入。"),
    "damaged": _("文件已损坏，无法打开。请用原软件打开检查，并另存为 .docx 或 .pdf，再行导入。"),
    "bomb": _("文件解压后异常庞大，疑似压缩炸弹，已拒绝读取。"),
    "doctype": _("文件中含有不允许的 DOCTYPE 声明，已拒绝读取。"),
    "scan": _("这是扫描件，没有可以读取的文字。请先做文字识别（OCR）并校对，或提供 .docx 原件。"),
    "too_slow": _("读取超过了允许的时间，已停止。请另存为 .docx 或 .pdf 后再试。"),
    "too_much_memory": _("读取超过了允许的内存，已停止。请另存为 .docx 或 .pdf 后再试。"),
    "crashed": _("读取程序异常退出，文件可能已损坏。请另存为 .docx 或 .pdf 后再试。"),
    "type_doc": _("不能直接读取 .doc 文件。请用 WPS 或 Word 打开后另存为 .docx 或 .pdf，再行导入。"),
    "type_wps": _("不能直接读取 .wps 文件。请用 WPS 打开后另存为 .docx 或 .pdf，再行导入。"),
    "type_xls": _("不能直接读取 .xls 表格。请把公文正文另存为 .docx 或 .pdf，再行导入。"),
    "type_xlsx": _("不能直接读取 .xlsx 表格。请把公文正文另存为 .docx 或 .pdf，再行导入。"),
    "type_slides": _("不能读取演示文稿。请把公文正文另存为 .docx 或 .pdf，再行导入。"),
    "type_ofd": _("不能直接读取 .ofd 文件。请用 OFD 阅读软件打开后另存为 .docx 或 .pdf，再行导入。"),
    "type_docm": _("文件含有宏，不予读取。请用 Word 打开后另存为 .docx 或 .pdf，再行导入。"),
    "type_rtf": _("不能直接读取 .rtf 文件。请用 WPS 或 Word 打开后另存为 .docx 或 .pdf，再行导入。"),
    "type_odt": _("不能直接读取 .odt 文件。请用 WPS 或 Word 打开后另存为 .docx 或 .pdf，再行导入。"),
    "type_archive": _("这是压缩包。请解压后逐个导入其中的文件（格式不符的另存为 .docx 或 .pdf）。"),
    "type_image": _("这是图片，没有可以读取的文字。请先做文字识别（OCR）并校对，另存为 .docx 或 .pdf 后再行导入。"),
    "type_mhtml": _("不能读取 .mht 网页。请在浏览器中打开后另存为 .html 或 .pdf，再行导入。"),
    "type_other": _("不支持此类文件。请另存为 .docx 或 .pdf（也可以是 .txt 或 .html），再行导入。"),
}

BY_TYPE = {
    "doc": "type_doc",
    "ole": "type_doc",
    "xls": "type_xls",
    "xlsx": "type_xlsx",
    "ppt": "type_slides",
    "pptx": "type_slides",
    "ofd": "type_ofd",
    "docm": "type_docm",
    "rtf": "type_rtf",
    "odt": "type_odt",
    "mhtml": "type_mhtml",
    "locked": "locked",
    "empty": "empty",
    "unknown": "binary",
    **dict.fromkeys(("zip", "rar", "7z", "gz"), "type_archive"),
    **dict.fromkeys(("png", "jpeg", "gif", "webp", "bmp", "tiff", "svg"), "type_image"),
}
BY_EXTENSION = {
    **dict.fromkeys(("doc",), "type_doc"),
    **dict.fromkeys(("wps", "wpt"), "type_wps"),
    **dict.fromkeys(("xls", "et"), "type_xls"),
    "ofd": "type_ofd",
}
READABLE = {"txt", "html", "docx", "pdf"}
TEXT_EXTENSIONS = {"", "txt", "text", "html", "htm", "shtml", "xhtml", "jsp", "php", "asp", "aspx"}


def message(reason: str) -> str:
    """The Chinese sentence for a reason's code."""
    return str(REASONS.get(reason, REASONS["crashed"]))


def refusal(code: str, extension: str) -> str:
    """The reason why a file of this type is not read, or "" for a readable one. The name only chooses the advice."""
    if code in READABLE:
        if code == "txt" and extension in BY_EXTENSION:
            return BY_EXTENSION[extension]
        if code == "txt" and extension in {"docx", "pdf"}:
            return "damaged"
        return "" if code in {"docx", "pdf"} or extension in TEXT_EXTENSIONS else "type_other"
    if code == "empty" or code == "locked":
        return code
    if code == "zip" and extension == "docx":
        return "damaged"
    if extension in BY_EXTENSION and code in {"ole", "doc", "xls", "zip", "unknown", "ofd"}:
        return BY_EXTENSION[extension]
    return BY_TYPE.get(code, "type_other")
