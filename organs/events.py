"""The one place through which this room says who did what to people and roles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from audit import refusals
from audit.actions import register_actions
from audit.services import record

from .models import Organ

register_actions(
    {
        "role.appoint": _("任命角色"),
        "role.end": _("免去角色"),
        "role.hand_over": _("工作交接"),
        "role.stand_in": _("设定代理"),
        "role.end_stand_in": _("终止代理"),
        "contact.add": _("登记联络信息"),
        "contact.change": _("修改联络信息"),
        "contact.export": _("导出登记表"),
        "account.create": _("新建账号"),
        "account.change": _("修改账号"),
    }
)


def note(action: str, *, by: Any = None, about: Any = None, **facts: Any) -> None:
    """Record that `action` was done to `about`, the last thing of its transaction. `by` is who did it (None: a command).

    Objects among `facts` are kept by their keys, because names and numbers of people do not belong into a log.
    """
    organ = next((value.code for value in facts.values() if isinstance(value, Organ)), "")
    record(
        action,
        actor=by,
        target=about,
        title=str(about._meta.verbose_name) if about is not None else "",
        organ=organ,
        details={name: key_of(value) for name, value in facts.items()},
    )


def refused(action: str, reason: str, *, by: Any, about: Any, **facts: Any) -> None:
    """Remember that `by` was refused to do `action` to `about`; it is on record after the rollback that follows."""
    title, details = str(about._meta.verbose_name), {name: key_of(value) for name, value in facts.items()}
    refusals.refused(action, reason, actor=by, target=about, title=title, details=details)


def key_of(value: Any) -> Any:
    """The primary key of a row, and anything else as it is."""
    return value.pk if hasattr(value, "pk") else value
