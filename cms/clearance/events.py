"""What clearance has to tell the audit: everything it does, and everything it refuses. The only way out of here."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from audit import refusals
from audit.actions import register_actions
from audit.services import record

from ..models import organ_code_of

register_actions(
    {
        "clearance.grant": _("签发许可"),
        "clearance.void": _("许可失效"),
        "publication.publish": _("发布"),
        "publication.copy": _("复制并发布"),
        "publication.convert": _("转换别名页面"),
        "publication.move": _("移动"),
        "publication.delete": _("删除"),
        "publication.withdraw": _("撤下"),
        "publication.expire": _("到期撤下"),
        "page.privacy": _("设置访问限制"),
        "file.serve": _("提供附件"),
        "publication.bulk_publish": _("批量发布"),
        "publication.bulk_unpublish": _("批量撤下"),
        "publication.bulk_delete": _("批量删除"),
        "publication.bulk_move": _("批量移动"),
    }
)


def note(
    action: str,
    *,
    actor: Any = None,
    target: Any = None,
    title: str = "",
    organ: str = "",
    details: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Record what was done, in the transaction that does it. `target` is a model instance or (type, id)."""
    record(action, actor=actor, target=target, title=title, organ=organ, details=details, at=at)


def refused(action: str, reason: str, *, target: Any = None, details: dict[str, Any] | None = None) -> None:
    """Record what was refused. The record outlives the rollback that the refusal causes."""
    refusals.refused(action, reason, target=target, organ=organ_code_of(target), details=details)
