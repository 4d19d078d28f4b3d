"""An .xlsx package as rows of cells. Formulas, macros, links to other files and everything drawn are left alone."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from ..readers.package import Package
from ..readers.structure import Unreadable
from .structure import (
    BROKEN,
    CURTAILED,
    FORMULA,
    KEPT_DIGITS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TEXT,
    Cell,
    Row,
    Sheet,
    Workbook,
    column_of,
)

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_ELEMENTS = 300_000
"""Rows of a sheet, empty ones too; beyond it somebody formatted whole columns."""
EPOCH = date(1899, 12, 30)
DATES = frozenset({*range(14, 18), 22, *range(27, 32), *range(50, 59), 36})
"""Numbers of built-in formats that show a day."""
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
DAY = re.compile(r"[yd年日]", re.IGNORECASE)
LAST_DAY = 2_958_465
"""9999-12-31."""


def read(data: bytes) -> Workbook:
    """Raises `Unreadable` for what is no workbook, or too much of one."""
    package = Package(data)
    main = package.main_part()
    main = main if main in package.members else "xl/workbook.xml"
    root = package.xml(main)
    if root is None or local(root) != "workbook":
        raise Unreadable("damaged")
    folder = main.rpartition("/")[0]
    strings = shared_strings(package.xml(f"{folder}/sharedStrings.xml"))
    days = date_styles(package.xml(f"{folder}/styles.xml"))
    parts = list(sheet_parts(package, root, main))
    if len(parts) > MAX_SHEETS:
        raise Unreadable("too_many_sheets")
    reading = Reading(strings, days)
    return Workbook([reading.sheet(name, package.part(part) or b"") for name, part in parts])


def local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def sheet_parts(package: Package, root: etree._Element, main: str) -> Iterator[tuple[str, str]]:
    """(name, part) of the sheets that stand in the file itself."""
    folder, _, name = main.rpartition("/")
    relations = package.xml(f"{folder}/_rels/{name}.rels")
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in (relations if relations is not None else ())
        if one.get("TargetMode") != "External"
    }
    for element in root.iter():
        if local(element) == "sheet":
            target = targets.get(element.get(RELATION, ""), "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"


def shared_strings(root: etree._Element | None) -> list[str]:
    return [words(item) for item in root] if root is not None else []


def words(item: etree._Element) -> str:
    """The runs of a text, joined, without reading aids."""
    found = []
    for element in item.iter():
        above = element.getparent()
        if local(element) == "t" and (above is None or local(above) != "rPh"):
            found.append(element.text or "")
    return "".join(found)


def date_styles(root: etree._Element | None) -> frozenset[int]:
    """The styles of cells that show a day."""
    if root is None:
        return frozenset()
    own = {
        int(one.get("numFmtId", "0")): QUOTED.sub("", one.get("formatCode", ""))
        for one in root.iter()
        if local(one) == "numFmt"
    }
    formats = next((one for one in root if local(one) == "cellXfs"), None)
    found = set()
    for number, style in enumerate(formats if formats is not None else ()):
        code = int(style.get("numFmtId", "0"))
        if code in DATES or DAY.search(own.get(code, "")):
            found.add(number)
    return frozenset(found)


class Reading:
    """One workbook under way: what its sheets share, and how much was read."""

    def __init__(self, strings: list[str], days: frozenset[int]) -> None:
        self.strings, self.days, self.length = strings, days, 0

    def sheet(self, name: str, data: bytes) -> Sheet:
        made = Sheet(name)
        for element in elements(data) if data else ():
            if local(element) == "mergeCell":
                made.merged.append(element.get("ref", ""))
            elif row := self.row(element, made.rows[-1].number + 1 if made.rows else 1):
                made.rows.append(row)
                if len(made.rows) > MAX_ROWS:
                    raise Unreadable("too_many_rows")
        return made

    def row(self, element: etree._Element, following: int) -> Row | None:
        """The row, None for one in which nothing stands."""
        row = Row(int(element.get("r") or following), hidden=element.get("hidden") in ("1", "true"))
        place = 0
        for child in element:
            place = column_of(child.get("r", "")) or place + 1
            cell = self.cell(child)
            if cell is None:
                continue
            if place > MAX_COLUMNS:
                raise Unreadable("too_wide")
            row.cells[place] = cell
            self.length += len(cell.text)
            if self.length > MAX_CHARACTERS:
                raise Unreadable("too_long")
        return row if row.cells else None

    def cell(self, element: etree._Element) -> Cell | None:
        inside = {local(child): child for child in element}
        kind = element.get("t", "n")
        text = self.text(kind, inside, element.get("s", "0")).strip()[:MAX_TEXT]
        if "f" in inside:
            return Cell(text, FORMULA)
        if kind == "e":
            return Cell(text, BROKEN)
        if kind == "n" and is_long(text):
            return Cell(text, CURTAILED)
        return Cell(text) if text else None

    def text(self, kind: str, inside: dict[str, etree._Element], style: str) -> str:
        if kind == "inlineStr":
            return words(inside["is"]) if "is" in inside else ""
        value = (inside["v"].text or "") if "v" in inside else ""
        if kind == "s":
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        if kind == "b":
            return "是" if value == "1" else "否"
        if kind == "n" and value:
            return number(value, is_day=style.isdigit() and int(style) in self.days)
        return value


def elements(data: bytes) -> Iterator[etree._Element]:
    """Rows and merged ranges of a sheet, one at a time, forgotten when they are read."""
    beginning = data[:4000].replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
        raise Unreadable("doctype")
    tags = ("{*}row", "{*}mergeCell")
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    count = 0
    try:
        for _event, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **options):
            count += 1
            if count > MOST_ELEMENTS:
                raise Unreadable("too_many_rows")
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged") from error


def number(value: str, *, is_day: bool) -> str:
    """A number as it was typed, without what floating point added; a day in the form of ISO 8601."""
    try:
        found = Decimal(value)
    except InvalidOperation:
        return value
    if not found.is_finite():
        return value
    if is_day and 0 < found <= LAST_DAY:
        return (EPOCH + timedelta(days=int(found))).isoformat()
    return value if is_long(value) else f"{round(found, 6).normalize():f}"


def is_long(value: str) -> bool:
    """True for a number before whose point stand more digits than a spreadsheet keeps."""
    try:
        found = Decimal(value)
    except InvalidOperation:
        return False
    return found.is_finite() and found.adjusted() >= KEPT_DIGITS
