"""A block as typed JSON. Blocks that write a form of their own are asked for it; every other one has its kind's."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.timezone import is_naive, make_aware
from wagtail import blocks
from wagtail.blocks.field_block import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock

from cms.richtext import public_html

from ...moments import iso
from .pieces import object_json
from .reading import Reading


def block_json(block: blocks.Block, value: Any, reading: Reading) -> Any:
    """What programs read of `value`; nothing in it needs Wagtail to be understood."""
    if writes_itself(block):
        return reading.absolute(block.get_api_representation(value, {"request": reading.request}))
    for kind, write in WRITERS:
        if isinstance(block, kind):
            return None if value is None else write(block, value, reading)
    return plain(value)


def writes_itself(block: blocks.Block) -> bool:
    """True when the block's own class, and not Wagtail's, says how the API shows it."""
    owner = next(one for one in type(block).__mro__ if "get_api_representation" in one.__dict__)
    return not owner.__module__.startswith("wagtail.")


def stream_json(block: blocks.StreamBlock, value: Any, reading: Reading) -> list[dict[str, Any]]:
    return [
        {"type": child.block_type, "value": block_json(child.block, child.value, reading), "id": child.id}
        for child in value
    ]


def struct_json(block: blocks.StructBlock, value: Any, reading: Reading) -> dict[str, Any]:
    return {name: block_json(child, value.get(name), reading) for name, child in block.child_blocks.items()}


def list_json(block: blocks.ListBlock, value: Any, reading: Reading) -> list[Any]:
    return [block_json(block.child_block, item, reading) for item in value]


def table_json(_block: TypedTableBlock, value: Any, reading: Reading) -> dict[str, Any]:
    return {
        "caption": value.caption or "",
        "columns": [{"type": column["block"].name, "heading": column["heading"]} for column in value.columns],
        "rows": [[block_json(cell.block, cell.value, reading) for cell in row] for row in value.rows],
    }


def html_json(_block: RichTextBlock, value: Any, reading: Reading) -> dict[str, str]:
    return {"html": reading.html(public_html(value.source, reading.site.pk))}


def chooser_json(_block: blocks.ChooserBlock, value: Any, reading: Reading) -> dict[str, Any] | None:
    return object_json(value, reading)


def image_json(_block: ImageBlock, value: Any, reading: Reading) -> dict[str, Any] | None:
    """Wagtail's picture that carries its own text alternative."""
    found = object_json(value, reading)
    return found and {**found, "alt": "" if value.decorative else value.contextual_alt_text or ""}


def embed_json(_block: EmbedBlock, value: Any, reading: Reading) -> dict[str, str] | None:
    return {"url": value.url} if value else None


def plain(value: Any) -> Any:
    """A single value as JSON has it: numbers with a fraction as text, which keeps their digits."""
    if isinstance(value, datetime):
        return iso(make_aware(value) if is_naive(value) else value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    return str(value)


WRITERS: tuple[tuple[type[blocks.Block], Any], ...] = (
    (blocks.StreamBlock, stream_json),
    (TypedTableBlock, table_json),
    (ImageBlock, image_json),
    (blocks.StructBlock, struct_json),
    (blocks.ListBlock, list_json),
    (RichTextBlock, html_json),
    (EmbedBlock, embed_json),
    (blocks.ChooserBlock, chooser_json),
)
