"""Whether a session may go on: did it pass a second factor that its account still has?"""

from enum import Enum
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Standing(Enum):
    PASSED = "passed"
    TO_ENROL = "to enrol"
    """The account has no second factor yet: the session may do nothing but enrol one."""
    UNPROVEN = "unproven"
    """The account has one, or had the one that was used, and this session did not pass it: it must end."""


def standing(request: HttpRequest) -> Standing:
    """One query."""
    user: Any = request.user
    held = dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))
    passed = [record.get("id") for record in get_authentication_records(request, user) if record["method"] == "mfa"]
    is_strong = any(kind in STRONG for kind in held.values())
    if is_strong and any(pk in held for pk in passed):
        return Standing.PASSED
    return Standing.UNPROVEN if is_strong or passed else Standing.TO_ENROL


def prove(request: HttpRequest, user: Any, authenticator: Authenticator) -> None:
    """The session that just enrolled a factor has shown that it holds it."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def is_last(authenticator: Authenticator) -> bool:
    """Whether the account would have no second factor without this one."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=STRONG)
    return authenticator.type in STRONG and not others.exclude(pk=authenticator.pk).exists()
