"""Appointing, ending, handing over and standing in: the only ways in which roles change.

Each is one transaction. Rows are never deleted, only ended, so that who held what at any time can be said.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .events import note
from .models import ADMINISTRATORS, Deputy, Membership, Organ, Role
from .signals import roles_changed

INSTANT = timedelta(microseconds=1)


@transaction.atomic
def appoint(
    user: Any, organ: Organ | None, role: str, post: str = "", by: Any = None, at: datetime | None = None
) -> Membership:
    """Give `user` a role in `organ`, or in 编辑部 (None), from `at` on. `by` is who does it; None is a command.

    Raises ValidationError for oneself, a disabled account, an organ that no longer exists, a role that is held
    already, and a second of the three administrators.
    """
    at = at or timezone.now()
    user = locked(user)
    refuse_for_oneself(user, by)
    refuse_disabled(user)
    if organ is not None and organ.status != Organ.Status.ACTIVE:
        raise ValidationError({"organ": _("该机构已并入其他机关或者已撤销，不能再任命人员。")})
    refuse_twice(user, organ, role, at)
    refuse_second_administrator(user, role, at)
    membership = Membership(user=user, organ=organ, role=role, post=post, since=at)
    membership.full_clean()
    membership.save()
    tell(membership, [user])
    note("role.appoint", by=by, about=membership, user=user, organ=organ, role=role)
    return membership


@transaction.atomic
def end(membership: Membership, by: Any = None, at: datetime | None = None) -> Membership:
    """End a role at `at`, and with it whoever stands in for it. Raises ValidationError when it has ended."""
    at = at or timezone.now()
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    if membership.until is not None and membership.until <= at:
        raise ValidationError(_("这项任职已经结束。"))
    membership.until = max(at, membership.since + INSTANT)
    membership.save(update_fields=["until"])
    deputies = close_deputies(membership, membership.until)
    tell(membership, [membership.user, *deputies])
    note("role.end", by=by, about=membership, user=membership.user_id, organ=membership.organ, role=membership.role)
    return membership


@transaction.atomic
def hand_over(
    membership: Membership, successor: Any, by: Any = None, at: datetime | None = None, post: str | None = None
) -> Membership:
    """End a role and give it to `successor` in the same moment; the post goes with it unless another is named.

    Raises ValidationError like `end` and `appoint`, and then nothing has changed.
    """
    at = at or timezone.now()
    ended = end(membership, by, at)
    begun = appoint(successor, ended.organ, ended.role, ended.post if post is None else post, by, ended.until)
    note("role.hand_over", by=by, about=ended, organ=ended.organ, successor=begun)
    return begun


@transaction.atomic
def stand_in(
    membership: Membership,
    deputy: Any,
    since: datetime | None,
    until: datetime,
    reason: str = "",
    by: Any = None,
    at: datetime | None = None,
) -> Deputy:
    """Let `deputy` act in `membership` from `since` (None: now) to `until`. The holder may arrange it themselves.

    Raises ValidationError for oneself, a disabled account, a role that ends before, a time that is over, and a time
    in which the same person stands in already.
    """
    at = at or timezone.now()
    since = since or at
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    refuse_for_oneself(deputy, by)
    refuse_disabled(deputy)
    if membership.until is not None and membership.until < until:
        raise ValidationError({"until": _("代理结束时间不能晚于被代理任职的结束时间。")})
    if until <= at:
        raise ValidationError({"until": _("代理结束时间须晚于现在。")})
    if membership.deputies.filter(user=deputy, since__lt=until, until__gt=since).exists():
        raise ValidationError({"user": _("此人在这段时间内已是代理人。")})
    row = Deputy(membership=membership, user=deputy, since=since, until=until, reason=reason)
    row.full_clean()
    row.save()
    tell(membership, [deputy])
    note("role.stand_in", by=by, about=row, organ=membership.organ, membership=membership, until=until.isoformat())
    return row


@transaction.atomic
def end_stand_in(deputy: Deputy, by: Any = None, at: datetime | None = None) -> Deputy:
    """The holder is back before the time. Raises ValidationError when the time is over."""
    at = at or timezone.now()
    deputy = Deputy.objects.select_for_update(of=("self",), no_key=True).get(pk=deputy.pk)
    if deputy.until <= at:
        raise ValidationError(_("这项代理已经结束。"))
    deputy.until = max(at, deputy.since + INSTANT)
    deputy.save(update_fields=["until"])
    tell(deputy.membership, [deputy.user])
    note("role.end_stand_in", by=by, about=deputy, membership=deputy.membership_id)
    return deputy


def close_deputies(membership: Membership, at: datetime) -> list[Any]:
    """End what stands in for `membership` after `at`; the people who stood in."""
    open_ = list(membership.deputies.filter(until__gt=at).select_related("user"))
    for deputy in open_:
        deputy.until = max(at, deputy.since + INSTANT)
        deputy.save(update_fields=["until"])
    return [deputy.user for deputy in open_]


def tell(membership: Membership, users: list[Any]) -> None:
    roles_changed.send(Membership, users=users, membership=membership)


def locked(user: Any) -> Any:
    """The account as it is stored, locked, so that two appointments of one person follow one another."""
    return get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)


def refuse_for_oneself(user: Any, by: Any) -> None:
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("不能给自己授予角色，请由其他安全管理员办理。"))


def refuse_disabled(user: Any) -> None:
    if not user.is_active:
        raise ValidationError({"user": _("该账号已停用，请先启用。")})


def refuse_twice(user: Any, organ: Organ | None, role: str, at: datetime) -> None:
    if not_over(at).filter(user=user, organ=organ, role=role).exists():
        raise ValidationError({"role": _("此人在该机构已有这一角色。")})


def refuse_second_administrator(user: Any, role: str, at: datetime) -> None:
    """三员分立: no one holds two of the three, and a superuser is the system administrator of the set-up."""
    if role not in ADMINISTRATORS or getattr(settings, "ADMINISTRATORS_MAY_COMBINE", False):
        return
    others = not_over(at).filter(user=user, role__in=ADMINISTRATORS - {role})
    if others.exists() or (user.is_superuser and role != Role.SYSTEM):
        raise ValidationError({"role": _("系统管理员、安全管理员、审计管理员须由不同人员担任。")})


def not_over(at: datetime) -> QuerySet[Membership]:
    """Memberships that hold at `at` or begin later."""
    return Membership.objects.filter(Q(until=None) | Q(until__gt=at))
