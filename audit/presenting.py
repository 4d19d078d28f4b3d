"""A record as it is shown: names instead of codes, the difference as old beside new."""

import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import AuditRecord

NAMES = {
    "reason": gettext_lazy("原因"),
    "path": gettext_lazy("网址"),
    "begin": gettext_lazy("起始日期"),
    "end": gettext_lazy("截止日期"),
    "actor": gettext_lazy("人员"),
    "action": gettext_lazy("操作"),
    "result": gettext_lazy("结果"),
    "organ": gettext_lazy("机构代号"),
    "count": gettext_lazy("条数"),
    "first": gettext_lazy("起始序号"),
    "last": gettext_lazy("截止序号"),
    "last_digest": gettext_lazy("截止记录校验值"),
    "until": gettext_lazy("截止时间"),
    "role": gettext_lazy("角色"),
    "problems": gettext_lazy("当时的问题"),
}
"""Of details that are no fields of the target."""


@dataclass(frozen=True)
class Change:
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


def changes(record: AuditRecord) -> list[Change]:
    """The details that are pairs of old and new."""
    pairs = record.details.items()
    return [Change(name_of(record, key), shown(value[0]), shown(value[1])) for key, value in pairs if is_change(value)]


def facts(record: AuditRecord) -> list[Fact]:
    """All other details."""
    rest = record.details.items()
    return [Fact(name_of(record, key), shown(value)) for key, value in rest if not is_change(value)]


def is_change(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def shown(value: Any) -> str:
    if value is None or value == "":
        return _("（空）")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, indent=1)
    return "；".join(map(shown, value)) if isinstance(value, list) else str(value)


def kind(record: AuditRecord) -> str:
    """What the target is: the name of its model, or the kind as it was recorded."""
    found = model_of(record)
    return str(found._meta.verbose_name) if found else record.target_type


def name_of(record: AuditRecord, key: str) -> str:
    """What a detail is called: as the field of the target's model, or as in `NAMES`, or as it is."""
    try:
        field = model_of(record)._meta.get_field(key)  # type: ignore[union-attr]
        return str(getattr(field, "verbose_name", key))
    except (AttributeError, FieldDoesNotExist):
        return str(NAMES.get(key, key))


def model_of(record: AuditRecord) -> type[Model] | None:
    try:
        return apps.get_model(record.target_type)
    except (LookupError, ValueError):
        return None
