"""Accounts that whoever keeps them should look at."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from .factors import STRONG


def locked(at: datetime | None = None) -> QuerySet[Any]:
    """Active accounts that are locked out at `at` from one address at least, by name. One query.

    Names that no account bears are left out: somebody may have typed a password there.
    """
    at = at or timezone.now()
    recent = AccessAttempt.objects.filter(attempt_time__gte=at - timedelta(minutes=settings.LOCK_MINUTES))
    of_pair = recent.filter(username=OuterRef("username")).order_by().values("username", "ip_address")
    too_many = of_pair.annotate(count=Sum("failures_since_start")).filter(count__gte=settings.LOCK_AFTER)
    return active().filter(Exists(too_many))


def without_second_factor() -> QuerySet[Any]:
    """Active accounts that have enrolled neither app nor passkey, by name."""
    strong = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG)
    return active().filter(~Exists(strong))


def active() -> QuerySet[Any]:
    return get_user_model().objects.filter(is_active=True).order_by("username")
