"""Web pages: META tags, the main text, and what stands around it, as paragraphs and tables.

Sites of the 2000s are read too: nested layout tables, <font>, <br> for paragraphs, encodings that lie.
"""

import re

import lxml.html
from lxml import etree

from ..charsets import UnknownEncoding, decode
from .html_main import choose_main, mark_chrome
from .html_walk import Walker
from .structure import Reading, Unreadable

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,30})""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes) -> Reading:
    """Raises `Unreadable` when there is no page in the bytes."""
    text = _text(data)
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Unreadable("no_text") from None
    body = root.find("body")
    if body is None:
        raise Unreadable("no_text")
    walker = Walker(root)
    hidden = walker.remove_hidden(body)
    mark_chrome(body)
    walker.read(body, choose_main(body))
    return Reading(blocks=walker.blocks, notices=hidden + walker.notices, meta=_meta(root))


def _text(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    declared = DECLARED.search(data[:8192]) or XML_DECLARED.search(data[:200])
    try:
        text = decode(data, declared[1].decode("ascii") if declared else "").text
    except UnknownEncoding:
        raise Unreadable("encoding") from None
    return text.replace("\x00", "")


def _meta(root: etree._Element) -> dict[str, str]:
    """META tags by lower-case name, the first of each name; the <title> as `title`."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip().lower()
        content = " ".join((tag.get("content") or "").split())
        if name and content and len(content) < 2000:
            found.setdefault(name, content)
    title = root.find(".//title")
    if title is not None and (words := " ".join(title.text_content().split())):
        found["title"] = words
    return found
