"""Accounts that whoever keeps them should look at."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from .factors import STRONG


def to_look_at(at: datetime | None = None) -> QuerySet[Any]:
    """Active accounts that are locked or lack a second factor, by name, with `is_locked` and `has_factor`. One query."""
    active = get_user_model().objects.filter(is_active=True).annotate(is_locked=locked(at), has_factor=protected())
    return active.filter(Q(is_locked=True) | Q(has_factor=False)).order_by("username")


def locked(at: datetime | None = None) -> Exists:
    """A condition on accounts: locked out at `at` from one address at least.

    Names that no account bears are left out: somebody may have typed a password there.
    """
    at = at or timezone.now()
    recent = AccessAttempt.objects.filter(attempt_time__gte=at - timedelta(minutes=settings.LOCK_MINUTES))
    of_pair = recent.filter(username=OuterRef("username")).order_by().values("username", "ip_address")
    too_many = of_pair.annotate(count=Sum("failures_since_start")).filter(count__gte=settings.LOCK_AFTER)
    return Exists(too_many)


def protected() -> Exists:
    """A condition on accounts: app or passkey is enrolled."""
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG))
