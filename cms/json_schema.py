"""JSON Schema (2020-12): the pieces from which blocks and the API say how their JSON looks."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}
UID: Schema = {"type": "string", "format": "uuid"}
ADDRESS: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
LINK: Schema = {"type": "string", "description": "http、https、mailto 或 tel 地址"}
DAY: Schema = {"type": "string", "format": "date"}
TIME: Schema = {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d(\.\d+)?)?$"}
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$",
    "description": "北京时间",
}
DECIMAL: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$"}
SHA256: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
HTML: Schema = {"type": "string", "contentMediaType": "text/html"}
ANYTHING: Schema = {}


def exactly(properties: dict[str, Schema], *, optional: Iterable[str] = (), **more: Any) -> Schema:
    """An object with these properties and no others; all are there but the `optional` ones."""
    left_out = set(optional)
    required = [name for name in properties if name not in left_out]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    if schema == ANYTHING:
        return schema
    if isinstance(schema.get("type"), str) and not {"enum", "oneOf", "$ref"} & set(schema):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def titled(schema: Schema, title: Any, description: Any = "") -> Schema:
    """The schema under the name that officials know."""
    named = {"title": str(title)} if title else {}
    told = {"description": str(description)} if description else {}
    return {**schema, **named, **told}


def closed(choices: Iterable[tuple[Any, Any]], *, blank: bool = False) -> Schema:
    """A closed vocabulary: its values, each with its Chinese title."""
    values = [(value, str(title)) for value, title in flat(choices) if value not in (None, "")]
    if blank:
        values.insert(0, ("", _("（未填写）")))
    numbers = all(isinstance(value, int) for value, _title in values)
    return {
        "type": "integer" if numbers and values else "string",
        "enum": [value for value, _title in values],
        "oneOf": [{"const": value, "title": title} for value, title in values],
    }


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Choices without their groups."""
    for value, title in choices:
        if isinstance(title, (list, tuple)):
            yield from title
        else:
            yield value, title


PICTURE = exactly({"url": {"type": "string"}, "width": maybe(COUNT), "height": maybe(COUNT), "alt": TEXT}, title="图片")
FILE = exactly({"url": TEXT, "title": TEXT, "type": TEXT, "size": COUNT, "sha256": SHA256}, title="附件")
ORGAN = exactly({"code": TEXT, "name": TEXT, "short_name": TEXT, "url": ADDRESS}, title="机构")
REFERENCE = exactly(
    {
        "uid": UID,
        "title": TEXT,
        "url": maybe(ADDRESS),
        "state": {"enum": ["withdrawn", "unpublished"]},
        "reason": TEXT,
        "successor_url": maybe(ADDRESS),
    },
    optional=("state", "reason", "successor_url"),
    title="对其他信息的引用",
    description="不公开的信息没有标题和网址，state 说明其状态。",
)
RICH_TEXT = exactly({"html": HTML}, title="文字段落")
