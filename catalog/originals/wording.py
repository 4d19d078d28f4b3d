"""Texts as they are compared: without blanks, line ends and the differences of width."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from ..importing.digest import UNSEEN

TEXT_BLOCKS = ("heading", "quotation", "notice")
PARTS = ["p", "li", "h2", "h3", "h4"]
EXCERPT = 40


def bare(text: str) -> str:
    """`text` as it is compared."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def excerpt(text: str) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"


def pieces_of_body(body: Any) -> Iterator[str]:
    """What a body says, a paragraph or a cell at a time, in order. Files and pictures say nothing here."""
    for block in body:
        if block.block_type == "paragraph":
            yield from pieces_of_html(block.value.source)
        elif block.block_type == "table":
            yield from pieces_of_table(block.value)
        elif block.block_type in TEXT_BLOCKS:
            yield from (str(block.value.get(name) or "") for name in ("title", "text", "source"))


def pieces_of_html(source: str) -> Iterator[str]:
    soup = BeautifulSoup(source, "html.parser")
    parts = [part for part in soup.find_all(PARTS) if not part.find(PARTS)]
    yield from (part.get_text() for part in parts or [soup])


def pieces_of_table(table: Any) -> Iterator[str]:
    """Caption, headings and cells; heads of several rows were joined by blanks when they were imported."""
    yield table.caption or ""
    for column in table.columns:
        yield from str(column["heading"]).split()
    for row in table.rows:
        yield from ("" if cell.value is None else str(cell.value) for cell in row)
