"""The words of a publication in order, each stretch with its place: for checks, comments and highlighting.

A place is a content path as Wagtail's comments have it: the name of a field, `body.<block id>`, or
`body.<block id>.<name>` for a part of a block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page

BREAKS = re.compile(r"<br\s*/?>|</(?:p|li|h\d|blockquote|div|ul|ol)>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
SECRET_LINK = re.compile(r'href="((?:mailto|tel):[^"]+)"', re.IGNORECASE)
OWN_FIELDS = frozenset(one.name for one in Page._meta.concrete_fields) - {"title"}
"""Fields of Wagtail's page: none of them but the title is a text of the publication."""


@dataclass(frozen=True)
class Passage:
    """One field or block. `pieces` are (place in words, text); a table has one for each cell, everything else one."""

    path: str
    label: str
    kind: str
    pieces: tuple[tuple[str, str], ...]
    value: Any = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        return "\n".join(text for _place, text in self.pieces if text)


def passages(page: Any) -> list[Passage]:
    """Title, other text fields and keywords as they are filled in, then the blocks of the body."""
    return [*field_passages(page), *block_passages(page)]


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


def block_passages(page: Any) -> Iterator[Passage]:
    for number, block in enumerate(page.body, 1):
        path = f"body.{block.id}"
        label = _("正文第%(number)d段") % {"number": number}
        if block.block_type != "paragraph":
            label = _("%(label)s（%(block)s）") % {"label": label, "block": block.block.label}
        name, pieces = READERS.get(block.block_type, read_other)(block, label)
        yield Passage(f"{path}.{name}" if name else path, label, block.block_type, pieces, block.value)


Read = tuple[str, tuple[tuple[str, str], ...]]
"""The part of a block to which a comment is pinned, and the pieces."""


def read_paragraph(block: Any, label: str) -> Read:
    source = block.value.source
    hidden = [unescape(found) for found in SECRET_LINK.findall(source)]
    return "", ((label, text_of(source)), *((_("%(label)s链接") % {"label": label}, one) for one in hidden))


def read_struct(*names: str) -> Any:
    """A reader of blocks whose words stand in the parts `names`; the first is where comments are pinned."""

    def read(block: Any, label: str) -> Read:
        return names[0], tuple((label, str(block.value.get(name) or "")) for name in names if block.value.get(name))

    return read


def read_table(block: Any, label: str) -> Read:
    value = block.value
    pieces = [(label, value.caption or "")]
    pieces += [(_("%(label)s表头") % {"label": label}, column["heading"]) for column in value.columns]
    for row, cells in enumerate(value.rows, 1):
        for column, cell in enumerate(cells, 1):
            place = _("%(label)s第%(row)d行第%(column)d列") % {"label": label, "row": row, "column": column}
            pieces.append((place, "" if cell.value is None else str(cell.value)))
    return "", tuple(pieces)


def read_image(block: Any, label: str) -> Read:
    names = ("alt", "caption")
    return "alt", tuple((label, block.value[name]) for name in names if block.value[name])


def read_attachment(block: Any, label: str) -> Read:
    document = block.value.get("document")
    title = block.value["title"] or (document.title if document else "")
    return "title", ((label, title),)


def read_other(block: Any, label: str) -> Read:
    """A block that this module does not know yet: what it shows."""
    return "", ((label, text_of(str(block.render()))),)


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
