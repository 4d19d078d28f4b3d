"""The cells of a sheet as a reader sees them, and those that he does not see."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from ..extract import Extract
from ..limits import SHOWN
from ..stories import Segment, Story
from .contexts import context_of
from .office import local
from .xlsx_looks import Looks
from .xlsx_numbers import shown

REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
HEAD_ROWS = 6


@dataclass(frozen=True)
class Column:
    """Columns from first to last that are hidden."""

    first: int
    last: int


def shared_strings(root: etree._Element | None) -> list[str]:
    """The strings, runs joined, without the reading aids of Japanese."""
    return [_words(item) for item in root] if root is not None else []


class Cells:
    """One sheet's cells, added to `out`."""

    def __init__(self, place: str, strings: list[str], looks: Looks, is_hidden: bool, out: Extract) -> None:
        self.place, self.strings, self.looks, self.is_hidden, self.out = place, strings, looks, is_hidden, out
        self.story, self.formulas = Story(), Story(again=True)
        self.heads: dict[int, str] = {}
        self.columns: list[Column] = []
        self.in_rows: list[tuple[int, str]] = []
        self.in_columns: defaultdict[str, list[str]] = defaultdict(list)
        self._said: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The beginning of the sheet's words."""
        return " ".join(self._said)

    def take(self, tree: etree._Element) -> None:
        """All rows of a worksheet."""
        empty = False
        for element in tree:
            name = local(element)
            if name == "sheetFormatPr":
                empty = _is_true(element.get("zeroHeight"))
            elif name == "cols":
                self._note_columns(element)
            elif name == "sheetData":
                for row in element:
                    self._row(row, empty)
        self._tell_rows()
        for column, texts in self.in_columns.items():
            self.out.hide(" ".join(texts), f"{self.place}隐藏列{column}")
        self.out.stories += [self.story, self.formulas]

    def _note_columns(self, columns: etree._Element) -> None:
        for column in columns:
            if _is_true(column.get("hidden")) or _is_flat(column.get("width")):
                self.columns.append(Column(int(column.get("min", "0")), int(column.get("max", "0"))))

    def _row(self, row: etree._Element, empty: bool) -> None:
        hidden = _is_true(row.get("hidden")) or (empty and row.get("hidden") is None) or _is_flat(row.get("ht"))
        number = int(row.get("r", "0") or 0)
        left, texts = "", []
        for place, cell in enumerate(row, 1):
            reference = cell.get("r", "")
            column = _column(reference) or place
            text = self._cell(cell, reference or f"第{number}行第{column}列", column, left)
            if text:
                texts.append(text)
                left = text
                self._head(number, column, text)
        if hidden and texts and not self.is_hidden:
            self.in_rows.append((number, " ".join(texts)))
        elif texts:
            self._tell_rows()

    def _tell_rows(self) -> None:
        """Hidden rows that follow one another are one finding."""
        if self.in_rows:
            first, last = self.in_rows[0][0], self.in_rows[-1][0]
            rows = f"第{first}行" if first == last else f"第{first}至{last}行"
            self.out.hide(" ".join(text for _, text in self.in_rows), f"{self.place}隐藏的{rows}")
            self.in_rows = []

    def _head(self, row: int, column: int, text: str) -> None:
        """The lowest words without figures in the first rows name a column, a title above them does not."""
        if (row <= HEAD_ROWS or column not in self.heads) and not re.search(r"\d", text):
            self.heads[column] = text[:40]

    def _cell(self, cell: etree._Element, reference: str, column: int, left: str) -> str:
        children = {child.tag.rpartition("}")[2]: child for child in cell if isinstance(child.tag, str)}
        is_number = cell.get("t", "n") == "n"
        look = self.looks.look(cell.get("s", ""))
        stored = self._stored(cell.get("t", "n"), children)
        text = shown(stored, look.code) if is_number and stored else stored
        location = f"{self.place}{reference}"
        context = context_of(text, left, self.heads.get(column, ""))
        if "f" in children:
            self.formulas.add(children["f"].text or "", location, context, cell=True)
        if not text or text.isspace():
            return ""
        self.story.segments.append(Segment(text, location, context, True, is_number))
        if not self.is_hidden:
            self._hide(look.unseen or look.shows_nothing, column, text, reference)
        if self._length < SHOWN:
            self._said.append(text)
            self._length += len(text)
        return text

    def _hide(self, unseen: bool, column: int, text: str, reference: str) -> None:
        if any(hidden.first <= column <= hidden.last for hidden in self.columns):
            letters = REFERENCE.match(reference)
            texts = self.in_columns[letters[1] if letters else str(column)]
            if len(texts) < 40:
                texts.append(text)
        elif unseen:
            self.out.hide(text, f"{self.place}{reference}（与底色相同、极小或者不显示的文字）")

    def _stored(self, kind: str, children: dict[str, etree._Element]) -> str:
        if kind == "inlineStr":
            return _words(children["is"]) if "is" in children else ""
        value = (children["v"].text or "") if "v" in children else ""
        if kind == "s":
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        return value


def _words(item: etree._Element) -> str:
    parts = []
    for element in item.iter():
        if local(element) == "t" and (up := element.getparent()) is not None and local(up) != "rPh":
            parts.append(element.text or "")
    return "".join(parts)


def _column(reference: str) -> int:
    hit = REFERENCE.fullmatch(reference)
    number = 0
    for letter in hit[1] if hit else "":
        number = number * 26 + ord(letter) - 64
    return number


def _is_flat(size: str | None) -> bool:
    """A height or a width in which nothing can be seen."""
    return size is not None and re.fullmatch(r"0(\.[0-3]\d*)?", size) is not None


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
