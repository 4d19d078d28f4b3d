"""Walking one part of a Word document: paragraphs, tables and text boxes, with what is hidden or tracked in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from ...readers.docx_parts import cells_of, rows_of
from ...readers.docx_styles import Styles, colour, ground, is_on, w
from ...readers.structure import Unreadable
from ..extract import Extract
from ..stories import Story
from .contexts import context_of
from .docx_runs import Piece, Runs, choices_of
from .docx_sight import table_ground
from .office import OfficeParts, local

MAX_DEPTH = 60
ROOTS = ("body", "hdr", "ftr", "footnotes", "endnotes", "docParts", "docPart", "docPartBody", "footnote", "endnote")
NAMES = {"hidden": "隐藏文字", "unseen": "与底色相同或者极小的文字", "inserted": "修订插入", "deleted": "修订删除"}


@dataclass(frozen=True)
class Where:
    """The surroundings of a paragraph: its place, the colour behind it, and what its row or box is."""

    location: str = ""
    context: str = ""
    cell: bool = False
    ground: str = ""
    state: str = ""


class Walk:
    """Stories of one part; what is hidden goes to the extract at once."""

    def __init__(self, styles: Styles, parts: OfficeParts, place: str) -> None:
        self.styles, self.parts, self.place = styles, parts, place
        self.out: Extract = parts.out
        self.main, self.visible, self.original, self.codes = Story(), Story(again=True), Story(again=True), Story()
        self.boxes = Story()
        self.paragraphs = self.tables = 0

    @property
    def text(self) -> str:
        return "\n".join(segment.text for story in (self.main, self.boxes) for segment in story.segments)

    def take(self, root: etree._Element) -> None:
        """The whole part."""
        background = root.find(w("background"))
        paper = colour(background, "color", "themeColor") if background is not None else ""
        self._blocks(root, Where(ground=paper), self.main, 0)
        self.out.stories += [self.main, self.boxes, self.visible, self.original, self.codes]
        self.out.stories.append(self.parts.alternatives(root, self.place))

    def _blocks(self, parent: etree._Element, where: Where, story: Story, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise Unreadable("bomb")
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child, where, story, depth)
            elif child.tag == w("tbl"):
                self._table(child, where, story, depth)
            elif child.tag in (w("del"), w("moveFrom"), w("ins"), w("moveTo")):
                state = "deleted" if local(child) in ("del", "moveFrom") else "inserted"
                self._blocks(child, replace(where, state=state), story, depth + 1)
            elif child.tag == w("sdtPr"):
                for choice in choices_of(child):
                    self.codes.add(choice, f"{where.location or self.place}选项", cell=True)
            elif isinstance(child.tag, str) and not local(child).endswith("Pr"):
                self._blocks(child, where, story, depth + 1)
            if local(child) == "Choice" and len(child):
                return  # the fallback says the same once more

    def _paragraph(self, element: etree._Element, where: Where, story: Story, depth: int) -> None:
        if not where.location:
            self.paragraphs += 1
        location = where.location or f"{self.place}第{self.paragraphs}段"
        runs = Runs(self.styles, element, where.ground, where.state)
        self._tell(runs.pieces, where, location, story)
        for code in runs.codes:
            self.codes.add(code, f"{location}域代码", cell=True)
        for box, state, behind in runs.boxes:
            inner = Where(f"{location}文本框", ground=behind, state=state or where.state)
            self._blocks(box, inner, self.boxes, depth + 1)

    def _tell(self, pieces: list[Piece], where: Where, location: str, story: Story) -> None:
        """One paragraph in up to three versions: as accepted, as seen, as it was before the changes."""
        states = {piece.state for piece in pieces}
        accepted = "".join(piece.text for piece in pieces if piece.state != "deleted")
        story.add(accepted, location, where.context, where.cell)
        if states & {"hidden", "unseen"}:
            seen = "".join(piece.text for piece in pieces if piece.state in ("", "inserted"))
            self.visible.add(seen, location, where.context, where.cell)
        if "deleted" in states:
            before = "".join(piece.text for piece in pieces if piece.state != "inserted")
            self.original.add(before, location, where.context, where.cell)
        for state, group in groupby(pieces, key=lambda piece: piece.state):
            if state:
                self.out.hide("".join(piece.text for piece in group), f"{location}（{NAMES[state]}）")

    def _table(self, table: etree._Element, where: Where, story: Story, depth: int) -> None:
        if not where.location:
            self.tables += 1
        base = f"{where.location}表格" if where.location else f"{self.place}表格{self.tables}"
        properties = table.find(w("tblPr"))
        behind = table_ground(self.styles, properties) or where.ground
        for name in ("tblCaption", "tblDescription"):
            element = properties.find(w(name)) if properties is not None else None
            if element is not None:
                self.codes.add(element.get(w("val"), ""), f"{base}替代文字", cell=True)
        heads: list[str] = []
        for number, row in enumerate(rows_of(table), 1):
            state = _row_state(row) or where.state
            cells = list(cells_of(row))
            texts = [_plain(cell) for cell in cells]
            for column, cell in enumerate(cells):
                left = texts[column - 1] if column else ""
                context = context_of(texts[column], left, heads[column] if column < len(heads) else "")
                inside = cell.find(w("tcPr"))
                place = f"{base}第{number}行第{column + 1}列"
                self._cell(cell, Where(place, context, True, ground(inside) or behind, state), story, depth)
            heads = heads or texts

    def _cell(self, cell: etree._Element, where: Where, story: Story, depth: int) -> None:
        """Lines of a cell are one cell, so that a number broken in it is whole."""
        lines = Story()
        self._blocks(cell, where, lines, depth + 1)
        runs: list[str] = []
        for segment in lines.segments:
            if segment.location == where.location:
                runs.append(segment.text)
            else:
                story.segments.append(segment)
        story.add("\n".join(runs), where.location, where.context, cell=True)


def _row_state(row: etree._Element) -> str:
    properties = row.find(w("trPr"))
    if properties is None:
        return ""
    for name, state in (("del", "deleted"), ("ins", "inserted"), ("hidden", "hidden")):
        element = properties.find(w(name))
        if element is not None and is_on(element):
            return state
    return ""


def _plain(cell: etree._Element) -> str:
    return "".join(_first_words(cell))[:40]


def _first_words(cell: etree._Element) -> Iterator[str]:
    for number, text in enumerate(cell.iter(w("t"))):
        if number > 40:
            return
        yield text.text or ""
