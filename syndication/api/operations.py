"""The pieces of an OpenAPI document."""

from typing import Any

from django.utils.translation import gettext as _

from cms.json_schema import Schema

HEADERS: dict[str, Any] = {
    "ETag": {"description": "以 If-None-Match 送回", "schema": {"type": "string"}},
    "Access-Control-Allow-Origin": {"description": "任何网站都可以读取", "schema": {"const": "*"}},
}
NOT_MODIFIED: dict[str, Any] = {"description": "与送回的 ETag 所指的相同"}
MOST_NAMED = 40
"""Values that the page for people names one by one; the document has all."""


def see(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def operation(
    name: str, tag: str, summary: str, *, responses: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """A path that can be read, and nothing else."""
    read = {"operationId": name, "tags": [tag], "summary": summary, "responses": responses}
    return {"get": {**read, "parameters": parameters} if parameters else read}


def answer(description: str, schema: Schema, media_type: str = "application/json") -> dict[str, Any]:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    return {"description": description, "headers": headers, "content": {media_type: {"schema": schema}}}


def problem(description: str, *schemas: str) -> dict[str, Any]:
    """An error, in one of the forms named."""
    forms = [see(name) for name in schemas]
    schema = forms[0] if len(forms) == 1 else {"anyOf": forms}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def in_query(name: str, schema: Schema, description: str, example: Any = None) -> dict[str, Any]:
    return parameter("query", name, schema, description, example)


def in_path(name: str, schema: Schema, description: str, example: Any = None) -> dict[str, Any]:
    return {**parameter("path", name, schema, description, example), "required": True}


def parameter(place: str, name: str, schema: Schema, description: str, example: Any = None) -> dict[str, Any]:
    shown = {} if example is None else {"example": example}
    return {"name": name, "in": place, "schema": schema, "description": description, **shown}


def label_of(schema: Schema) -> str:
    """The type of a parameter in words, for the page that people read."""
    values = schema.get("enum")
    if values and len(values) > MOST_NAMED:
        return _("共%(count)s个值，见 openapi.json") % {"count": len(values)}
    if values:
        return " / ".join(str(value) for value in values)
    kinds = {"integer": _("整数"), "string": _("文字")}
    kind = kinds.get(str(schema.get("type")), _("文字"))
    if "minimum" in schema and "maximum" in schema:
        return f"{kind}（{schema['minimum']}–{schema['maximum']}）"
    return kind
