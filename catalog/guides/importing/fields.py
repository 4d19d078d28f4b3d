"""From the records of an item to the fields of its page, streams included."""

from typing import Any

from ...vocabularies import Audience
from ..vocabularies import BusinessTopic, PersonalTopic
from .columns import CODE, FILE, PARTS
from .table import Record, Table, completed

OF_NO_FIELD = frozenset({"power_item", "topics"})
"""Columns of the first sheet that no field takes as they are."""


def of_fields(record: Record) -> dict[str, Any]:
    """The values of the first sheet that are fields of the model as they stand, by field."""
    made_of_parts = tuple(PARTS)
    return {
        key: value
        for key, value in record.values.items()
        if key not in OF_NO_FIELD and not key.startswith(made_of_parts)
    }


def part_of(record: Record, prefix: str) -> dict[str, Any]:
    """The values of the columns that make one row of a stream together."""
    return {key.removeprefix(prefix): value for key, value in record.values.items() if key.startswith(prefix)}


def guide_streams(record: Record, uid: Any) -> dict[str, Any]:
    """The streams that the first sheet makes; `uid` is that of the power item, None for none."""
    made = {
        name: [(name[:-1], completed(block, part))]
        for prefix, (name, block) in PARTS.items()
        if (part := part_of(record, prefix))
    }
    words = record.values.get("topics") or []
    return {
        **made,
        "power_item": [("item", str(uid))] if uid else [],
        "topics": topics(words, record.values.get("audience")),
    }


def topics(words: list[str], audience: Any) -> list[tuple[str, str]]:
    """(kind, value) for the stream; words of both lists count for whom the guide is."""
    lists = [("personal", PersonalTopic.values), ("business", BusinessTopic.values)]
    if audience == Audience.BUSINESS:
        lists.reverse()
    return [next((kind, word) for kind, known in lists if word in known) for word in words]


def block_values(table: Table, record: Record, uploads: dict[str, Any]) -> dict[str, Any]:
    """A record as its block takes it; `uploads` are documents by file name."""
    files = [one.key for one in table.plan.columns if one.kind == FILE]
    values = {key: value for key, value in record.values.items() if key not in (CODE, *files)}
    return values | {key: uploads[name] for key in files if (name := record.values.get(key)) in uploads}


def stream(table: Table, rows: list[Record], uploads: dict[str, Any]) -> list[tuple[str, Any]]:
    """The records as blocks; the steps of an item are one flow."""
    values = [completed(table.plan.block, block_values(table, one, uploads)) for one in rows]
    if table.plan.name == "process":
        return [("flow", {"heading": table.plan.title, "steps": values})] if values else []
    return [(table.plan.name[:-1], one) for one in values]


def file_names(table: Table, rows: list[Record]) -> set[str]:
    files = [one.key for one in table.plan.columns if one.kind == FILE]
    return {name for one in rows for key in files if (name := one.values.get(key))}
