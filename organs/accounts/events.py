"""What happens to accounts, for the record: every receiver is here, and each calls `note`."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions
from audit.models import AuditRecord
from audit.refusals import refused
from audit.services import record

from . import factors, passwords, sessions

register_actions(
    {
        "account.log_in": _("登录"),
        "account.lock": _("登录锁定"),
        "account.log_out": _("退出登录"),
        "account.timed_out": _("会话超时"),
        "account.unproven_session": _("未经两步验证的会话"),
        "account.change_password": _("修改密码"),
        "account.add_factor": _("启用验证方式"),
        "account.remove_factor": _("停用验证方式"),
        "account.renew_recovery_codes": _("重新生成恢复码"),
        "account.reset_factor": _("重置两步验证"),
        "account.unlock": _("解除登录锁定"),
        "account.require_new_password": _("要求修改密码"),
    }
)


def note(action: str, *, user: Any = None, by: Any = None, result: str = "done", **details: Any) -> None:
    """Record `action` on `user`'s account, done by `by` (the account's own person when nobody is named).

    result: "done", "refused" or "failed"; details hold no secret and no name.
    """
    name = f"account.{action}"
    if result == AuditRecord.Result.REFUSED:
        refused(name, "", target=user, details=details)
    else:
        actor = by or (user if result == AuditRecord.Result.DONE else None)
        record(name, actor=actor, target=user, result=result, details=details)


def account(name: str | None) -> Any:
    """The account of that name, or None: what was typed may be anything, a password too, and is not kept."""
    return get_user_model().objects.filter(username=name).first() if name else None


@receiver(user_logged_in)
def logged_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    at = timezone.now()
    sessions.begin(request.session, at)
    request.session.pop(sessions.PASSWORD_DUE, None)
    if passwords.is_due(user, at):
        request.session[sessions.PASSWORD_DUE] = True
    ways = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    note("log_in", user=user, ways=ways)


@receiver(user_login_failed)
def failed(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    if not getattr(request, "axes_locked_out", False):  # else it was refused, not tried: `locked` tells of it
        note("log_in", user=account(credentials.get("username")), result="failed")


@receiver(user_locked_out)
def locked(sender: Any, request: Any, username: str | None = None, **kwargs: Any) -> None:
    note("lock", user=account(username), result="refused")


@receiver(user_logged_out)
def logged_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        note("log_out", user=user)


@receiver(password_changed)
def changed(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    request.session.pop(sessions.PASSWORD_DUE, None)
    note("change_password", user=user)


@receiver(authenticator_added)
def added(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    factors.prove(request, user, authenticator)
    note("add_factor", user=user, type=authenticator.type)


@receiver(authenticator_reset)
def renewed(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    factors.prove(request, user, authenticator)
    note("renew_recovery_codes", user=user)


@receiver(authenticator_removed)
def removed(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    note("remove_factor", user=user, type=authenticator.type)
