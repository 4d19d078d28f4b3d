"""Fields of a type of its own, as a file states them in `[facts]`: plain values, and rows of its streams.

A row names its block in `type` where a stream has several, and other publications by their names.
"""

import json
from datetime import date, datetime
from typing import Any

from wagtail.blocks import PageChooserBlock, StreamBlock
from wagtail.fields import StreamField

from cms.models import PublicationPage

from .markup import Block, block
from .reading import settled_uid


def fields(model: type[PublicationPage], facts: dict[str, Any]) -> dict[str, Any]:
    """The values of the fields of `model`. Raises FieldDoesNotExist for a field that nobody knows."""
    return {name: value_of(model._meta.get_field(name), value) for name, value in facts.items()}


def value_of(field: Any, value: Any) -> Any:
    if isinstance(field, StreamField):
        return json.dumps([row(field.stream_block, one) for one in value], ensure_ascii=False)
    return field.to_python(value)


def row(stream: StreamBlock, stated: dict[str, Any]) -> Block:
    """One row as the stream keeps it. Raises ValueError for a part that nobody knows."""
    values = dict(stated)
    name = values.pop("type", None) or next(iter(stream.child_blocks))
    parts = stream.child_blocks[name].child_blocks
    if unknown := set(values) - set(parts):
        raise ValueError(f"{name} has no {unknown}")
    return block(name, {part: stored(parts[part], value) for part, value in values.items()})


def stored(part: Any, value: Any) -> Any:
    if isinstance(part, PageChooserBlock):
        return str(settled_uid("publication", value))
    return value.isoformat() if isinstance(value, (date, datetime)) else value
