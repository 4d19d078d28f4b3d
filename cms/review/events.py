"""What review has to tell the audit beside what Wagtail logs: what was looked at, judged, and refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from audit import refusals
from audit.actions import register_actions
from audit.services import record

from ..models import organ_code_of

register_actions(
    {
        "review.submit": _("送审"),
        "review.approve": _("审核通过"),
        "review.reject": _("退回修改"),
        "review.change": _("变更审核通道或标记"),
        "review.look": _("审核时查看内容和附件"),
        "review.overruled": _("检查问题作误报处理"),
        "review.cleared": _("检查问题核实可以公开"),
        "review.reopened": _("撤销对检查问题的处理"),
        "review.mask": _("遮盖个人信息"),
    }
)


def note(action: str, *, actor: Any, page: Any, at: Any = None, **details: Any) -> None:
    """Record what was done to a publication, in the transaction that does it. Details hold no personal data."""
    organ = organ_code_of(page)
    record(action, actor=actor, target=page, title=page.title, organ=organ, details=details, at=at)


def refused(action: str, reason: str, *, actor: Any, page: Any) -> None:
    """Record what a view refused before any service was asked."""
    title, organ = page.get_admin_display_title(), organ_code_of(page)
    refusals.refused(f"review.{action}", reason, actor=actor, target=page, title=title, organ=organ)


@contextmanager
def refusals_of(action: str, *, actor: Any, target: Any, title: str = "", organ: str = "") -> Iterator[None]:
    """Around what may be refused: a PermissionDenied that comes out of it is on record, once, after the rollback.

    `organ` is a code, where `target` does not know it. Whoever recorded it already says so by `on_record` on the exception, as NotCleared does.
    """
    with refusals.recording():
        try:
            yield
        except PermissionDenied as refusal:
            if not getattr(refusal, "on_record", False):
                whose = organ or organ_code_of(target)
                refusals.refused(action, str(refusal), actor=actor, target=target, title=title, organ=whose)
                refusal.on_record = True  # type: ignore[attr-defined]
            raise
