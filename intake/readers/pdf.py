"""PDF with text: characters become lines, lines become paragraphs by their place on the page.

What repeats at the top or bottom of most pages, and page numbers there, is not text.
"""

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .pdf_layout import Line, paragraphs_of
from .structure import Notice, Paragraph, Reading, Unreadable

MAX_PAGES = 500
PAGE_NUMBER = re.compile(
    r"^(?:[\s\-—–－_·~.]*(?:[0-9０-９]{1,4}|[ivxIVX]{1,5})(?:\s*[/／]\s*\d{1,4})?[\s\-—–－_·~.]*"
    r"|[\-—–－·\s]+[一二三四五六七八九十]{1,3}[\-—–－·\s]+"
    r"|第?\s*[0-9０-９一二三四五六七八九十]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９一二三四五六七八九十]{1,4}\s*页)?)$"
)
DIGITS = re.compile(r"[\d一二三四五六七八九十〇零]+")
EDGE_LINES = 2


def read(data: bytes) -> Reading:
    """Raises `Unreadable`: "locked", "damaged", "scan" (pages without a single character)."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("locked" if getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD else "damaged") from error
    pages = [_lines(document[index], index + 1) for index in range(min(len(document), MAX_PAGES))]
    if not any(pages):
        raise Unreadable("scan" if len(document) else "damaged")
    notices = [Notice("page_without_text", location=f"第 {n} 页") for n, page in enumerate(pages, 1) if not page]
    if len(document) > MAX_PAGES:
        notices.append(Notice("pages_left_out", location=f"第 {MAX_PAGES + 1} 页"))
    blocks: list[Paragraph] = paragraphs_of(_without_running_lines(pages))
    return Reading(blocks=list(blocks), notices=notices)


def _lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of a page from top to bottom, as the text layer orders them."""
    text_page = page.get_textpage()
    handle = text_page.raw
    count = text_page.count_chars()
    width, height = page.get_size()
    lines: list[Line] = []
    run: list[int] = []
    characters = [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]
    for index, code in enumerate(characters):
        if code in (0x0A, 0x0D):
            lines += _line(handle, characters, run, number, width, height)
            run = []
        else:
            run.append(index)
    lines += _line(handle, characters, run, number, width, height)
    return _ordered(_merged(lines))


def _line(handle: Any, characters: list[int], run: list[int], page: int, width: float, height: float) -> list[Line]:
    text = _decoded(characters[index] for index in run)
    solid = [index for index in run if characters[index] not in (0x20, 0xA0, 0x3000, 0)]
    if not solid or not text.strip():
        return []
    first, last, middle = (_box(handle, solid[at]) for at in (0, -1, len(solid) // 2))
    size = median(raw.FPDFText_GetFontSize(handle, solid[at]) for at in (0, -1, len(solid) // 2))
    glyph = max(middle[3] - middle[1], 1.0)
    scale = size if size > 2 else glyph
    y = height - median((first[1], middle[1], last[1]))
    return [Line(text.strip(" \t\xa0\u3000"), min(first[0], last[0]), max(first[2], last[2]), y, scale, page, width)]


def _decoded(codes: Iterable[int]) -> str:
    """UTF-16 units to text; U+FFFE marks a hyphen the layout added."""
    units = b"".join(
        ctypes.c_uint16(code).value.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes
    )
    return units.decode("utf-16-le", "ignore").replace("\ufffe", "").replace("\x02", "").replace("\x00", "")


def _box(handle: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _merged(lines: list[Line]) -> list[Line]:
    """Pieces that stand on one base line, in the order of their places, are one line."""
    merged: list[Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        if (
            before
            and abs(before.y - line.y) < 0.35 * min(before.size, line.size)
            and line.left >= before.right - line.size
        ):
            gap = " " if line.left - before.right > 0.3 * line.size else ""
            merged[-1] = Line(
                before.text + gap + line.text, before.left, line.right, before.y, before.size, line.page, line.width
            )
        else:
            merged.append(line)
    return merged


def _ordered(lines: list[Line]) -> list[Line]:
    """Reading order is the file's, unless it jumps upwards often (a header drawn last): then from top to bottom."""
    jumps = sum(after.y < before.y - before.size for before, after in itertools.pairwise(lines))
    return sorted(lines, key=lambda line: (round(line.y), line.left)) if 0 < jumps <= 3 else lines


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Drops heads and feet: lines at an edge that repeat (digits apart) on 60 % of the pages, and page numbers."""
    edges = Counter(mask for page in pages for mask in {_mask(line) for line in _edge_lines(page)})
    filled = sum(1 for page in pages if page)
    repeated = {mask for mask, times in edges.items() if filled > 1 and times >= max(2, 0.6 * filled)}
    kept = []
    for page in pages:
        at_edge = {id(line) for line in _edge_lines(page)}
        drop = {
            id(line) for line in page if id(line) in at_edge and _mask(line) in repeated and not _is_text(line, filled)
        }
        kept.append(
            [
                line
                for line in page
                if id(line) not in drop and not (id(line) in at_edge and PAGE_NUMBER.match(line.text))
            ]
        )
    return kept


def _edge_lines(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return by_height[:EDGE_LINES] + by_height[-EDGE_LINES:]


def _mask(line: Line) -> tuple[str, int]:
    return DIGITS.sub("#", line.text.replace(" ", "")), round(line.y / 6)


def _is_text(line: Line, pages: int) -> bool:
    """On two pages a repeated full line of prose is more likely text than a head."""
    return pages == 2 and line.text.endswith(("。", "；"))
