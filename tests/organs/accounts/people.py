"""Accounts with and without a second factor, and what their owners type."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "Yunshan-2026-shan"
LOGIN, CODE, HOME = "/admin/login/", "/admin/login/code/", "/admin/"


def person(name: str = "zhang", *, enrolled: bool = False) -> User:
    """A superuser as `createsuperuser` makes it, so that nothing but the gate closes a page."""
    user = User.objects.create_superuser(name, password=PASSWORD)
    if enrolled:
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return user


def code(user: Any, at: float, step: int = 0) -> str:
    """What the app of `user` shows at that time, or so many steps of thirty seconds later."""
    return app_code(decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"]), at, step)


def app_code(secret: str, at: float, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(at) // 30 + step))


def recovery_codes(user: Any) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def type_password(client: Client, name: str = "zhang", password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, **more)


def is_in(client: Client) -> bool:
    """Whether the session is anybody's."""
    return "_auth_user_id" in client.session
