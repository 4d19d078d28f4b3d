"""Rows that are done are kept for a week, then forgotten: mails hold names and addresses."""

from datetime import datetime, timedelta

from outbox.due import register_duty
from outbox.services import forget_done

KEPT = timedelta(days=7)


def tidy(at: datetime) -> int:
    """Forgets a slice of what is older than a week; how much."""
    return forget_done(at - KEPT)


def register() -> None:
    """The duty, each quarter of an hour."""
    register_duty("outbox.tidy", tidy, every=15 * 60)
