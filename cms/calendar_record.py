"""Changes of the working-day calendar, written into the audit log: `workdays` lies beneath and knows of no log."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions
from audit.services import record
from workdays.signals import calendar_changed

register_actions({"workdays.import": _("导入放假安排"), "workdays.withdraw": _("撤销放假通知")})


@receiver(calendar_changed)
def calendar_has_changed(
    sender: type, action: str, notices: list[Any], by: Any, source: str, comparison: Any, **kwargs: Any
) -> None:
    """One record for each act, in its transaction, with what it moved."""
    details = {
        "通知": {one.number: one.title for one in notices},
        "文件": source,
        "变动的日期": {one.after.date.isoformat(): one.change for one in comparison.days},
        "不再暂定的年份": "、".join(map(str, comparison.settled)),
        "改为暂定的年份": "、".join(map(str, comparison.opened)),
        "变动的期限": [str(one) for one in comparison.shown],
        "其余变动的期限（个）": comparison.unnamed,
    }
    record(
        f"workdays.{action}",
        actor=by,
        target=notices[0] if len(notices) == 1 else None,
        title="、".join(one.number for one in notices) or source,
        details={name: value for name, value in details.items() if value},
    )
