"""Finding the parts of a Word document beneath the wrappers that Word puts round them."""

from collections.abc import Iterator

from lxml import etree

from .docx_styles import w

TRANSPARENT = {
    w(n) for n in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml", "sdtContent", "dir", "bdo")
}


def rows_of(table: etree._Element) -> list[etree._Element]:
    rows = []
    for child in table:
        if child.tag == w("tr"):
            rows.append(child)
        elif child.tag in TRANSPARENT or child.tag == w("sdt"):
            rows += [row for row in child.iter(w("tr")) if next(_ancestor_tables(row)) is table]
    return rows


def cells_of(row: etree._Element) -> list[etree._Element]:
    cells = []
    for child in row:
        if child.tag == w("tc"):
            cells.append(child)
        elif child.tag in TRANSPARENT or child.tag == w("sdt"):
            cells += [cell for cell in child.iter(w("tc")) if owner_of(cell, w("tr")) is row]
    return cells


def _ancestor_tables(element: etree._Element) -> Iterator[etree._Element]:
    return (up for up in element.iterancestors() if up.tag == w("tbl"))


def owner_of(element: etree._Element, tag: str) -> etree._Element | None:
    return next((up for up in element.iterancestors() if up.tag == tag), None)


def ancestors_below(element: etree._Element, limit: etree._Element) -> Iterator[etree._Element]:
    for up in element.iterancestors():
        if up is limit:
            return
        yield up


def number_of(properties: etree._Element | None, name: str) -> int:
    found = properties.find(w(name)) if properties is not None else None
    value = found.get(w("val"), "1") if found is not None else "1"
    return max(1, min(int(value), 200)) if value.isascii() and value.isdigit() else 1


def is_contents_list(sdt: etree._Element) -> bool:
    """A generated table of contents repeats the headings; it is not text."""
    gallery = sdt.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and "contents" in gallery.get(w("val"), "").lower()
