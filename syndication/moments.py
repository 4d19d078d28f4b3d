"""Times as they are published: Beijing time with its offset, to the second."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

BEIJING = ZoneInfo(settings.TIME_ZONE)


def beijing(moment: datetime) -> datetime:
    """`moment` as a reader in Beijing sees it, without fractions of a second."""
    return moment.astimezone(BEIJING).replace(microsecond=0)


def iso(moment: datetime | None) -> str | None:
    """`moment` as `2026-11-24T09:30:00+08:00`; None for None."""
    return beijing(moment).isoformat() if moment else None
