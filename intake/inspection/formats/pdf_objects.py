"""The objects of a page: colour, mode and font of its texts, and what was painted over them later."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .pdf_text import Char

MAX_OBJECTS = 60_000
MAX_DEPTH = 6
MAX_COVERS = 400
WHOLE_PAGE = 0.85
RECTANGLE = 6  # segments at most
INVISIBLE_MODES = {3, 7}
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class TextLook:
    """How one text object is painted; `light` 0 is black, 255 white; `order` counts the objects before it."""

    order: int = -1
    light: int = 0
    invisible: bool = False
    font: str = ""
    embedded: bool = False


@dataclass(frozen=True)
class Cover:
    """A rectangle or a picture that hides what was painted before it."""

    order: int
    left: float
    bottom: float
    right: float
    top: float


class Layout:
    """One page as it is painted on so many pixels."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, width: int, height: int) -> None:
        self.text_page = text_page
        self.orders: dict[int, int] = {}
        self.covers: list[Cover] = []
        self.looks: dict[int, TextLook] = {}
        page_width, page_height = page.get_size()
        self.area = page_width * page_height
        self._walk(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, 0)
        self._to_pixels = _pixel_matrix(page, width, height)

    def pixels(self, char: Char) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a character in the painted page."""
        x1, y1 = _moved(self._to_pixels, char.left, char.bottom)
        x2, y2 = _moved(self._to_pixels, char.right, char.top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def look(self, char: Char) -> TextLook:
        """The look of the object that a character belongs to."""
        handle = raw.FPDFText_GetTextObject(self.text_page.raw, char.index)
        if not handle:
            return TextLook()
        key = _address(handle)
        if key not in self.looks:
            self.looks[key] = _text_look(handle, self.orders.get(key, -1))
        return self.looks[key]

    def is_covered(self, char: Char, look: TextLook) -> bool:
        """Whether something opaque was painted over it."""
        if look.order < 0:
            return False
        x, y, rim = (char.left + char.right) / 2, (char.bottom + char.top) / 2, char.size / 4
        return any(
            cover.order > look.order
            and cover.left <= x - rim
            and x + rim <= cover.right
            and cover.bottom <= y - rim
            and y + rim <= cover.top
            for cover in self.covers
        )

    def _walk(self, parent: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
        for index in range(min(count(parent), MAX_OBJECTS)):
            item = get(parent, index)
            order = len(self.orders)
            if not item or order > MAX_OBJECTS:
                return
            self.orders[_address(item)] = order
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                inner = _times(_matrix(item), matrix)
                self._walk(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH) and len(self.covers) < MAX_COVERS:
                self._cover(item, kind, order, matrix)

    def _cover(self, item: Any, kind: int, order: int, matrix: Matrix) -> None:
        """A picture over the whole page is a scan, and the words beneath it are what was read from it."""
        if raw.FPDFPageObj_HasTransparency(item) or not _is_opaque(item, kind):
            return
        bounds = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(item, *bounds):
            return
        left, bottom, right, top = (bound.value for bound in bounds)
        (x1, y1), (x2, y2) = _moved(matrix, left, bottom), _moved(matrix, right, top)
        cover = Cover(order, min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        size = (cover.right - cover.left) * (cover.top - cover.bottom)
        if size > 4 and not (kind == raw.FPDF_PAGEOBJ_IMAGE and size > WHOLE_PAGE * self.area):
            self.covers.append(cover)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _is_opaque(item: Any, kind: int) -> bool:
    """Pictures are; of paths only filled rectangles, since a frame has the bounds of what it surrounds."""
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or not fill.value:
        return False
    return 3 <= raw.FPDFPath_CountSegments(item) <= RECTANGLE and _colour(item)[1] > 250


def _text_look(handle: Any, order: int) -> TextLook:
    light, alpha = _colour(handle)
    font = raw.FPDFTextObj_GetFont(handle)
    embedded = bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 1
    invisible = raw.FPDFTextObj_GetTextRenderMode(handle) in INVISIBLE_MODES or alpha < 20
    return TextLook(order, light, invisible, _font_name(font), embedded)


def _colour(item: Any) -> tuple[int, int]:
    """(light, opacity) of the fill, 0 to 255."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return 0, 255
    return (red.value * 299 + green.value * 587 + blue.value * 114) // 1000, alpha.value


def _font_name(font: Any) -> str:
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode("utf-8", "replace")


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _pixel_matrix(page: pdfium.PdfPage, width: int, height: int) -> Matrix:
    """From the page's units to pixels, its rotation and its visible box counted in."""
    fine = 64
    points = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, width * fine, height * fine, 0, x, y, across, down)
        points.append((across.value / fine, down.value / fine))
    (e, f), (x1, y1), (x2, y2) = points
    return (x1 - e) / 1000, (y1 - f) / 1000, (x2 - e) / 1000, (y2 - f) / 1000, e, f
