"""Codes of authenticator apps and recovery codes, each of which works once."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import IntegrityError, transaction

from .models import UsedCode

KEPT_STEPS = 20  # time steps after which a used code is forgotten; it fits no longer than two


def spend(user: Any, code: str) -> Authenticator | None:
    """The authenticator that `code` belongs to, now used up; None when it fits none or was used before."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    for authenticator in Authenticator.objects.filter(user=user, type__in=kinds).order_by("-type"):
        if authenticator.type == Authenticator.Type.TOTP:
            secret = decrypt(authenticator.data["secret"])
            fits = bool(secret) and spend_step(user, secret, code)
        else:
            fits = authenticator.wrap().validate_code(code)  # locks its row
        if fits:
            authenticator.user = user
            return authenticator
    return None


def spend_step(user: Any, secret: str, code: str) -> bool:
    """Whether `code` fits `secret` now and nobody, in any process, has used it for `user`."""
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return claim(user, counter)
    return False


def claim(user: Any, counter: int) -> bool:
    """True for one caller only, whatever runs at once: the database decides."""
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, counter=counter)
    except IntegrityError:
        return False
    UsedCode.objects.filter(user=user, counter__lt=counter - KEPT_STEPS).delete()
    return True
