"""Refusals of the database, told like every other: with a reason in Chinese, on record, as NotCleared."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .refusal import refuse
from .triggers import MARK

REASONS = {
    "live": gettext_lazy("尚未经过保密审查和签发，不能公开。"),
    "content": gettext_lazy("已公开的内容只能经审核签发后更改。"),
    "deleted": gettext_lazy("已公开的信息不能直接删除，请先撤下并写明原因。"),
    "clearance": gettext_lazy("签发记录不能更改或删除。"),
    "file": gettext_lazy("已上传的文件不能替换。"),
    "file_deleted": gettext_lazy("文件正在公开的信息中使用，不能删除。"),
    "document": gettext_lazy("附件正在公开，不能更改名称。"),
}
"""What the triggers refuse, by the name that they give it."""


def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Wraps every statement of a connection: a refusal of one of our triggers becomes NotCleared, on record."""
    try:
        return execute(sql, params, many, context)
    except IntegrityError as error:
        name = refused_by_trigger(error)
        if not name:
            raise
        refuse(f"database.{name}", str(REASONS.get(name, _("数据库拒绝了这一更改。"))))


def refused_by_trigger(error: Exception) -> str:
    """What a trigger of ours refused; '' for an error of another kind."""
    text = str(error)
    return text.partition(MARK)[2].split()[0] if MARK in text else ""


def watch_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Watch a connection that was just opened; one that is opened again is watched already."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)
