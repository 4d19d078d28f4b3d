"""Who may try to log in: failures are counted in the database (django-axes), for passwords and codes alike.

A name that failed too often from one address may not try again from there for a while, whether the account exists or
not. Beyond wider limits (one name from many addresses, many names from one address) only those may try who have come
in from that address before: nobody can lock an office out, nor an official out of their own office.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from audit.source import address


def client_address(request: HttpRequest) -> str | None:
    """The address that `request` comes from, as axes wants it: None when it is none."""
    return address(request) or None


def cool_off(request: HttpRequest | None = None) -> timedelta:
    """How long a failure counts."""
    return timedelta(minutes=settings.LOCK_MINUTES)


class LockOut(AxesDatabaseHandler):
    """Axes' counting with the limits of this house."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        name, address = get_client_username(request, credentials), request.axes_ip_address
        of_name, from_address = Q(username=name), Q(ip_address=address)
        counted = {"pair": of_name & from_address, "name": of_name, "address": from_address}
        failures = AccessAttempt.objects.filter(
            of_name | from_address, attempt_time__gte=get_cool_off_threshold(request)
        ).aggregate(**{key: Sum("failures_since_start", filter=which, default=0) for key, which in counted.items()})
        if failures["pair"] >= settings.LOCK_AFTER:
            return True
        if max(failures["name"], failures["address"]) < settings.LOCK_WIDELY_AFTER:
            return False
        return not AccessLog.objects.filter(of_name, from_address).exists()


@contextmanager
def one_at_a_time(request: HttpRequest, name: str) -> Iterator[None]:
    """Around one attempt, from asking whether it is locked until its failure is counted: attempts of the same name from
    the same address wait for each other, or many at once would all be made before the fifth failure is counted.

    A ValidationError leaves what was counted in place. On SQLite, `BEGIN IMMEDIATE` is the lock.
    """
    refusal: ValidationError | None = None
    with transaction.atomic():
        if connection.vendor == "postgresql":
            pair = sha256(f"{name}\n{client_address(request)}".encode()).digest()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(pair[:8], signed=True)])
        try:
            yield
        except ValidationError as error:
            refusal = error
    if refusal is not None:
        raise refusal


def same_answer(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """To one who is locked out: what is said to a wrong password, so that neither tells of the other."""
    return response


def refuse_locked(request: HttpRequest, user: Any) -> None:
    """Raises ValidationError when `user` may not try a code from here now."""
    if not AxesProxyHandler.is_allowed(request, {"username": user.get_username()}):
        raise ValidationError(_("连续输错次数过多，请%(minutes)d分钟后再试。") % {"minutes": settings.LOCK_MINUTES})


def count_failure(request: HttpRequest, user: Any) -> None:
    """A wrong code counts like a wrong password."""
    user_login_failed.send(sender=__name__, credentials={"username": user.get_username()}, request=request)
