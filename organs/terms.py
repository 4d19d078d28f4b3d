"""Terms that are about to end: of roles, and of people who stand in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from .models import Deputy, Membership

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Ending:
    """`person` acts in `membership` until `until`; `stands_in` when it is another's."""

    membership: Membership
    person: Any
    until: datetime
    stands_in: bool


def ending_soon(at: datetime | None = None, within: timedelta = SOON) -> list[Ending]:
    """Roles and deputies that act at `at` and end `within` that time, the first to end at the top. Two queries."""
    at = at or timezone.now()
    roles = Membership.objects.valid(at).filter(until__lte=at + within, user__is_active=True)
    deputies = Deputy.objects.valid(at).filter(until__lte=at + within, user__is_active=True)
    found = [Ending(one, one.user, one.until, False) for one in roles.select_related("user", "organ") if one.until]
    found += [
        Ending(one.membership, one.user, one.until, True)
        for one in deputies.select_related("user", "membership__user", "membership__organ")
    ]
    return sorted(found, key=lambda one: one.until)
