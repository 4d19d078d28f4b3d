"""Differences of two versions of a publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import ChoiceBlock, PageChooserBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from ...blocks.text import ParagraphBlock
from ...blocks.within import parts
from ..passages import text_of
from .tables import Row, rows_between
from .texts import Segment, changes

LEFT_OUT = frozenset(one.name for one in Page._meta.concrete_fields) - {"title", "go_live_at", "expire_at"} | {"body"}
LINK = re.compile(r"<a\s([^>]*)>.*?</a>", re.DOTALL)
LABELS = {
    "title": gettext_lazy("标题"),
    "go_live_at": gettext_lazy("定时发布时间"),
    "expire_at": gettext_lazy("到期撤下时间"),
}


@dataclass(frozen=True)
class Difference:
    """One field or block. `change` is changed, added, removed, moved or format (other marks, the same words); `rows` are of a table, else `segments`."""

    path: str
    label: str
    change: str
    segments: tuple[Segment, ...] = ()
    rows: tuple[Row, ...] = ()


def compare(old: Any, new: Any) -> list[Difference]:
    """What `new` changes in `old`, both pages of one type in memory; empty when the public would see the same."""
    return [*field_differences(old, new), *body_differences(old, new)]


def field_differences(old: Any, new: Any) -> Iterator[Difference]:
    for one in new._meta.concrete_fields:
        if one.name in LEFT_OUT or not one.editable or is_same(one, old, new):
            continue
        yield difference(one.name, label_of(one), shown(old, one), shown(new, one))
    before, after = keywords(old), keywords(new)
    if before != after:
        yield difference("keywords", _("关键词"), before, after)


def is_same(one: models.Field, old: Any, new: Any) -> bool:
    """True when a field says the same; blocks have other ids in every copy."""
    if isinstance(one, StreamField):
        return shown(old, one) == shown(new, one)
    return bool(one.value_from_object(old) == one.value_from_object(new))


def label_of(one: models.Field) -> str:
    return str(LABELS.get(one.name) or one.verbose_name)


def keywords(page: Any) -> str:
    return "、".join(sorted(tag.name for tag in page.keywords.all()))


def shown(page: Any, one: models.Field) -> str:
    """A value as an official reads it."""
    value = getattr(page, one.name)
    if value is None:
        return ""
    if isinstance(one, StreamField):
        return "\n".join(words for words in words_within(one.stream_block, value) if words)
    if one.choices:
        return str(getattr(page, f"get_{one.name}_display")())
    if in_words := getattr(one, "in_words", None):
        return str(in_words(value))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(one, models.DateTimeField):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    return str(value)


def difference(path: str, label: str, old: str, new: str) -> Difference:
    change = "changed" if old and new else "added" if new else "removed"
    return Difference(path, label, change, tuple(changes(old, new)))


def body_differences(old: Any, new: Any) -> Iterator[Difference]:
    """Blocks in the order of `new`; one that is gone stands where it stood."""
    before, after = list(old.body), list(new.body)
    numbers = {id(block): number for number, block in enumerate(after, 1)}
    for left, right, moved in pairs(before, after):
        block = right if right is not None else left
        name = str(block.block.label)
        label = _("正文第%(number)d段（%(name)s）") % {"number": numbers.get(id(right), 0), "name": name}
        if right is None:
            label = _("原正文第%(number)d段（%(name)s）") % {"number": before.index(left) + 1, "name": name}
        found = block_difference(f"body.{block.id}", label, left, right, moved)
        if found is not None:
            yield found


def pairs(before: list[Any], after: list[Any]) -> Iterator[tuple[Any, Any, bool]]:
    """(old, new, moved): blocks that belong together, by their ids, or by what they say where ids are new."""
    same_ids = {block.id for block in before} & {block.id for block in after}
    left = [block.id if block.id in same_ids else spoken(block) for block in before]
    right = [block.id if block.id in same_ids else spoken(block) for block in after]
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    moved = moved_pairs(left, right, steps)
    mates = moved | likely_pairs(before, after, steps, moved)
    paired = set(mates.values())
    for tag, i1, i2, j1, j2 in steps:
        if tag == "equal":
            yield from ((before[i], after[j], False) for i, j in zip(range(i1, i2), range(j1, j2), strict=True))
            continue
        yield from ((before[i], None, False) for i in range(i1, i2) if i not in paired)
        for j in range(j1, j2):
            yield (before[mates[j]] if j in mates else None), after[j], j in moved


def moved_pairs(left: list[Any], right: list[Any], steps: list[Any]) -> dict[int, int]:
    """New place → old place of blocks that are the same and stand elsewhere."""
    loose: dict[Any, list[int]] = {}
    for tag, i1, i2, _j1, _j2 in steps:
        if tag != "equal":
            for i in range(i1, i2):
                loose.setdefault(left[i], []).append(i)
    return {
        j: loose[right[j]].pop(0)
        for tag, _i1, _i2, j1, j2 in steps
        if tag != "equal"
        for j in range(j1, j2)
        if loose.get(right[j])
    }


def likely_pairs(before: list[Any], after: list[Any], steps: list[Any], moved: dict[int, int]) -> dict[int, int]:
    """New place → old place where a block got another id, or was written anew: the next of its type in its stretch."""
    kept = {block.id for block in before} & {block.id for block in after}
    taken, found = set(moved.values()), {}
    for _tag, i1, i2, j1, j2 in steps:
        free = [i for i in range(i1, i2) if i not in taken and before[i].id not in kept]
        for j in range(j1, j2):
            mate = next((i for i in free if before[i].block_type == after[j].block_type), None)
            if mate is None or j in moved or after[j].id in kept:
                continue
            found[j] = mate
            free.remove(mate)
    return found


def block_difference(path: str, label: str, left: Any, right: Any, moved: bool) -> Difference | None:
    """None for a block that is the same, at the same place."""
    both = left is not None and right is not None
    if both and isinstance(left.block, TypedTableBlock) and isinstance(right.block, TypedTableBlock):
        rows = tuple(rows_between(left.value, right.value))
        if any(row.change != "same" for row in rows):
            return Difference(path, label, "changed", rows=rows)
    old, new = (spoken(block) if block is not None else "" for block in (left, right))
    if old == new and both:
        same = stored(left) == stored(right)
        words = (Segment("same", new),)
        return Difference(path, label, "moved" if same else "format", words) if moved or not same else None
    change = "added" if left is None else "removed" if right is None else "changed"
    return Difference(path, label, change, tuple(changes(old, new)))


def stored(block: Any) -> Any:
    """A block as it is stored, without its id."""
    return block.get_prep_value()["value"]


def spoken(block: Any) -> str:
    """A block as words: what readers see of it, and of files what tells one from another."""
    value = block.value
    if block.block_type == "paragraph":
        return marked(value.source)
    if block.block_type == "attachment":
        return "\n".join((value["title"], file_words(value.get("document"))))
    if block.block_type == "image":
        decorative = _("仅作装饰") if value["decorative"] else ""
        return "\n".join(
            one for one in (value["alt"], value["caption"], decorative, file_words(value.get("image"))) if one
        )
    if block.block_type == "heading":
        level = dict(block.block.child_blocks["level"].field.choices).get(value["level"], value["level"])
        return f"{value['text']}\n{_('层级')}：{level}"
    if isinstance(block.block, TypedTableBlock):
        return "\n".join(table_lines(value))
    if isinstance(block.block, StructBlock):
        return "\n".join(one for one in words_within(block.block, value) if one)
    return text_of(str(block.render()))


def words_within(block: Any, value: Any) -> Iterator[str]:
    """What a block that holds others says, part by part: choices, links and files too."""
    for one, found in parts(block, value):
        if isinstance(one, ParagraphBlock):
            yield marked(found.source)
        elif isinstance(one, TypedTableBlock):
            yield "\n".join(table_lines(found))
        elif isinstance(one, (ImageChooserBlock, DocumentChooserBlock)):
            yield file_words(found) if found is not None else ""
        elif isinstance(one, PageChooserBlock):
            yield str(getattr(found, "title", "") or (_("（已删除的信息）") if found else ""))
        elif isinstance(one, ChoiceBlock):
            yield str(dict(one.field.choices).get(found, found) or "")
        elif isinstance(found, str):
            yield found
        elif found is True:
            yield str(one.label)
        elif isinstance(found, datetime):
            yield f"{localtime(found):%Y-%m-%d %H:%M}"
        elif isinstance(found, date):
            yield found.isoformat()
        elif isinstance(found, (int, float, Decimal)) and not isinstance(found, bool):
            yield f"{one.label}：{found}"


def table_lines(value: Any) -> list[str]:
    """Caption, headings and rows."""
    heads = [column["heading"] for column in value.columns]
    rows = [[str(cell.value if cell.value is not None else "") for cell in row] for row in value.rows]
    return [value.caption or "", *("\t".join(row) for row in [heads, *rows])]


def marked(source: str) -> str:
    """The words of rich text, each link followed by its target: where a link leads is part of what is said."""
    return text_of(LINK.sub(lambda hit: f"{hit[0]}〔{target(hit[1])}〕", source))


def target(attributes: str) -> str:
    if page := re.search(r'\bid="(\d+)"', attributes):
        return _("链接：本站页面%(id)s") % {"id": page[1]}
    href = re.search(r'\bhref="([^"]*)"', attributes)
    return _("链接：%(url)s") % {"url": href[1] if href else ""}


def file_words(upload: Any) -> str:
    """Name, size and the beginning of the fingerprint of a file."""
    if upload is None:
        return _("（文件缺失）")
    size = filesizeformat(upload.file_size or 0)
    return f"{upload.title}，{size}，sha256 {upload.sha256[:16]}"
