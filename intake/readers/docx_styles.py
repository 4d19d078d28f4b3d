"""What a Word paragraph and its runs look like, through the chain of styles."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
CONTENTS_NAME = re.compile(r"^(?:toc|目录)\s*\d", re.IGNORECASE)
ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}


def w(name: str) -> str:
    """Qualified name in the main namespace."""
    return f"{{{NAMESPACE}}}{name}"


def is_on(element: etree._Element | None) -> bool:
    """A toggle property: present without a value is on."""
    return element is not None and element.get(w("val"), "true").lower() not in {"false", "0", "off", "none"}


@dataclass(frozen=True)
class Look:
    """Looks of characters: hidden, bold, size in points (0 unknown); colours as RRGGBB, "" for the paper's own.
    position: "superscript" or "subscript", else "" or "baseline"."""

    hidden: bool = False
    bold: bool = False
    position: str = ""
    size: float = 0.0
    color: str = ""
    ground: str = ""


@dataclass(frozen=True)
class ParagraphLook:
    """Looks of a paragraph; `numbering` is (list id, level) or None; `look` is what its runs begin with."""

    align: str = ""
    heading: int = 0
    is_title: bool = False
    contents_entry: bool = False
    indented: bool = False
    numbering: tuple[str, int] | None = None
    look: Look = field(default_factory=Look)


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        elements = root.findall(w("style")) if root is not None else []
        self.by_id = {style.get(w("styleId"), ""): style for style in elements}
        self.default = next(
            (
                s.get(w("styleId"), "")
                for s in elements
                if s.get(w("type")) == "paragraph" and s.get(w("default")) == "1"
            ),
            "",
        )
        base = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if root is not None else None
        self.base = _run_look(base, Look())

    def paragraph(self, element: etree._Element) -> ParagraphLook:
        """The look of a w:p: its style's ancestors first, its own properties last."""
        own = element.find(w("pPr"))
        reference = own.find(w("pStyle")) if own is not None else None
        look = ParagraphLook(look=self.base)
        for style in self.chain(reference.get(w("val"), "") if reference is not None else self.default):
            look = _paragraph_look(style.find(w("pPr")), look)
            look = _by_name(style, look)
            look = replace(look, look=_run_look(style.find(w("rPr")), look.look))
        return _paragraph_look(own, look)

    def run(self, run: etree._Element, paragraph: ParagraphLook) -> Look:
        """The look of a w:r in a paragraph of that look."""
        properties = run.find(w("rPr"))
        look = paragraph.look
        reference = properties.find(w("rStyle")) if properties is not None else None
        if reference is not None:
            for style in self.chain(reference.get(w("val"), "")):
                look = _run_look(style.find(w("rPr")), look)
        return _run_look(properties, look)

    def chain(self, name: str) -> list[etree._Element]:
        """A style and those it is based on, the root first."""
        chain: list[etree._Element] = []
        while (style := self.by_id.get(name)) is not None and style not in chain and len(chain) < 20:
            chain.append(style)
            parent = style.find(w("basedOn"))
            name = parent.get(w("val"), "") if parent is not None else ""
        return chain[::-1]


def _by_name(style: etree._Element, look: ParagraphLook) -> ParagraphLook:
    element = style.find(w("name"))
    name = element.get(w("val"), "") if element is not None else ""
    if heading := HEADING_NAME.match(name):
        return replace(look, heading=int(heading[1]))
    if name.lower() in {"title", "标题"}:
        return replace(look, is_title=True)
    return replace(look, contents_entry=True) if CONTENTS_NAME.match(name) else look


def _paragraph_look(properties: etree._Element | None, look: ParagraphLook) -> ParagraphLook:
    if properties is None:
        return look
    align = properties.find(w("jc"))
    if align is not None:
        look = replace(look, align=ALIGNMENTS.get(align.get(w("val"), ""), ""))
    outline = properties.find(w("outlineLvl"))
    if outline is not None and outline.get(w("val"), "9") in "012345":
        look = replace(look, heading=int(outline.get(w("val"), "0")) + 1)
    indent = properties.find(w("ind"))
    if indent is not None:
        first = indent.get(w("firstLineChars"), indent.get(w("firstLine"), "0"))
        look = replace(look, indented=first not in ("0", ""))
    numbers = properties.find(w("numPr"))
    if numbers is not None:
        look = replace(look, numbering=_list_place(numbers, look.numbering))
    return look


def _list_place(numbers: etree._Element, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    identity, level = numbers.find(w("numId")), numbers.find(w("ilvl"))
    name = identity.get(w("val"), "0") if identity is not None else (inherited[0] if inherited else "0")
    depth = level.get(w("val"), "0") if level is not None else "0"
    return (name, int(depth) if depth.isdigit() else 0) if name != "0" else None


def colour(element: etree._Element | None, attribute: str, theme: str) -> str:
    """RRGGBB of an attribute, or of the theme's paper; "" for automatic, "?" for another colour of the theme."""
    if element is None:
        return ""
    name = element.get(w(theme), "")
    if name in ("background1", "light1", "bg1", "lt1"):
        return "FFFFFF"
    value = element.get(w(attribute), "auto").upper()
    if re.fullmatch(r"[0-9A-F]{6}", value):
        return value
    return "?" if name else ""


def ground(properties: etree._Element | None) -> str:
    """The colour behind what has these properties (w:shd, w:highlight), "" where they say none."""
    if properties is None:
        return ""
    highlight = properties.find(w("highlight"))
    painted = highlight.get(w("val"), "none") if highlight is not None else "none"
    if painted not in ("none", "white"):
        return "000000" if painted == "black" else "?"
    shade = properties.find(w("shd"))
    if shade is None or shade.get(w("val"), "clear") not in ("clear", "nil"):
        return "" if shade is None else "?"
    return colour(shade, "fill", "themeFill")


def _run_look(properties: etree._Element | None, look: Look) -> Look:
    if properties is None:
        return look
    for name in ("vanish", "specVanish"):
        element = properties.find(w(name))
        if element is not None:
            look = replace(look, hidden=is_on(element))
    bold = properties.find(w("b"))
    if bold is not None:
        look = replace(look, bold=is_on(bold))
    size = properties.find(w("sz"))
    if size is not None and (value := size.get(w("val"), "")).replace(".", "", 1).isdigit():
        look = replace(look, size=float(value) / 2)
    if (position := properties.find(w("vertAlign"))) is not None:
        look = replace(look, position=position.get(w("val"), ""))
    if (painted := properties.find(w("color"))) is not None:
        look = replace(look, color=colour(painted, "val", "themeColor"))
    if behind := ground(properties):
        look = replace(look, ground=behind)
    return look
