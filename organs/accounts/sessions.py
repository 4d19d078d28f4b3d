"""How long a session lasts: so long without use (`IDLE_SECONDS`), so long at most (`SESSION_COOKIE_AGE`)."""

from datetime import datetime
from typing import Any

from django.conf import settings

BEGUN, SEEN = "accounts.begun", "accounts.seen"
PASSWORD_DUE = "accounts.password_due"
SAVED_EVERY = 60  # seconds; a request more often than that costs no write


def begin(session: Any, at: datetime) -> None:
    session[BEGUN] = session[SEEN] = int(at.timestamp())


def seconds_left(session: Any, at: datetime) -> int:
    """Until the session ends if nothing happens; 0 or less: it is over."""
    if BEGUN not in session:
        begin(session, at)
    now = int(at.timestamp())
    idle = session[SEEN] + settings.IDLE_SECONDS
    return int(min(idle, session[BEGUN] + settings.SESSION_COOKIE_AGE) - now)


def touch(session: Any, at: datetime) -> None:
    """Somebody did something."""
    now = int(at.timestamp())
    if now - session[SEEN] >= min(SAVED_EVERY, settings.IDLE_SECONDS // 2):
        session[SEEN] = now
