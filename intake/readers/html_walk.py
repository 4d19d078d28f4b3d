"""Walks a page and writes down its paragraphs and tables, each with what its markup says about it."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from .html_main import is_chrome
from .html_style import BLOCKS, Style, styled
from .html_tables import is_data_table, rows_of, span_of
from .structure import AFTER, BEFORE, MAIN, Block, Cell, Notice, Paragraph, Table

SILENT = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "select",
        "textarea",
        "input",
    ),
    *("button", "audio", "video", "canvas", "map", "rt", "rp", "head", "title", "meta", "link", "datalist"),
}
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|(?:text-indent|left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
PRINT_RULES = re.compile(r"@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
HIDING_RULE = re.compile(
    r"(?:^|[},])\s*([.#][\w-]+)\s*(?:,[^{}]*)?\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
SPACE = re.compile(r"[ \t\r\n\f]+")
HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019]"
BROKEN_BETWEEN_HAN = re.compile(rf"(?<={HAN})[ \t]*[\r\n]\s*(?={HAN})")


@dataclass
class Draft:
    """A paragraph being written."""

    pieces: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    bold: int = 0
    size: float = 0.0
    prefix: str = ""


class Walker:
    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.zone = BEFORE
        self.draft = Draft()
        self.main: etree._Element | None = None

    def remove_hidden(self, body: etree._Element) -> list[Notice]:
        """Takes out what a browser does not show, and tells what words that were."""
        hiding = self._hiding_names()
        notices = []
        for element in list(body.iter()):
            if not isinstance(element.tag, str) or element is body or element.getparent() is None:
                continue
            if element.tag in {"del"} or _is_hidden(element, hiding):
                words = " ".join("".join(element.itertext()).split()) if element.tag not in SILENT else ""
                kind = "deleted_text" if element.tag == "del" else "hidden_text"
                if words:
                    notices.append(Notice(kind, words[:200]))
                element.drop_tree()
        return notices

    def read(self, body: etree._Element, main: etree._Element) -> None:
        """Fills `blocks`: zone main inside `main`, before and after it around."""
        self.main = main
        self._element(body, Style())
        self._flush()

    def _hiding_names(self) -> set[str]:
        rules = " ".join(style.text or "" for style in self.root.iter("style"))
        return set(HIDING_RULE.findall(PRINT_RULES.sub("", rules)))

    def _element(self, element: etree._Element, style: Style) -> None:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        if self.zone == MAIN and is_chrome(element):
            return
        entered = element is self.main
        if entered:
            self._flush()
            self.zone = MAIN
        self._by_tag(element, styled(element, style))
        if entered:
            self._flush()
            self.zone = AFTER

    def _by_tag(self, element: etree._Element, style: Style) -> None:
        tag = element.tag
        if tag == "br":
            self._flush()
        elif tag == "table" and is_data_table(element) and not self._holds_main(element):
            self._flush()
            self._table(element)
        elif tag in BLOCKS:
            self._flush()
            if tag == "li":
                self.draft.prefix = _list_label(element)
            self._content(element, style)
            self._flush()
        else:
            self._content(element, style)

    def _holds_main(self, element: etree._Element) -> bool:
        return self.zone == BEFORE and self.main is not None and any(inner is self.main for inner in element.iter())

    def _content(self, element: etree._Element, style: Style) -> None:
        self._words(element.text, style)
        for child in element:
            self._element(child, style)
            self._words(child.tail, style)

    def _words(self, text: str | None, style: Style) -> None:
        if not text:
            return
        if style.pre and "\n" in text:
            for line in text.split("\n"):
                self._words(line, replace(style, pre=False))
                self._flush()
            return
        draft = self.draft
        draft.pieces.append(text)
        solid = len(text.strip())
        if solid:
            draft.style = style
            draft.bold += solid * style.bold
            draft.size = max(draft.size, style.size)
            if style.link is not None:
                draft.links.append((SPACE.sub(" ", text).strip(), style.link))

    def _flush(self) -> None:
        draft, prefix = self.draft, self.draft.prefix
        raw = BROKEN_BETWEEN_HAN.sub("", "".join(draft.pieces))
        text = SPACE.sub(" ", raw).strip(" \xa0\u3000\u200b\ufeff")
        if not text:
            self.draft = Draft(prefix=prefix)
            return
        style = draft.style
        self.blocks.append(
            Paragraph(
                prefix + text,
                f"第 {len(self.blocks) + 1} 段",
                align=style.align,
                heading=style.heading,
                size=draft.size,
                bold=draft.bold >= 0.8 * len(text.replace(" ", "")),
                indented=style.indented or raw.lstrip(" \r\n\t")[:2] in ("\u3000\u3000", "\xa0\xa0"),
                zone=self.zone,
                marks=style.marks,
                links=draft.links,
            )
        )
        self.draft = Draft()

    def _table(self, element: etree._Element) -> None:
        table = Table(location=f"第 {len(self.blocks) + 1} 段", zone=self.zone)
        for row in rows_of(element):
            cells = [self._cell(cell) for cell in row if cell.tag in ("td", "th")]
            if cells:
                table.rows.append(cells)
        caption = element.find("caption")
        if caption is not None:
            self._element(caption, Style(align="center"))
            self._flush()
        self.blocks.append(table)

    def _cell(self, element: etree._Element) -> Cell:
        """A cell is read by a walker of its own, so that tables in it stay tables."""
        inner = Walker(self.root)
        inner.zone = MAIN
        inner._content(element, Style())
        inner._flush()
        return Cell(inner.blocks, span_of(element, "colspan"), span_of(element, "rowspan"), element.tag == "th")


def _is_hidden(element: etree._Element, hiding: set[str]) -> bool:
    if element.get("hidden") is not None or HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    own = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return bool(own & hiding)


def _list_label(item: etree._Element) -> str:
    """The number that a browser writes before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    start = parent.get("start", "1")
    first = int(start) if start.isascii() and start.isdigit() else 1
    place = [child for child in parent if child.tag == "li"].index(item)
    return f"{first + place}." if parent.get("type", "1") == "1" else ""
