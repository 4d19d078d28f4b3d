"""What Word and Excel packages share: properties, links, drawings, and files within the file."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree, html

from ...charsets import UnknownEncoding, decode
from ...filetypes import identify
from ...readers.package import Package
from ...readers.structure import Unreadable
from ..extract import Extract
from ..limits import DEPTH, MAX_EMBEDDED
from ..stories import OF_FILE, Story

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
OLE = b"\xd0\xcf\x11\xe0"
PROPERTIES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "title": "标题",
    "subject": "主题",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "contentStatus": "状态",
    "Company": "单位",
    "Manager": "经理",
    "HyperlinkBase": "超链接基础",
}
COUNTS = {"TotalTime", "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "AppVersion"}
CARRIERS = ("/oleObject", "/package", "/aFChunk", "/control")


def local(element: etree._Element) -> str:
    """Tag without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class OfficeParts:
    """The parts of a package for the extract that is being made of it."""

    def __init__(self, package: Package, extract: Extract, depth: int) -> None:
        self.package, self.out, self.depth = package, extract, depth

    def names(self, pattern: str) -> list[str]:
        """Parts whose whole name matches, in order."""
        return sorted(name for name in self.package.members if re.fullmatch(pattern, name, re.IGNORECASE))

    def xml(self, name: str) -> etree._Element | None:
        """A part beside the main one: damage there is told, and does not stop the rest."""
        try:
            return self.package.xml(name)
        except Unreadable as error:
            if error.reason != "damaged":
                raise
            self.out.notices.append(f"文件中的“{name}”无法读取，没有检测。")
            return None

    def take_common(self) -> None:
        """Everything that is not in the text of the document or in the cells of a sheet."""
        self._properties()
        self._links()
        self._drawings()
        self._custom_xml()
        self._embedded()

    def _properties(self) -> None:
        story = Story()
        for name in self.names(r"docProps/(core|app|custom)\.xml"):
            root = self.xml(name)
            for element in root if root is not None else ():
                label = element.get("name") or PROPERTIES.get(local(element), local(element))
                if label not in COUNTS:
                    text = "\n".join(part for part in element.itertext() if part.strip())
                    story.add(text, f"{OF_FILE}·{label}", label, cell=True)
        self.out.stories.append(story)

    def _links(self) -> None:
        """Addresses that lead outside: mailto, tel, and what stands in a query."""
        story = Story()
        for name in self.names(r".*\.rels"):
            root = self.xml(name)
            for relation in root if root is not None else ():
                if relation.get("TargetMode") == "External":
                    story.add(unquote(relation.get("Target", "")), "超链接地址", cell=True)
        self.out.stories.append(story)

    def _drawings(self) -> None:
        for pattern, place in (
            (r".*/charts/(chart|chartEx)\d*\.xml", "图表"),
            (r".*/diagrams/data\d*\.xml", "SmartArt 图形"),
            (r"xl/drawings/drawing\d+\.xml", "文本框"),
            (r"word/drawings/drawing\d+\.xml", "图表"),
        ):
            for name in self.names(pattern):
                root = self.xml(name)
                if root is not None:
                    self.drawing(root, place)

    def drawing(self, root: etree._Element, place: str) -> None:
        """Paragraphs of DrawingML, the values that a chart keeps, alternative texts."""
        story = Story()
        for paragraph in root.iter(f"{DRAWING}p"):
            story.add("".join(_drawn(paragraph)), place)
        for value in root.iter(f"{CHART}v"):
            story.add(value.text or "", f"{place}数据", cell=True)
        self.out.stories += [story, self.alternatives(root, place)]

    def alternatives(self, root: etree._Element, place: str) -> Story:
        """Alternative texts, titles and link tips of pictures and shapes."""
        story = Story()
        for element in root.iter():
            if local(element) in ("docPr", "cNvPr"):
                for name in ("descr", "title"):
                    story.add(element.get(name, ""), f"{place}替代文字", cell=True)
            elif local(element) == "hlinkClick":
                story.add(element.get("tooltip", ""), f"{place}超链接提示", cell=True)
        return story

    def _custom_xml(self) -> None:
        for name in self.names(r"customXml/item\d*\.xml"):
            root = self.xml(name)
            story = Story()
            for text in root.itertext() if root is not None else ():
                story.add(text, "自定义 XML 数据", cell=True)
            self.out.stories.append(story)

    def _embedded(self) -> None:
        for name in list(dict.fromkeys(self._carriers()))[:MAX_EMBEDDED]:
            data = self.package.part(name)
            if data is not None:
                embed(self.out, name.rpartition("/")[2], data, self.depth)

    def _carriers(self) -> Iterator[str]:
        """Parts under embeddings/, and those that a relation calls an object, a package or a chunk."""
        yield from self.names(r".*/embeddings/[^/]+")
        for name in self.names(r".*\.rels"):
            root = self.xml(name)
            folder = name.replace("_rels/", "").rpartition("/")[0]
            for relation in root if root is not None else ():
                if relation.get("TargetMode") != "External" and relation.get("Type", "").endswith(CARRIERS):
                    yield joined(folder, relation.get("Target", ""))


def joined(folder: str, target: str) -> str:
    """The part that a relation of a part in `folder` names."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def embed(out: Extract, name: str, data: bytes, depth: int) -> None:
    """Notes a file within the file, and what is in it as far as it can be read."""
    from ..child import extract

    place = f"嵌入文件“{name}”"
    out.hide(name, "嵌入文件")
    data = _unwrapped(data)
    kind = identify(data).code
    if depth >= DEPTH:
        out.notices.append(f"{place}嵌套过深，没有检测。")
    elif kind == "html":
        out.story(_words_of_html(data), place)
    elif kind in ("txt", "docx", "xlsx", "pdf"):
        inner = extract(kind, data, depth + 1)
        out.take(inner, f"{place}·")
        if inner.reason:
            out.notices.append(f"{place}无法读取，没有检测。")
    elif kind != "empty":
        out.notices.append(f"{place}不是可以检测的类型。")


def _unwrapped(data: bytes) -> bytes:
    """The document inside an OLE object where it lies in one piece, else the object."""
    if not data.startswith(OLE):
        return data
    places = [place for mark in (b"PK\x03\x04", b"%PDF-") if (place := data.find(mark)) > 0]
    return data[min(places) :] if places else data


def _words_of_html(data: bytes) -> str:
    try:
        root = html.document_fromstring(decode(data).text)
    except (UnknownEncoding, etree.ParserError, ValueError):
        return ""
    return "\n".join(text for text in root.itertext() if text.strip())


def _drawn(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{DRAWING}t":
            yield element.text or ""
        elif element.tag == f"{DRAWING}br":
            yield "\n"
