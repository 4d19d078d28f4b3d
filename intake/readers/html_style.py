"""What markup says about the looks of the text beneath it, from CSS as from <font> and align."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from .html_main import names

BLOCKS = {
    *(
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "center",
    ),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "form",
        "fieldset",
        "legend",
        "figure",
        "figcaption",
        "address",
    ),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "body", "hr", "details", "summary", "marquee"),
}
ALIGN = re.compile(r"text-align\s*:\s*(center|right|left|justify)", re.IGNORECASE)
INDENT = re.compile(r"text-indent\s*:\s*(?!0)\d", re.IGNORECASE)
SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt|em|rem)", re.IGNORECASE)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
HEADING_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0}
TITLE_NAME = re.compile(
    r"(?:^|[-_\s])(?:article|news|wz|info|con|page|xl)?[-_]?(?:title|tit|bt|biaoti|headline|h1)(?:[-_\s\d]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Style:
    """What an element hands down to the text beneath it."""

    align: str = ""
    heading: int = 0
    size: float = 0.0
    bold: bool = False
    indented: bool = False
    link: str | None = None
    marks: str = ""
    pre: bool = False


def styled(element: etree._Element, style: Style) -> Style:
    tag, css = element.tag, element.get("style") or ""
    changes: dict[str, object] = {}
    align = ALIGN.search(css)
    said = align[1].lower() if align else ("center" if tag == "center" else (element.get("align") or "").lower())
    if said in {"center", "right", "left", "justify"} and tag in BLOCKS and tag != "table":
        changes["align"] = said if said in {"center", "right"} else ""
    if tag in {"td", "th", "table"} and not said:
        changes["align"] = ""
    if re.fullmatch(r"h[1-6]", tag):
        changes |= {"heading": int(tag[1]), "bold": True, "size": HEADING_SIZES.get(tag, style.size)}
    if tag in {"b", "strong"} or BOLD.search(css):
        changes["bold"] = True
    if size := SIZE.search(css):
        changes["size"] = float(size[1]) * {"px": 0.75, "pt": 1, "em": 12, "rem": 12}[size[2].lower()]
    elif tag == "font" and element.get("size", "").strip() in FONT_SIZES:
        changes["size"] = FONT_SIZES[element.get("size").strip()]
    if INDENT.search(css):
        changes["indented"] = True
    if tag == "a":
        changes["link"] = (element.get("href") or "").strip()
    if tag == "pre":
        changes["pre"] = True
    if TITLE_NAME.search(names(element)):
        changes["marks"] = "title"
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]
