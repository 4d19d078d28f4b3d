"""The rules for passwords, and how old one may become (GB/T 22239, 8.1.4.1: 复杂度要求并定期更换)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import WornPassword

KEPT = 5  # passwords back that may not be worn again, the present one counted


def classes(password: str) -> int:
    """How many of the four kinds of characters there are: capitals, small letters, digits, everything else."""
    kinds = (str.isupper, str.islower, str.isdecimal)
    plain = [any(char.isascii() and kind(char) for char in password) for kind in kinds]
    other = any(not (char.isascii() and char.isalnum()) for char in password)
    return sum(plain) + other


class ClassesValidator:
    """Three of the four kinds of characters."""

    def __init__(self, least: int = 3) -> None:
        self.least = least

    def validate(self, password: str, user: Any = None) -> None:
        if classes(password) < self.least:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        return _("密码应包含大写字母、小写字母、数字、其他符号中的至少%(least)d种。") % {"least": self.least}


class NotWornValidator:
    """Not one of the last passwords of this account; also where each new password is remembered."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is not None and user.pk and any(check_password(password, old) for old in worn(user)):
            raise ValidationError(self.get_help_text(), code="password_worn")

    def password_changed(self, password: str, user: Any = None) -> None:
        """Called by Django whenever an account is saved with a new password, whichever way it came."""
        if user is not None and user.pk:
            remember(user)

    def get_help_text(self) -> str:
        return _("不能与最近用过的%(kept)d个密码相同。") % {"kept": KEPT}


def worn(user: Any) -> list[str]:
    """The hashes that `user` may not wear again: the present one, and those before it."""
    hashes = list(WornPassword.objects.filter(user=user).values_list("hash", flat=True)[:KEPT])
    if user.has_usable_password() and user.password not in hashes:
        hashes = [user.password, *hashes][:KEPT]
    return hashes


def remember(user: Any, at: datetime | None = None) -> None:
    """Keep the present password of `user`, and forget what is older than the last few."""
    WornPassword.objects.create(user=user, hash=user.password, set_at=at or timezone.now())
    kept = list(WornPassword.objects.filter(user=user).values_list("pk", flat=True)[:KEPT])
    WornPassword.objects.filter(user=user).exclude(pk__in=kept).delete()


def present(user: Any) -> WornPassword:
    """The present password's row; made now, as old as the account, for one that Django told nobody of.

    (`create_superuser` and accounts saved with a finished hash call no validator.)
    """
    newest = WornPassword.objects.filter(user=user).first()
    return newest or WornPassword.objects.create(user=user, hash=user.password, set_at=user.date_joined)


def is_due(user: Any, at: datetime | None = None) -> bool:
    """Whether `user` has to choose a new password: set by somebody else, or `PASSWORD_MAX_AGE_DAYS` old (0: never)."""
    worn_now, days = present(user), settings.PASSWORD_MAX_AGE_DAYS
    return worn_now.temporary or bool(days and (at or timezone.now()) - worn_now.set_at >= timedelta(days=days))
