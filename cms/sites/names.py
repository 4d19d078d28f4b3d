"""What the sites are called on every page of the admin: kept for a minute, as each page would ask for it."""

from django.core.cache import cache
from django.db import transaction

from ..models import SiteSettings

KEY, SECONDS = "site_names", 60
DEFAULT = "*"


def name_of(host: str) -> str:
    """Of the site at `host`, else of the default one; '' when neither has a name. No query while it is kept."""
    names: dict[str, str] = cache.get_or_set(KEY, read, SECONDS) or {}
    return names.get(host) or names.get(DEFAULT, "")


def read() -> dict[str, str]:
    """By host name, and by `DEFAULT` of the default site. One query."""
    names: dict[str, str] = {}
    for one in SiteSettings.objects.select_related("site"):
        name = one.legal_name or one.site.site_name
        names.setdefault(one.site.hostname, name)
        if one.site.is_default_site:
            names[DEFAULT] = name
    return names


def forget() -> None:
    """At once for this transaction, and again when it is there for the others."""
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))
