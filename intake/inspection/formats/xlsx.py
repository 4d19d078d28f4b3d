"""Excel workbooks, from their XML: every sheet, seen or not, with comments, names, heads and caches."""

import re
from dataclasses import dataclass

from lxml import etree

from ...readers.package import Package
from ...readers.structure import Unreadable
from ..extract import Extract
from ..stories import Story
from .office import OfficeParts, joined, local
from .xlsx_cells import Cells, shared_strings
from .xlsx_looks import Looks

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Codes in heads and feet: font, size, place, page number (ECMA-376, 18.3.1.46).
CODES = re.compile(r'&(?:"[^"]*"|\d{1,2}(?= )|K[0-9A-F]{6}|[A-Z])')
STATES = {"hidden": "隐藏工作表", "veryHidden": "深度隐藏工作表"}


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, the part it is in, whether a reader can turn to it."""

    name: str
    part: str
    state: str

    @property
    def place(self) -> str:
        return f"{STATES.get(self.state, '工作表')}“{self.name}”"


def extract(data: bytes, depth: int = 0) -> Extract:
    """Raises `Unreadable` when there is no workbook in the package."""
    package = Package(data)
    main = package.main_part()
    main = main if main in package.members else "xl/workbook.xml"
    root = package.xml(main)
    if root is None or local(root) != "workbook":
        raise Unreadable("damaged")
    out = Extract()
    parts = OfficeParts(package, out, depth)
    folder = main.rpartition("/")[0]
    strings = shared_strings(parts.xml(f"{folder}/sharedStrings.xml"))
    looks = Looks(parts.xml(f"{folder}/styles.xml"), parts.xml(f"{folder}/theme/theme1.xml"))
    for sheet in _sheets(root, parts, main):
        tree = parts.xml(sheet.part)
        if tree is not None:
            _sheet(parts, sheet, tree, Cells(sheet.place, strings, looks, bool(sheet.state), out))
    _names(root, out)
    _caches(parts, folder)
    parts.take_common()
    return out


def _sheets(root: etree._Element, parts: OfficeParts, main: str) -> list[Sheet]:
    folder, _, name = main.rpartition("/")
    targets = relations(parts, f"{folder}/_rels/{name}.rels", folder)
    found = []
    for element in root.iter():
        if local(element) == "sheet":
            state = element.get("state", "visible")
            part = targets.get(element.get(RELATION, ""), ("", ""))[1]
            found.append(Sheet(element.get("name", ""), part, "" if state == "visible" else state))
    return found


def relations(parts: OfficeParts, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """(type, part) by id of the relations in one .rels part."""
    root = parts.xml(name)
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            joined(folder, relation.get("Target", "")),
        )
        for relation in (root if root is not None else ())
        if relation.get("TargetMode") != "External"
    }


def _sheet(parts: OfficeParts, sheet: Sheet, tree: etree._Element, cells: Cells) -> None:
    cells.take(tree)
    if sheet.state:
        parts.out.hide(cells.text or sheet.name, sheet.place)
    story = Story()
    for element in (inner for child in tree if local(child) != "sheetData" for inner in child.iter()):
        name = local(element)
        if name in ("oddHeader", "evenHeader", "firstHeader"):
            story.add(CODES.sub(" ", element.text or ""), f"{sheet.place}页眉", cell=True)
        elif name in ("oddFooter", "evenFooter", "firstFooter"):
            story.add(CODES.sub(" ", element.text or ""), f"{sheet.place}页脚", cell=True)
        elif name == "dataValidation":
            for key in ("prompt", "promptTitle", "error", "errorTitle"):
                story.add(element.get(key, ""), f"{sheet.place}数据验证", cell=True)
        elif name in ("formula1", "formula2"):
            story.add(element.text or "", f"{sheet.place}数据验证", cell=True)
        elif name == "hyperlink":
            story.add(element.get("tooltip", ""), f"{sheet.place}超链接提示", cell=True)
    parts.out.stories.append(story)
    _comments(parts, sheet)


def _comments(parts: OfficeParts, sheet: Sheet) -> None:
    """Notes and threaded comments; Excel writes a threaded one a second time as a note for old programs."""
    folder, _, name = sheet.part.rpartition("/")
    found = relations(parts, f"{folder}/_rels/{name}.rels", folder).values()
    threaded: set[str] = set()
    for kind, part in sorted(found, key=lambda one: one[0] != "threadedComment"):
        root = parts.xml(part) if kind in ("threadedComment", "comments") else None
        for comment in root.iter() if root is not None else ():
            if local(comment) not in ("threadedComment", "comment"):
                continue
            cell = comment.get("ref", "")
            if kind == "threadedComment":
                threaded.add(cell)
            elif cell in threaded:
                continue
            text = "".join(part.text or "" for part in comment.iter() if local(part) in ("t", "text"))
            place = f"{sheet.place}{cell}批注"
            parts.out.story(text, place)
            parts.out.hide(text, place)


def _names(root: etree._Element, out: Extract) -> None:
    story = Story()
    for element in root.iter():
        if local(element) == "definedName":
            name = element.get("name", "")
            story.add(f"{element.text or ''}\n{element.get('comment', '')}", f"名称“{name}”", name, cell=True)
            story.add(name, f"名称“{name}”", cell=True)
    out.stories.append(story)


def _caches(parts: OfficeParts, folder: str) -> None:
    """What pivot tables and links to other workbooks keep of data that may stand on no sheet."""
    for pattern, place in (
        (rf"{folder}/pivotCache/.*\.xml", "数据透视表缓存"),
        (rf"{folder}/externalLinks/.*\.xml", "外部链接缓存"),
        (rf"{folder}/tables/.*\.xml", "表格"),
    ):
        for name in parts.names(pattern):
            root = parts.xml(name)
            story = Story()
            for element in root.iter() if root is not None else ():
                if local(element) in ("s", "n", "v", "tableColumn"):
                    text = element.get("v") or element.get("name") or element.text or ""
                    story.add(text, place, cell=True)
            parts.out.stories.append(story)
