"""Addresses are stored as paths; here they become absolute."""

import re

from django.conf import settings
from wagtail.models import Site

LINK = re.compile(r'(?<=[\s"])(href|src|poster)="/(?!/)')


def public_address(site: Site) -> str:
    """Scheme and host under which the public reaches `site`, without a slash at the end.

    The default site is where `PUBLIC_ADDRESS` says; every other one is reached by its own host name, with the same
    scheme.
    """
    if site.is_default_site:
        return settings.PUBLIC_ADDRESS
    scheme = settings.PUBLIC_ADDRESS.partition("://")[0]
    port = "" if site.port in (80, 443) else f":{site.port}"
    return f"{scheme}://{site.hostname}{port}"


def absolute(site: Site, path: str) -> str:
    """`path` under the site's public address; an address that is absolute already stays as it is."""
    return f"{public_address(site)}{path}" if path.startswith("/") else path


def absolute_html(site: Site, html: str) -> str:
    """`html`, as `content_html` holds it, with every path in a link or source made absolute."""
    return LINK.sub(rf'\1="{public_address(site)}/', html)
