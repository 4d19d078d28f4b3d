"""三员分立: who keeps the house writes nothing in it, and nobody gives a role to themselves.

What is refused here goes on record: it may have been more than a mistake.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .events import refused
from .models import ADMINISTRATORS, Deputy, Membership, Role
from .terms import overlapping


def refuse_for_oneself(action: str, user: Any, by: Any) -> None:
    if by is not None and by.pk == user.pk:
        words = _("不能给自己授予角色，请由其他安全管理员办理。")
        refused(action, words, by=by, about=user)
        raise ValidationError(words)


def refuse_mixture(action: str, user: Any, role: str, at: datetime, until: datetime | None, by: Any) -> None:
    """No one holds two of the three, nor one of them and a role that sees drafts, in the term from `at` to `until`."""
    if getattr(settings, "ADMINISTRATORS_MAY_COMBINE", False):
        return
    if words := why_not(user, role, at, until):
        refused(action, words, by=by, about=user, role=role)
        raise ValidationError({"role": words})


def why_not(user: Any, role: str, at: datetime, until: datetime | None) -> str:
    if role in ADMINISTRATORS and holds_another(user, role, at, until):
        return _("系统管理员、安全管理员、审计管理员须由不同人员担任。")
    found = other_kind(user, role, at, until)
    words = _("系统管理员、安全管理员、审计管理员不得兼任或者代理其他角色，此人已是%(role)s。")
    return words % {"role": found} if found else ""


def holds_another(user: Any, role: str, at: datetime, until: datetime | None) -> bool:
    """Another of the three; a superuser is the system administrator of the set-up."""
    others = overlapping(Membership, at, until).filter(user=user, role__in=ADMINISTRATORS - {role})
    return others.exists() or (user.is_superuser and role != Role.SYSTEM)


def other_kind(user: Any, role: str, at: datetime, until: datetime | None) -> str:
    """What `user` is, in Chinese, that does not go with `role`, or "". A superuser sees everything anyhow."""
    if user.is_superuser:
        return ""
    held = overlapping(Membership, at, until).filter(user=user)
    if role not in ADMINISTRATORS:
        one = held.filter(role__in=ADMINISTRATORS).first()
        return str(one.get_role_display()) if one else ""
    if one := held.exclude(role__in=ADMINISTRATORS).first():
        return str(one.get_role_display())
    deputy = overlapping(Deputy, at, until).filter(user=user).select_related("membership").first()
    return _("%(role)s的代理人") % {"role": deputy.membership.get_role_display()} if deputy else ""
