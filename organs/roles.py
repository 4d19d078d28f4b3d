"""What a person may do in an organ, asked of the rows as they are now: no answer is kept."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .models import Deputy, Membership, Organ, Role

EVERY_ORGAN = None
"""In a set of organ ids: a role of the portal's 编辑部, which holds for all."""


def memberships(user: Any, at: datetime | None = None) -> QuerySet[Membership]:
    """The memberships in which `user` may act at `at`: their own, and those of people they stand in for."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    standing_in = Deputy.objects.valid(at).filter(user=user, membership__user__is_active=True).values("membership")
    return Membership.objects.valid(at).filter(Q(user=user) | Q(pk__in=standing_in))


def acting(user: Any, role: str, organ: Organ | int | None, at: datetime | None = None) -> Membership | None:
    """The membership by which `user` holds `role` for `organ`, the nearest first: own before deputised, organ before
    编辑部. None when there is none."""
    organ_id = organ.pk if isinstance(organ, Organ) else organ
    found = memberships(user, at).filter(Q(organ=organ_id) | Q(organ=None), role=role).select_related("user", "organ")
    return min(found, key=lambda one: (one.user_id != user.pk, one.organ_id is None, one.pk), default=None)


def holds(user: Any, role: str, organ: Organ | int | None, at: datetime | None = None) -> bool:
    """True when `user` may act as `role` for `organ` at `at`. Being superuser gives no role."""
    return acting(user, role, organ, at) is not None


def organs_of(user: Any, *roles: str, at: datetime | None = None) -> set[int | None]:
    """Ids of the organs in which `user` may act as one of `roles` (any role when none is named); `EVERY_ORGAN` among
    them means all. One query."""
    found = memberships(user, at).exclude(role__in=[Role.SYSTEM, Role.SECURITY, Role.AUDITOR])
    if roles:
        found = found.filter(role__in=roles)
    return set(found.values_list("organ_id", flat=True))


def holders(role: str, organ: Organ | int | None, at: datetime | None = None) -> QuerySet[Any]:
    """Active people who may act as `role` for `organ`: holders there and in 编辑部, and their deputies."""
    organ_id = organ.pk if isinstance(organ, Organ) else organ
    seats = Membership.objects.valid(at).filter(Q(organ=organ_id) | Q(organ=None), role=role, user__is_active=True)
    deputies = Deputy.objects.valid(at).filter(membership__in=seats)
    return (
        get_user_model()
        .objects.filter(is_active=True)
        .filter(Q(pk__in=seats.values("user")) | Q(pk__in=deputies.values("user")))
    )


def capacity(membership: Membership, user: Any) -> str:
    """In what capacity `user` acts by `membership`, for the record: role or post, and for whom when standing in."""
    shown = membership.post or str(membership.get_role_display())
    if membership.user_id == user.pk:
        return shown
    return _("%(post)s（代%(name)s）") % {"post": shown, "name": membership.user.get_full_name() or membership.user}
