"""The people of the demo. Their password is public, so they exist under the demo's settings only."""

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from cms.review.setup import CHECKERS, EDITORS, SECRECY, SIGNERS, ensure_review
from organs.models import Membership, Role

from .clock import require_demo

PASSWORD = "yunshan-demo"
ROLES = {
    "editor": ("信息员", EDITORS),
    "checker": ("初审员", CHECKERS),
    "secrecy": ("保密审查员", SECRECY),
    "signer": ("签发人", SIGNERS),
    "admin": ("管理员", ""),
}
"""Account: name shown, group."""


@transaction.atomic
def ensure_accounts() -> dict[str, Any]:
    """The accounts by name; one that is there keeps its password and its groups. Raises NotTheDemo elsewhere."""
    require_demo()
    ensure_review()
    return {name: ensure_account(name, *role) for name, role in ROLES.items()}


def ensure_account(name: str, shown: str, group: str) -> Any:
    User = get_user_model()
    user = User.objects.filter(username=name).first()
    if user is not None:
        return user
    superuser = not group
    user = User.objects.create(
        username=name, password=hashed(), first_name=shown, is_staff=superuser, is_superuser=superuser
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    if group == SIGNERS:
        Membership.objects.create(user=user, organ=None, role=Role.ORGAN_HEAD, post="负责人", since=timezone.now())
    return user


@cache
def hashed() -> str:
    """The password as it is stored; made once, because making it is slow on purpose."""
    return make_password(PASSWORD)
