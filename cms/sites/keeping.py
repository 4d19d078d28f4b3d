"""Which sites must be kept."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from register.models import Entry


def reason_to_keep(site: Site) -> str:
    """Why `site` cannot be deleted, in words; "" when it can: what was once public there has its record for good."""
    if site.is_default_site:
        return _("“%(name)s”是默认网站，不能删除。") % {"name": site.site_name or site.hostname}
    if Entry.objects.filter(site=site).exists():
        return _("“%(name)s”发布过信息，其记录须保留，网站不能删除。") % {"name": site.site_name or site.hostname}
    return ""


def reason_to_keep_pages(pages: Iterable[Page]) -> str:
    """Why the home page of a site among `pages` cannot be deleted; "" when there is none, or it can."""
    sites = Site.objects.filter(root_page__in=[page.pk for page in pages])
    return next((reason for site in sites if (reason := reason_to_keep(site))), "")
