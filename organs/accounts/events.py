"""What happens to accounts, for the record: every receiver is here, and each calls `note`."""

import logging
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from . import factors, passwords, sessions
from .lockout import client_address

logger = logging.getLogger(__name__)


def note(
    action: str, *, user: Any = None, request: HttpRequest | None = None, result: str = "done", **details: Any
) -> None:
    """Record `action` on `user`'s account. result: "done", "refused" or "failed"; details hold no secret and no name."""
    logger.info("account %s %s: user %s, %s", action, result, getattr(user, "pk", None), details)


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
    note("log_in", user=user, request=request, ways=ways)


@receiver(user_login_failed)
def failed(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    note("log_in", user=account(credentials.get("username")), request=request, result="failed")


@receiver(user_locked_out)
def locked(sender: Any, request: Any, username: str | None = None, **kwargs: Any) -> None:
    note("lock", user=account(username), request=request, result="refused", address=client_address(request))


@receiver(user_logged_out)
def logged_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        note("log_out", user=user, request=request)


@receiver(password_changed)
def changed(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    request.session.pop(sessions.PASSWORD_DUE, None)
    note("change_password", user=user, request=request)


@receiver(authenticator_added)
def added(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    factors.prove(request, user, authenticator)
    note("add_factor", user=user, request=request, type=authenticator.type)


@receiver(authenticator_reset)
def renewed(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    factors.prove(request, user, authenticator)
    note("renew_recovery_codes", user=user, request=request)


@receiver(authenticator_removed)
def removed(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    note("remove_factor", user=user, request=request, type=authenticator.type)
