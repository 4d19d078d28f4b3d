"""What stands within a body, however deep: blocks hold blocks."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from .media import AttachmentBlock, PictureBlock
from .text import ParagraphBlock

Part = tuple[Block, Any]


def parts(block: Block, value: Any) -> Iterator[Part]:
    """(block, value) of `value` itself and of everything within it, in the order in which readers see it."""
    yield block, value
    if value is None:
        return
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from parts(child, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value:
            yield from parts(block.child_block, item)
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from parts(child.block, child.value)


def streams(page: Any) -> Iterator[Part]:
    """Every field of blocks of `page`: the body, then the others in the order of the model."""
    fields = [one for one in page._meta.concrete_fields if isinstance(one, StreamField)]
    for one in sorted(fields, key=lambda field: field.name != "body"):
        yield one.stream_block, getattr(page, one.name)


def values_of(kind: type[Block], block: Block, value: Any) -> Iterator[Any]:
    """Values of the blocks of one class within `value`, itself included."""
    return (found for one, found in parts(block, value) if isinstance(one, kind))


def pictures(block: Block, value: Any) -> Iterator[Any]:
    """Pictures with their texts, as `PictureBlock` has them."""
    return values_of(PictureBlock, block, value)


def attachments(block: Block, value: Any) -> Iterator[Any]:
    """Files to download, as `AttachmentBlock` has them."""
    return values_of(AttachmentBlock, block, value)


def rich_texts(block: Block, value: Any) -> Iterator[str]:
    """Running text as it is stored."""
    return (text.source for text in values_of(ParagraphBlock, block, value) if text is not None)
