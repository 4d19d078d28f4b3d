"""The time at which something in the demo happened.

A site sets its published times itself, and nobody can type them. A city that is built in a minute would have published
everything in that minute; so the builder, and nothing else, lets the clock of this process stand at the moment at
which a step of the review was done. It runs before anything is served, under the demo's settings only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.utils import timezone


class NotTheDemo(Exception):
    """The demo's accounts and dates must not come into a real site."""


def require_demo() -> None:
    """Raise NotTheDemo unless the settings are the demo's."""
    if not getattr(settings, "DEMO", False):
        raise NotTheDemo("the demo is built under settings.demo only")


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Within, `timezone.now()` is `moment`, or the present when `moment` is still to come."""
    require_demo()
    real = timezone.now
    moment = min(moment, real())
    timezone.now = lambda: moment
    try:
        yield moment
    finally:
        timezone.now = real
