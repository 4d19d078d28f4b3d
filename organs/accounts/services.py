"""What an administrator of accounts may do to an account of somebody else."""

from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import transaction

from . import events, passwords
from .models import WornPassword

MANAGE = "organs.manage_accounts"


def may_manage(by: Any, user: Any) -> bool:
    """Whether `by` may reset the account of `user`: never their own, and a superuser's only as one."""
    return by.has_perm(MANAGE) and by.pk != user.pk and (by.is_superuser or not user.is_superuser)


@transaction.atomic
def reset_second_factor(user: Any, *, by: Any) -> int:
    """Take all second factors from `user`, who enrols anew at the next log-in. How many there were.

    The sessions that `user` has end with it: what they passed is no longer there (`factors.standing`).
    """
    count = Authenticator.objects.filter(user=user).delete()[0]
    events.note("reset_factor", user=user, by=by, count=count)
    return count


@transaction.atomic
def unlock(user: Any, *, by: Any) -> int:
    """Forget the failures of `user`, who may try again at once. How many counters there were."""
    count = AccessAttempt.objects.filter(username=user.get_username()).delete()[0]
    events.note("unlock", user=user, by=by)
    return count


@transaction.atomic
def require_new_password(user: Any, *, by: Any) -> None:
    """`user` replaces the present password, which somebody else knows, at the next log-in."""
    WornPassword.objects.filter(pk=passwords.present(user).pk).update(temporary=True)
    events.note("require_new_password", user=user, by=by)
