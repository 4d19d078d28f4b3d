"""The people of the demo. Their password is public, so they exist under the demo's settings only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.models import StepMerging
from cms.review.setup import ensure_review
from organs.models import Deputy, Membership, Organ, Role
from organs.services import appoint, end, stand_in

from . import clock

PASSWORD = "yunshan-demo"


@dataclass(frozen=True)
class Account:
    """`shown` is the name in the admin; `roles` are held in the organ with the code `organ`, "" for 编辑部."""

    shown: str
    roles: tuple[str, ...]
    organ: str = ""
    post: str = ""
    note: str = ""


ACCOUNTS: dict[str, Account] = {
    "editor": Account("信息员", (Role.EDITOR,)),
    "checker": Account("初审人", (Role.CHECKER,)),
    "secrecy": Account("保密审查员", (Role.SECRECY,)),
    "signer": Account("办公室负责人", (Role.OFFICE_HEAD,)),
    "head": Account("单位负责人", (Role.ORGAN_HEAD,)),
    "security": Account("安全管理员", (Role.SECURITY,)),
    "auditor": Account("审计管理员", (Role.AUDITOR,)),
    "admin": Account("系统管理员", (Role.SYSTEM,)),
    "edu-editor": Account("市教育局信息员", (Role.EDITOR, Role.LIAISON), "jiaoyuju", "办公室科员"),
    "edu-checker": Account("市教育局初审人", (Role.CHECKER,), "jiaoyuju", "办公室副主任", "外出学习，由 edu-deputy 代理"),
    "edu-deputy": Account("市教育局代理初审人", (Role.EDITOR,), "jiaoyuju", "基础教育科科长"),
    "edu-signer": Account("市教育局办公室主任", (Role.OFFICE_HEAD,), "jiaoyuju", "办公室主任"),
    "songlan-editor": Account("松岚镇信息员", (Role.EDITOR, Role.LIAISON), "songlanzhen", "党政综合办公室科员"),
    "songlan-head": Account(
        "松岚镇负责人", (Role.CHECKER, Role.SECRECY, Role.OFFICE_HEAD, Role.ORGAN_HEAD), "songlanzhen", "副镇长",
        "三个环节合并办理",
    ),
}  # fmt: skip
"""Account by its name. The administrator of the system is a superuser, who decides nothing."""

MERGING = {
    "reason": "本镇从事信息公开工作的只有两人，一人拟稿，一人审核。",
    "approved_by": "云杉市人民政府办公室副主任　林知远",
}
"""Why 松岚镇 may let one person decide all steps, and who said so."""
AWAY_SINCE, AWAY_FOR = timedelta(days=10), timedelta(days=30)
LIAISON_LEAVES_AFTER = timedelta(days=25)
"""Counted from the building, so that something is about to end whenever the city is built."""


@transaction.atomic
def ensure_accounts() -> dict[str, Any]:
    """The accounts by name; one that is there keeps its password and its roles. Raises NotTheDemo elsewhere."""
    clock.require_demo()
    ensure_review()
    return {name: ensure_account(name, account) for name, account in ACCOUNTS.items()}


def ensure_account(name: str, account: Account) -> Any:
    User = get_user_model()
    user = User.objects.filter(username=name).first()
    if user is not None:
        return user
    superuser = Role.SYSTEM in account.roles
    user = User.objects.create(
        username=name, password=hashed(), first_name=account.shown, is_staff=superuser, is_superuser=superuser
    )
    organ = Organ.objects.get(code=account.organ) if account.organ else None
    for role in account.roles:
        appoint(user, organ, role, account.post or account.shown)
    return user


@cache
def hashed() -> str:
    """The password as it is stored; made once, because making it is slow on purpose."""
    return make_password(PASSWORD)


@transaction.atomic
def ensure_merging(by: Any) -> None:
    """The setting by which a township of two people merges the steps of review."""
    organ = Organ.objects.get(code="songlanzhen")
    if not StepMerging.objects.filter(organ=organ).exists():
        merging = StepMerging(organ=organ, steps=StepMerging.Steps.ALL, since=timezone.now(), **MERGING)
        merging.full_clean()
        merging.save()
        log(instance=merging, action="wagtail.create", user=by)


@transaction.atomic
def ensure_absence(people: dict[str, Any], now: datetime) -> None:
    """A reviewer who is away and has a deputy, and a term that is about to end; arranged once."""
    away = Membership.objects.filter(user=people["edu-checker"], role=Role.CHECKER).first()
    if away is None or Deputy.objects.filter(membership=away).exists():
        return
    with clock.at(now - AWAY_SINCE) as moment:
        deputy, security = people["edu-deputy"], people["security"]
        stand_in(away, deputy, moment, moment + AWAY_FOR, "参加全省教育系统干部培训班", by=security)
        leaving = Membership.objects.filter(user=people["edu-editor"], role=Role.LIAISON, until=None).first()
        if leaving is not None:
            end(leaving, by=security, at=now + LIAISON_LEAVES_AFTER)
