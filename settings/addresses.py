"""Addresses are stored as paths; the public address of this start makes them absolute."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError

logger = logging.getLogger(__name__)


def bind_default_site() -> bool:
    """Gives Wagtail's default site host and port of `PUBLIC_ADDRESS`; True when that changed something.

    Other sites keep the host name they are found by. Never raises: a web worker must come up (and say so in
    `/readyz`) when the database is away or not yet migrated.
    """
    from wagtail.models import Site

    address = urlsplit(settings.PUBLIC_ADDRESS)
    host = address.hostname or "localhost"
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None or (site.hostname, site.port) == (host, port):
            return False
        site.hostname, site.port = host, port
        site.save()
        return True
    except DatabaseError as error:
        logger.warning("the default site was not bound to %s: %s", settings.PUBLIC_ADDRESS, type(error).__name__)
        return False
