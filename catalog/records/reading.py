"""A record as rows: for its page, and for programs."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cms import json_schema as schema

from ..amounts import digits, yuan
from .kinds import form_of

if TYPE_CHECKING:
    from ..models import DisclosureRecordPage

FIELDS = (
    "matter", "document_number", "party", "facts", "basis", "result", "amount", "valid_from", "valid_until", "authority",
    "decided_on",
)  # fmt: skip
TYPES = {"text": "文字", "day": "日期", "amount": "金额（元）", "count": "数量"}
ROW = schema.exactly(
    {
        "name": schema.TEXT,
        "label": schema.TEXT,
        "type": schema.closed(TYPES.items()),
        "value": {"type": ["string", "integer"]},
        "unit": schema.TEXT,
        "shown": schema.TEXT,
    }
)
"""`name` is that of a field, '' for a further fact; `value` a text, YYYY-MM-DD, digits in 元, or a number."""


def rows(page: "DisclosureRecordPage") -> list[dict[str, Any]]:
    """Every fact that is filled in: in the order of its kind, then what it has no name for, then the further ones."""
    named = form_of(page.record_kind).labels
    labels = {**named, **{name: page._meta.get_field(name).verbose_name for name in FIELDS if name not in named}}
    fields = [(name, str(label), getattr(page, name)) for name, label in labels.items()]
    found = [row(name, label, kind_of(value), value) for name, label, value in fields if value not in ("", None)]
    more = [
        row("", child.value["label"], child.block_type, child.value["value"], child.value.get("unit") or "")
        for child in page.more
        if child.value["value"] not in ("", None)
    ]
    return [*found, *more]


def kind_of(value: Any) -> str:
    return "day" if isinstance(value, date) else "amount" if isinstance(value, Decimal) else "text"


def row(name: str, label: str, kind: str, value: Any, unit: str = "") -> dict[str, Any]:
    told = value if kind in {"text", "count"} else value.isoformat() if kind == "day" else digits(value)
    return {"name": name, "label": label, "type": kind, "value": told, "unit": unit, "shown": shown(kind, value, unit)}


def shown(kind: str, value: Any, unit: str) -> str:
    if kind == "day":
        return f"{value.year}年{value.month}月{value.day}日"
    return yuan(value) if kind == "amount" else f"{value}{unit}"
