"""Where to subscribe: a page for people, a list for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.views.chrome import FEEDS, chrome_for, feed_links
from register.addresses import public_address
from register.models import Listing
from register.responses import public

from ..conditional import answer, settled, site_of
from ..directory import directory_etag, groups_of
from ..opml import opml


@require_safe
def feeds_page(request: HttpRequest) -> HttpResponse:
    """/feeds/: every feed of the site, for people."""
    site = site_of(request)
    groups = groups_of(site)
    chrome = chrome_for(site, "/feeds/", _("订阅"), description=_("本站全部栏目和机构的订阅地址。"))
    rows = [{"title": group.title, "rows": [row(one) for one in group.listings]} for group in groups]
    response = TemplateResponse(request, "cms/feeds.html", {"chrome": chrome, "groups": rows}).render()
    changed = [one.changed_at for group in groups for one in group.listings]
    modified = settled(max([*changed, chrome.site_settings.changed_at], default=None))
    return public(response, depends_on=[f"site:{site.pk}", "listings"], modified=modified)


def row(listing: Listing) -> dict[str, Any]:
    """A listing with its three feeds, each with its name."""
    names = {extension: name for _type, extension, name in FEEDS}
    feeds = [{**link, "name": names[link["url"].rpartition(".")[2]]} for link in feed_links(listing)]
    return {"title": listing.title, "url": listing.path, "feeds": feeds}


@require_safe
def feeds_opml(request: HttpRequest) -> HttpResponse:
    """/feeds.opml: the same list for programs."""
    site = site_of(request)
    groups = groups_of(site)
    changed = [one.changed_at for group in groups for one in group.listings]
    return answer(
        request,
        lambda: (opml(site, groups), "text/x-opml; charset=utf-8"),
        etag=directory_etag(site, public_address(site), groups),
        modified=max(changed, default=None),
        depends_on=[f"site:{site.pk}", "listings"],
    )
