"""Addresses are stored as paths; the public address of this start makes them absolute."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError

logger = logging.getLogger(__name__)


def bind_sites() -> int:
    """Gives Wagtail's default site host and port of `PUBLIC_ADDRESS`, and the other sites its port, as
    `register.addresses` does; Wagtail's own links in the admin and in redirects follow from that.

    Returns how many sites changed. Never raises: a web worker must come up (and say so in `/readyz`) when the
    database is away or not yet migrated.
    """
    from wagtail.models import Site

    address = urlsplit(settings.PUBLIC_ADDRESS)
    port = address.port or (443 if address.scheme == "https" else 80)
    changed = 0
    try:
        for site in Site.objects.order_by("-is_default_site", "pk"):
            host = address.hostname or "localhost" if site.is_default_site else site.hostname
            taken = Site.objects.filter(hostname=host, port=port).exclude(pk=site.pk).exists()
            if (site.hostname, site.port) == (host, port) or taken:
                continue
            site.hostname, site.port = host, port
            site.save()
            changed += 1
    except DatabaseError as error:
        logger.warning("sites were not bound to %s: %s", settings.PUBLIC_ADDRESS, type(error).__name__)
    return changed
