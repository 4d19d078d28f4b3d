"""Word documents (.docx): what a reader of the accepted document sees, and a notice of what he does not.

Read from the XML directly: the libraries give up what tells a title from a text (alignment, size), the numbers
that Word writes itself (一、 （一） 1.), or keep hidden text silently.
"""

from typing import Any

from lxml import etree

from ..scripts import lowered, raised
from .docx_numbering import Numbering
from .docx_parts import TRANSPARENT, ancestors_below, cells_of, is_contents_list, number_of, rows_of
from .docx_styles import Styles, is_on, w
from .package import Package
from .structure import Block, Cell, Notice, Paragraph, Reading, Table, Unreadable

# Wrappers whose content is ordinary text; w:ins and w:moveTo are insertions, which count as accepted.
DELETED = {w("del"), w("moveFrom")}
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHARACTERS = {w("tab"): " ", w("noBreakHyphen"): "-", w("softHyphen"): "", w("sym"): "", w("ptab"): " "}
POSITIONS = {"superscript": raised, "subscript": lowered}
MAX_DEPTH = 60


def read(data: bytes) -> Reading:
    """Headers, footers, comments, deletions and hidden words are not the text; footnotes follow their paragraph."""
    package = Package(data)
    name = package.main_part()
    root = package.xml(name)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise Unreadable("damaged")
    folder = name.rpartition("/")[0]
    reader = DocxReader(package, folder)
    blocks = reader.blocks(body)
    reader.report_comments()
    return Reading(blocks=blocks, notices=reader.notices)


