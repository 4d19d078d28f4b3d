"""What accounts leave behind, forgotten in time."""

from datetime import datetime, timedelta
from importlib import import_module

from axes.models import AccessLog
from django.conf import settings

KNOWN_ADDRESS_DAYS = 90  # how long an address counts as one that a person comes in from


def forget(at: datetime) -> int:
    """Sessions that ended, and addresses of long ago. How many of the latter."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return AccessLog.objects.filter(attempt_time__lt=at - timedelta(days=KNOWN_ADDRESS_DAYS)).delete()[0]
