"""The people of the demo. Their password is public, so they exist under the demo's settings only."""

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from cms.review.setup import ensure_review
from organs.models import Role
from organs.services import appoint

from .clock import require_demo

PASSWORD = "yunshan-demo"
ROLES: dict[str, tuple[str, str]] = {
    "editor": ("信息员", Role.EDITOR),
    "checker": ("初审人", Role.CHECKER),
    "secrecy": ("保密审查员", Role.SECRECY),
    "signer": ("办公室负责人", Role.OFFICE_HEAD),
    "head": ("单位负责人", Role.ORGAN_HEAD),
    "security": ("安全管理员", Role.SECURITY),
    "auditor": ("审计管理员", Role.AUDITOR),
    "admin": ("系统管理员", Role.SYSTEM),
}
"""Account: name shown, role in the portal's 编辑部. The administrator of the system is a superuser, who decides nothing."""


@transaction.atomic
def ensure_accounts() -> dict[str, Any]:
    """The accounts by name; one that is there keeps its password and its roles. Raises NotTheDemo elsewhere."""
    require_demo()
    ensure_review()
    return {name: ensure_account(name, *role) for name, role in ROLES.items()}


def ensure_account(name: str, shown: str, role: str) -> Any:
    User = get_user_model()
    user = User.objects.filter(username=name).first()
    if user is not None:
        return user
    superuser = role == Role.SYSTEM
    user = User.objects.create(
        username=name, password=hashed(), first_name=shown, is_staff=superuser, is_superuser=superuser
    )
    appoint(user, None, role, shown)
    return user


@cache
def hashed() -> str:
    """The password as it is stored; made once, because making it is slow on purpose."""
    return make_password(PASSWORD)
