"""Addresses are stored as paths; here they become absolute."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

LINK = re.compile(r'(?<=[\s"])(href|src|poster)="/(?!/)')


def public_address(site: Site) -> str:
    """Scheme, host and port under which the public reaches `site`, without a slash at the end.

    The default site is where `PUBLIC_ADDRESS` says; every other one answers at the same scheme and port, under its own
    host name.
    """
    if site.is_default_site:
        return settings.PUBLIC_ADDRESS
    address = urlsplit(settings.PUBLIC_ADDRESS)
    port = f":{address.port}" if address.port else ""
    return f"{address.scheme}://{site.hostname}{port}"


def absolute(site: Site, path: str) -> str:
    """`path` under the site's public address; an address that is absolute already stays as it is."""
    return f"{public_address(site)}{path}" if path.startswith("/") else path


def absolute_html(site: Site, html: str) -> str:
    """`html`, as `content_html` holds it, with every path in a link or source made absolute."""
    return LINK.sub(rf'\1="{public_address(site)}/', html)


def between_sites(site_id: int, path: str) -> str:
    """Path that leads from any site to `path` on another one, `site_id`.

    It is what texts store: it stays right when host name, port or scheme of either site change.
    """
    return f"/sites/{site_id}{path}"
