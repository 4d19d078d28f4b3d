"""Appointing, ending, handing over and standing in: the only ways in which roles change.

Each is one transaction. Rows are never deleted, only ended, so that who held what at any time can be said.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusals import recording

from .events import note
from .models import Deputy, Membership, Organ
from .separation import refuse_for_oneself, refuse_mixture
from .signals import roles_changed
from .terms import last_day, overlapping

INSTANT = timedelta(microseconds=1)


@recording()
@transaction.atomic
def appoint(
    user: Any,
    organ: Organ | None,
    role: str,
    post: str = "",
    by: Any = None,
    at: datetime | None = None,
    until: datetime | None = None,
) -> Membership:
    """Give `user` a role in `organ`, or in 编辑部 (None), from `at` (None: now) to `until` (None: for good). `by` is
    who does it; None is a command.

    Raises ValidationError for oneself, a disabled account, an organ that no longer exists, a role that is held
    already, and what `separation` keeps apart.
    """
    term = {name: moment.isoformat() for name, moment in (("since", at), ("until", until)) if moment}
    at = at or timezone.now()
    user = locked(user)
    refuse_for_oneself("role.appoint", user, by)
    refuse_disabled(user)
    if organ is not None and organ.status != Organ.Status.ACTIVE:
        raise ValidationError({"organ": _("该机构已并入其他机关或者已撤销，不能再任命人员。")})
    refuse_twice(user, organ, role, at, until)
    refuse_mixture("role.appoint", user, role, at, until, by)
    membership = Membership(user=user, organ=organ, role=role, post=post, since=at, until=until)
    membership.full_clean()
    membership.save()
    tell(membership, [user])
    note("role.appoint", by=by, about=membership, user=user, organ=organ, role=role, **term)
    return membership


@transaction.atomic
def end(
    membership: Membership, by: Any = None, at: datetime | None = None, until: datetime | None = None
) -> Membership:
    """End a role at `at`, or say then that it ends at `until`, and with it whoever stands in for it.

    Raises ValidationError when it has ended, or `until` is no time at which it could be made to end.
    """
    at = at or timezone.now()
    membership = locked_term(membership)
    if membership.until is not None and membership.until <= at:
        raise ValidationError(_("这项任职已经结束。"))
    if until is not None:
        refuse_end(membership, until, at)
    close(membership, until or at)
    deputies = close_deputies(membership, until or at, at)
    tell(membership, [membership.user, *deputies])
    facts = {"user": membership.user_id, "organ": membership.organ, "role": membership.role}
    note("role.end", by=by, about=membership, **facts, **({"until": until.isoformat()} if until else {}))
    return membership


@recording()
@transaction.atomic
def hand_over(
    membership: Membership, successor: Any, by: Any = None, at: datetime | None = None, post: str | None = None
) -> Membership:
    """End a role and give what is left of its term to `successor` in the same moment; the post goes with it unless
    another is named.

    One that has not begun is over now, and the successor begins when it would have. Raises ValidationError like `end`
    and `appoint`, and for who holds it; then nothing has changed.
    """
    if successor.pk == membership.user_id:
        raise ValidationError({"user": _("接任人就是现任本人，不需要交接。")})
    at = at or timezone.now()
    term = locked_term(membership)
    ended = end(membership, by, at)
    post = ended.post if post is None else post
    begun = appoint(successor, ended.organ, ended.role, post, by, max(at, term.since), term.until)
    note("role.hand_over", by=by, about=ended, organ=ended.organ, successor=begun)
    return begun


@recording()
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

    Raises ValidationError for oneself, a disabled account, a role that ends before, a time that is over, a time in
    which the same person stands in already, and what `separation` keeps apart.
    """
    at = at or timezone.now()
    since = since or at
    membership = locked_term(membership)
    deputy = locked(deputy)
    refuse_for_oneself("role.stand_in", deputy, by)
    refuse_disabled(deputy)
    if membership.until is not None and membership.until < until:
        raise ValidationError({"until": _("代理结束时间不能晚于被代理任职的结束时间。")})
    if until <= at:
        raise ValidationError({"until": _("代理结束时间须晚于现在。")})
    if membership.deputies.filter(user=deputy, since__lt=until, until__gt=since).exists():
        raise ValidationError({"user": _("此人在这段时间内已是代理人。")})
    refuse_mixture("role.stand_in", deputy, membership.role, since, until, by)
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
    close(deputy, at)
    tell(deputy.membership, [deputy.user])
    note("role.end_stand_in", by=by, about=deputy, membership=deputy.membership_id)
    return deputy


def close(row: Membership | Deputy, at: datetime) -> None:
    """Let a term end at `at`; one that has not begun by then never does, and is over as well."""
    row.since = min(row.since, at - INSTANT)
    row.until = at
    row.save(update_fields=["since", "until"])


def close_deputies(membership: Membership, until: datetime, at: datetime) -> list[Any]:
    """End what stands in for `membership` after `until`, now (`at`) what has not begun by then; who stood in."""
    open_ = list(membership.deputies.filter(until__gt=until).select_related("user"))
    for deputy in open_:
        close(deputy, until if deputy.since < until else at)
    return [deputy.user for deputy in open_]


def tell(membership: Membership, users: list[Any]) -> None:
    roles_changed.send(Membership, users=users, membership=membership)


def locked_term(membership: Membership) -> Membership:
    """The term as it is stored, locked, so that two changes of it follow one another."""
    return Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)


def locked(user: Any) -> Any:
    """The account as it is stored, locked, so that two appointments of one person follow one another."""
    return get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)


def refuse_disabled(user: Any) -> None:
    if not user.is_active:
        raise ValidationError({"user": _("该账号已停用，请先启用。")})


def refuse_twice(user: Any, organ: Organ | None, role: str, at: datetime, until: datetime | None) -> None:
    if overlapping(Membership, at, until).filter(user=user, organ=organ, role=role).exists():
        raise ValidationError({"role": _("此人在该机构已有这一角色。")})


def refuse_end(membership: Membership, until: datetime, at: datetime) -> None:
    """A term is cut short by this, never made longer: that is an appointment, with its rules."""
    if until < at or until <= membership.since:
        raise ValidationError({"until": _("任期至不能早于今天，也不能早于任职起。")})
    if membership.until is not None and membership.until <= until:
        words = _("这项任职的任期本来就到%(day)s为止；需要续任的，请另行任命，从任期届满后开始。")
        raise ValidationError({"until": words % {"day": last_day(membership.until)}})