class DocxReader:
    def __init__(self, package: Package, folder: str) -> None:
        self.package = package
        self.folder = folder
        self.styles = Styles(package.xml(f"{folder}/styles.xml"))
        self.numbering = Numbering(package.xml(f"{folder}/numbering.xml"))
        self.notes = {**self._notes("footnote"), **self._notes("endnote")}
        self.notices: list[Notice] = []
        self.count = 0
        self.pending: list[Block] = []

    def blocks(self, parent: etree._Element, depth: int = 0) -> list[Block]:
        """Paragraphs and tables directly beneath `parent`, in order."""
        if depth > MAX_DEPTH:
            raise Unreadable("bomb")
        found: list[Block] = []
        for child in parent:
            if child.tag == w("p"):
                found += self._paragraphs(child, depth)
            elif child.tag == w("tbl"):
                found.append(self._table(child, depth))
            elif child.tag == w("sdt"):
                if not is_contents_list(child):
                    content = child.find(w("sdtContent"))
                    found += self.blocks(content, depth + 1) if content is not None else []
            elif child.tag in TRANSPARENT:
                found += self.blocks(child, depth + 1)
            elif child.tag in DELETED:
                self._deleted(child)
        return found

    def report_comments(self) -> None:
        root = self.package.xml(f"{self.folder}/comments.xml")
        for comment in root if root is not None else ():
            words = "".join(comment.itertext(w("t"))).strip()
            if words:
                self.notices.append(Notice("comment", words[:200]))

    def _notes(self, kind: str) -> dict[tuple[str, str], str]:
        root = self.package.xml(f"{self.folder}/{kind}s.xml")
        found = {}
        for note in root if root is not None else ():
            if note.get(w("type")) in (None, "normal"):
                found[kind, note.get(w("id"), "")] = "".join(note.itertext(w("t"))).strip()
        return found

    def _paragraphs(self, element: etree._Element, depth: int) -> list[Block]:
        """A paragraph, split where Word breaks its lines, followed by its footnotes and text boxes."""
        properties = self.styles.paragraph(element)
        if properties.contents_entry:
            return []
        self.count += 1
        location = f"第 {self.count} 段"
        outer, self.pending = self.pending, []
        runs = _Runs()
        self._collect(element, runs, properties, location, depth)
        label = self.numbering.label(properties.numbering) if runs.text.strip() else ""
        made: list[Block] = []
        for line in (label + runs.text).split("\n"):
            if words := line.strip(" \t\xa0\u3000"):
                made.append(
                    Paragraph(
                        words,
                        location,
                        align=properties.align,
                        heading=properties.heading,
                        size=runs.size,
                        bold=runs.bold_characters >= 0.8 * len(runs.text.strip()),
                        indented=properties.indented or line[:2] in ("\u3000\u3000", "  "),
                        marks="title" if properties.is_title else "",
                    )
                )
        made += self.pending
        self.pending = outer
        return made

    def _collect(self, parent: etree._Element, runs: "_Runs", properties: Any, location: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise Unreadable("bomb")
        for child in parent:
            if child.tag == w("r"):
                self._run(child, runs, properties, location, depth)
            elif child.tag in TRANSPARENT:
                self._collect(child, runs, properties, location, depth + 1)
            elif child.tag == w("sdt"):
                content = child.find(w("sdtContent"))
                if content is not None:
                    self._collect(content, runs, properties, location, depth + 1)
            elif child.tag in DELETED:
                self._deleted(child, location)
            elif child.tag == ALTERNATE:
                self._text_boxes(child, depth)

    def _run(self, run: etree._Element, runs: "_Runs", properties: Any, location: str, depth: int) -> None:
        look = self.styles.run(run, properties)
        words = []
        for child in run:
            if child.tag == w("t"):
                words.append(child.text or "")
            elif child.tag in (w("br"), w("cr")):
                words.append("\n")
            elif child.tag in CHARACTERS:
                words.append(CHARACTERS[child.tag])
            elif child.tag in (w("footnoteReference"), w("endnoteReference")):
                kind = "footnote" if child.tag == w("footnoteReference") else "endnote"
                note = self.notes.get((kind, child.get(w("id"), "")))
                if note:
                    self.pending.append(Paragraph(f"注：{note}", location, marks="note"))
            elif child.tag in (ALTERNATE, w("pict"), w("drawing"), w("object")):
                self._text_boxes(child, depth)
        text = "".join(words)
        if look.hidden:
            if text.strip():
                self.notices.append(Notice("hidden_text", text.strip()[:200], location))
            return
        runs.add(POSITIONS.get(look.position, str)(text), look)

    def _text_boxes(self, element: etree._Element, depth: int) -> None:
        """Word writes a text box twice (new and old drawing); it is read once."""
        if element.tag == ALTERNATE:
            versions = [version for version in element if any(version.iter(w("txbxContent")))]
            element = versions[0] if versions else element
            if not versions:
                return
        boxes = [
            box
            for box in element.iter(w("txbxContent"))
            if not any(up.tag == w("txbxContent") for up in ancestors_below(box, element))
        ]
        for box in boxes:
            self.pending += self.blocks(box, depth + 1)

    def _deleted(self, element: etree._Element, location: str = "") -> None:
        words = "".join(element.itertext(w("delText"), w("t"))).strip()
        if words:
            self.notices.append(Notice("deleted_text", words[:200], location))

    def _table(self, element: etree._Element, depth: int) -> Table:
        self.count += 1
        table = Table(location=f"第 {self.count} 段")
        open_cells: dict[int, Cell] = {}
        for row in rows_of(element):
            if self._is_deleted_row(row):
                continue
            cells: list[Cell] = []
            column = 0
            for cell in cells_of(row):
                properties = cell.find(w("tcPr"))
                span = number_of(properties, "gridSpan")
                merge = properties.find(w("vMerge")) if properties is not None else None
                if merge is not None and merge.get(w("val"), "continue") == "continue" and column in open_cells:
                    open_cells[column].rowspan += 1
                else:
                    made = Cell(self.blocks(cell, depth + 1), span)
                    cells.append(made)
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = made
                column += span
            if cells:
                header = row.find(f"{w('trPr')}/{w('tblHeader')}")
                for made in cells:
                    made.header = header is not None and is_on(header)
                table.rows.append(cells)
        return table

    def _is_deleted_row(self, row: etree._Element) -> bool:
        mark = row.find(f"{w('trPr')}/{w('del')}")
        if mark is not None:
            self._deleted(row)
        return mark is not None


class _Runs:
    """The words of a paragraph with the largest size and the number of bold characters among them."""

    def __init__(self) -> None:
        self.text = ""
        self.size = 0.0
        self.bold_characters = 0

    def add(self, text: str, look: Any) -> None:
        self.text += text
        solid = len(text.strip())
        if solid:
            self.size = max(self.size, look.size)
            self.bold_characters += solid if look.bold else 0
