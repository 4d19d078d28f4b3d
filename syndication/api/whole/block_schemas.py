"""JSON Schema of blocks, made from the blocks themselves.

A block that writes its own JSON may say how it looks in `get_api_schema()`; without it the schema is that of its kind.
"""

from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.blocks.field_block import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms import json_schema as pieces
from cms.json_schema import Schema, closed, exactly, many, maybe, titled


class BlockSchemas:
    """Schemas of the blocks of all streams, each under a name; `ref` writes the way to one.

    A name is the block's in its stream; where two streams call different blocks the same, the second is
    `<name>-<number>`.
    """

    def __init__(self, ref: Callable[[str], str]) -> None:
        self.ref = ref
        self.named: dict[str, Schema] = {}

    def stream(self, block: blocks.StreamBlock) -> Schema:
        """A list of typed blocks."""
        kinds = [{"$ref": self.ref(self.name_of(name, child))} for name, child in block.child_blocks.items()]
        return many({"anyOf": kinds}) if kinds else many({"type": "object"})

    def name_of(self, name: str, block: blocks.Block) -> str:
        """The name under which the schema of a stream's child is kept."""
        identity = {"type": ["string", "null"], "description": "块的永久编号"}
        value = self.of(block, required=True)
        schema = exactly({"type": {"const": name}, "value": value, "id": identity}, title=str(block.label or name))
        free = name
        number = 2
        while self.named.setdefault(free, schema) != schema:
            free, number = f"{name}-{number}", number + 1
        return free

    def of(self, block: blocks.Block, *, required: bool | None = None) -> Schema:
        """Schema of the value of `block`; a value that may be missing may be null."""
        if own := getattr(block, "get_api_schema", None):
            return titled(own(), block.label)
        needed = block.required if required is None else required
        for kind, describe in self.kinds():
            if isinstance(block, kind):
                found = titled(describe(block), block.label, getattr(block.meta, "help_text", "") or "")
                never_null = isinstance(block, NEVER_NULL)
                return found if never_null or (needed and not isinstance(block, MAY_BE_GONE)) else maybe(found)
        return titled(pieces.ANYTHING, block.label)

    def kinds(self) -> list[tuple[Any, Callable[[Any], Schema]]]:
        """Classes of blocks, the narrower before the wider."""
        return [
            (blocks.StreamBlock, self.stream),
            (TypedTableBlock, self.table),
            (ImageBlock, lambda block: pieces.PICTURE),
            (blocks.StructBlock, self.struct),
            (blocks.ListBlock, lambda block: many(self.of(block.child_block))),
            (RichTextBlock, lambda block: pieces.RICH_TEXT),
            (EmbedBlock, lambda block: exactly({"url": pieces.ADDRESS})),
            (ImageChooserBlock, lambda block: pieces.PICTURE),
            (DocumentChooserBlock, lambda block: pieces.FILE),
            (blocks.PageChooserBlock, lambda block: pieces.REFERENCE),
            (blocks.MultipleChoiceBlock, lambda block: many(choice(block))),
            (blocks.ChoiceBlock, choice),
            (blocks.BooleanBlock, lambda block: pieces.YES_NO),
            (blocks.IntegerBlock, lambda block: pieces.INTEGER),
            (blocks.FloatBlock, lambda block: {"type": "number"}),
            (blocks.DecimalBlock, lambda block: pieces.DECIMAL),
            (blocks.DateTimeBlock, lambda block: pieces.MOMENT),
            (blocks.DateBlock, lambda block: pieces.DAY),
            (blocks.TimeBlock, lambda block: pieces.TIME),
            (blocks.FieldBlock, lambda block: pieces.TEXT),
            (blocks.StaticBlock, lambda block: {"type": "null"}),
        ]

    def struct(self, block: blocks.StructBlock) -> Schema:
        return exactly({name: self.of(child) for name, child in block.child_blocks.items()})

    def table(self, block: TypedTableBlock) -> Schema:
        kinds = {"enum": list(block.child_blocks)}
        cells = {"anyOf": [*({**self.of(child)} for child in block.child_blocks.values()), {"type": "null"}]}
        columns = many(exactly({"type": kinds, "heading": pieces.TEXT}))
        return exactly({"caption": pieces.TEXT, "columns": columns, "rows": many(many(cells))})


NEVER_NULL = (blocks.StreamBlock, TypedTableBlock, blocks.ListBlock, blocks.BooleanBlock, blocks.MultipleChoiceBlock)
MAY_BE_GONE = (blocks.ChooserBlock, ImageBlock)
"""What they name can be deleted, whatever the block requires."""


def choice(block: Any) -> Schema:
    """The closed vocabulary of a choice block."""
    made = block.field.choices
    return closed([(value, title) for value, title in list(made)], blank=not block.field.required)
