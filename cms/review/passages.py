"""The words of a publication in order, each stretch with its place: for checks, comments and highlighting.

A place is a content path as Wagtail's comments have it: the name of a field, `body.<block id>`, or
`body.<block id>.<name>` for a part of a block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ChoiceBlock, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks.text import ParagraphBlock

BREAKS = re.compile(r"<br\s*/?>|</(?:p|li|h\d|blockquote|div|ul|ol)>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
SECRET_LINK = re.compile(r'href="((?:mailto|tel):[^"]+)"', re.IGNORECASE)
OWN_FIELDS = frozenset(one.name for one in Page._meta.concrete_fields) - {"title"}
"""Fields of Wagtail's page: none of them but the title is a text of the publication."""


@dataclass(frozen=True)
class Passage:
    """One field or block. `pieces` are (place in words, text); a table has one for each cell, everything else one.

    `block` says what `value` is; fields have neither.
    """

    path: str
    label: str
    kind: str
    pieces: tuple[tuple[str, str], ...]
    value: Any = field(default=None, compare=False, repr=False)
    block: Block | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        return "\n".join(text for _place, text in self.pieces if text)


def passages(page: Any) -> list[Passage]:
    """Title, other text fields and keywords as they are filled in, then the blocks of the body."""
    return [*field_passages(page), *other_streams(page), *block_passages(page)]


def text_fields(page: Any) -> Iterator[models.Field]:
    """Fields into which editors type words that the public may read, in the order of the model; the title first."""
    fields = [
        one
        for one in page._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField) and one.editable and not one.choices
    ]
    yield from (one for one in fields if one.name == "title")
    yield from (one for one in fields if one.name not in OWN_FIELDS | {"title"})


def field_passages(page: Any) -> Iterator[Passage]:
    for one in text_fields(page):
        text = str(getattr(page, one.name) or "")
        if text:
            label = _("标题") if one.name == "title" else str(one.verbose_name)
            yield Passage(one.name, label, "field", ((label, text),))
    keywords = "、".join(sorted(tag.name for tag in page.keywords.all()))
    if keywords:
        yield Passage("keywords", _("关键词"), "field", ((_("关键词"), keywords),))


def other_streams(page: Any) -> Iterator[Passage]:
    """The items of every field of blocks beside the body."""
    for one in page._meta.concrete_fields:
        if not isinstance(one, StreamField) or one.name == "body":
            continue
        for number, item in enumerate(getattr(page, one.name) or (), 1):
            label = _("%(field)s第%(number)d项") % {"field": one.verbose_name, "number": number}
            pieces = tuple(read_parts(item.block, item.value, label))
            if any(text for _place, text in pieces):
                yield Passage(f"{one.name}.{item.id}", label, item.block_type, pieces, item.value, item.block)


def block_passages(page: Any) -> Iterator[Passage]:
    for number, block in enumerate(page.body, 1):
        path = f"body.{block.id}"
        label = _("正文第%(number)d段") % {"number": number}
        if block.block_type != "paragraph":
            label = _("%(label)s（%(block)s）") % {"label": label, "block": block.block.label}
        name, pieces = READERS.get(block.block_type, read_other)(block, label)
        yield Passage(f"{path}.{name}" if name else path, label, block.block_type, pieces, block.value, block.block)


Read = tuple[str, tuple[tuple[str, str], ...]]
"""The part of a block to which a comment is pinned, and the pieces."""


def read_paragraph(block: Any, label: str) -> Read:
    return "", tuple(rich_pieces(block.value.source, label))


def rich_pieces(source: str, label: str) -> Iterator[tuple[str, str]]:
    """The words of rich text, then the addresses that its links hide."""
    yield label, text_of(source)
    for found in SECRET_LINK.findall(source):
        yield _("%(label)s链接") % {"label": label}, unescape(found)


def read_struct(*names: str) -> Any:
    """A reader of blocks whose words stand in the parts `names`; the first is where comments are pinned."""

    def read(block: Any, label: str) -> Read:
        return names[0], tuple((label, str(block.value.get(name) or "")) for name in names if block.value.get(name))

    return read


def read_table(block: Any, label: str) -> Read:
    return "", tuple(table_pieces(block.value, label))


def table_pieces(value: Any, label: str) -> list[tuple[str, str]]:
    pieces = [(label, value.caption or "")]
    pieces += [(_("%(label)s表头") % {"label": label}, column["heading"]) for column in value.columns]
    for row, cells in enumerate(value.rows, 1):
        for column, cell in enumerate(cells, 1):
            place = _("%(label)s第%(row)d行第%(column)d列") % {"label": label, "row": row, "column": column}
            pieces.append((place, "" if cell.value is None else str(cell.value)))
    return pieces


def read_image(block: Any, label: str) -> Read:
    names = ("alt", "caption")
    return "alt", tuple((label, block.value[name]) for name in names if block.value[name])


def read_attachment(block: Any, label: str) -> Read:
    document = block.value.get("document")
    title = block.value["title"] or (document.title if document else "")
    return "title", ((label, title),)


def read_other(block: Any, label: str) -> Read:
    """A block that holds others: the words of each part, with its name."""
    return "", tuple(read_parts(block.block, block.value, label))


def read_parts(block: Block, value: Any, label: str) -> Iterator[tuple[str, str]]:
    """The pieces of a part and of all within it; choices and files have no words, a picture has its texts."""
    if isinstance(block, StructBlock):
        for child in block.child_blocks.values():
            place = _("%(label)s“%(part)s”") % {"label": label, "part": child.label}
            yield from read_parts(child, value.get(child.name), place)
    elif isinstance(block, ListBlock):
        for number, item in enumerate(value, 1):
            yield from read_parts(
                block.child_block, item, _("%(label)s第%(number)d项") % {"label": label, "number": number}
            )
    elif isinstance(block, StreamBlock):
        for number, child in enumerate(value, 1):
            place = _("%(label)s第%(number)d段") % {"label": label, "number": number}
            yield from read_parts(child.block, child.value, place)
    elif isinstance(block, ParagraphBlock):
        yield from rich_pieces(value.source, label)
    elif isinstance(block, TypedTableBlock):
        yield from table_pieces(value, label)
    elif isinstance(value, str) and not isinstance(block, ChoiceBlock):
        yield label, value
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        yield label, str(value)  # a field for numbers takes that of a card as well


READERS = {
    "heading": read_struct("text"),
    "paragraph": read_paragraph,
    "quotation": read_struct("text", "source"),
    "notice": read_struct("text", "title"),
    "table": read_table,
    "image": read_image,
    "attachment": read_attachment,
}


def text_of(html: str) -> str:
    """The words of a fragment. What stands in one line stays joined, however many elements part it."""
    lines = unescape(TAG.sub("", BREAKS.sub("\n", html))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
