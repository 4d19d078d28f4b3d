"""Annotations of a page: remarks, form fields, links, files pinned to it."""

import ctypes
from typing import Any
from urllib.parse import unquote

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..extract import Extract
from ..stories import Story
from .pdf_strings import text_of

MAX_NOTES = 2_000
HIDDEN_FLAGS = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
QUIET = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP}


def take_notes(page: pdfium.PdfPage, form: Any, number: int, story: Story, out: Extract) -> None:
    """All of a page. What a remark says is hidden content: the print does not show it."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if note:
            _take(note, page, form, f"第{number}页", story, out)
            raw.FPDFPage_CloseAnnot(note)


def _take(note: Any, page: pdfium.PdfPage, form: Any, place: str, story: Story, out: Extract) -> None:
    kind = raw.FPDFAnnot_GetSubtype(note)
    words = _string(note, b"Contents")
    if kind == raw.FPDF_ANNOT_LINK:
        story.add(_address(note, page), f"{place}超链接地址", cell=True)
        story.add(words, f"{place}超链接提示", cell=True)
    elif kind == raw.FPDF_ANNOT_WIDGET:
        value = _value(note, form)
        for text in dict.fromkeys((value, _string(note, b"V"), _string(note, b"DV"), _string(note, b"TU"))):
            story.add(text, f"{place}表单域", _string(note, b"T"), cell=True)
        if raw.FPDFAnnot_GetFlags(note) & HIDDEN_FLAGS:
            out.hide(value or _string(note, b"V"), f"{place}隐藏的表单域")
    else:
        for text in dict.fromkeys((words, _string(note, b"Subj"))):
            story.add(text, f"{place}批注", cell=True)
        if kind not in QUIET:
            out.hide(words or (_pinned(kind)), f"{place}批注")


def _pinned(kind: int) -> str:
    """Remarks that matter without words."""
    return {raw.FPDF_ANNOT_FILEATTACHMENT: "附着的文件", raw.FPDF_ANNOT_REDACT: "没有执行的涂黑标记"}.get(kind, "")


def _string(note: Any, key: bytes) -> str:
    return text_of(raw.FPDFAnnot_GetStringValue, note, key)


def _value(note: Any, form: Any) -> str:
    return text_of(raw.FPDFAnnot_GetFormFieldValue, form.raw, note) if form is not None else ""


def _address(note: Any, page: pdfium.PdfPage) -> str:
    link = raw.FPDFAnnot_GetLink(note)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    document = page.pdf.raw
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return unquote(buffer.value.decode("utf-8", "replace"))
