"""Every public page is found in the register, never in the page tree: what has no entry there is not public."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Site

from organs.models import Organ
from register.addresses import absolute
from register.models import Entry, Listing
from register.responses import public

from ..filled import filled
from ..models import ColumnPage
from .chrome import chrome_for
from .home import organ_codes, tree
from .listing import listing_response
from .publication import gone_response, publication_response

LONGEST = 500
"""Characters in an address of the register; a longer one is nobody's."""


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The publication or listing at `path` (without its leading slash); 410 for what was withdrawn there."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    address = f"/{path}"
    if len(address) > LONGEST:
        raise Http404
    entries = list(Entry.objects.filter(site=site, url=address).select_related("page", "organ").order_by("-seq")[:5])
    for entry in entries:
        if entry.is_live and entry.page is not None:
            return publication_response(request, site, entry)
    listing = Listing.objects.filter(site=site, path=address, is_public=True).first()
    if listing:
        return listing_response(request, site, listing)
    if entries:
        return gone_response(request, site, entries[0])
    raise Http404(_("没有找到该网页。"))


def other_site(request: HttpRequest, site_id: str, path: str) -> HttpResponse:
    """Lead from a text of one site to `path` on another. Only to sites of this house: elsewhere it would be a trap."""
    site = get_object_or_404(Site, pk=int(site_id))
    return public(HttpResponseRedirect(absolute(site, path)), depends_on=[f"site:{site.pk}"])


def site_map(request: HttpRequest) -> HttpResponse:
    """站点地图: all columns in which something is public, and organs, for people."""
    site = Site.find_for_request(request)
    columns = filled(ColumnPage.objects.live().descendant_of(site.root_page), site).order_by("path")
    organs = Organ.objects.active().filter(code__in=organ_codes(site))
    chrome = chrome_for(site, "/sitemap/", _("站点地图"))
    context = {"chrome": chrome, "columns": tree(list(columns), site.root_page), "organs": organs}
    response = TemplateResponse(request, "cms/sitemap.html", context).render()
    return public(response, depends_on=[f"site:{site.pk}"], modified=chrome.site_settings.changed_at)
