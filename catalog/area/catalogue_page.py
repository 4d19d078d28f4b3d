"""法定主动公开内容: the whole catalogue of a site, with its tree, filters and orders."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.views.chrome import Chrome, chrome_for
from register.models import Entry, Listing
from register.ordering import NEWEST, ORDERS
from register.responses import public
from register.selection import select

from ..listings import CATALOGUE, WHOLE
from .asked import Asked, read
from .facets import chosen, facets, organs_of
from .items import area_link, tree
from .ordering import TITLES, entry_named, page_of

DOWNLOADS = (("xlsx", "xlsx"), ("csv", "csv"), ("json", "json"))


@require_safe
def catalogue_page(request: HttpRequest) -> HttpResponse:
    """One page of the catalogue. A fixed number of queries, whatever is asked and however much there is."""
    site = site_asked(request)
    organs = organs_of(site)
    asked = read(request.GET, {code for code, _name in organs})
    listing = Listing.objects.filter(site=site, kind=Listing.Kind.CATALOGUE, key=WHOLE, is_public=True).first()
    chrome = chrome_for(site, CATALOGUE, _("法定主动公开内容"), listing=listing)
    chrome.breadcrumbs[1:1] = [area_link()]
    entries, next_query = found(site, asked)
    narrowed = facets(site, organs, asked)
    context = {
        "chrome": chrome, "listing": listing, "asked": asked, "entries": entries, "facets": narrowed,
        "chosen": [{**one, "url": f"{CATALOGUE}{asked.query(**{one['name']: ''})}"} for one in chosen(narrowed)],
        "orders": list(TITLES.items()), "default_order": NEWEST,
        "next_url": f"{CATALOGUE}{next_query}" if next_query else "",
        "first_url": f"{CATALOGUE}{asked.query()}", "catalogue_url": CATALOGUE,
        "tree": tree(site, asked.values.get("catalogue", "")),
        "downloads": [(f"{CATALOGUE.rstrip('/')}.{suffix}", name) for suffix, name in DOWNLOADS] if organs else [],
    }  # fmt: skip
    return respond(request, chrome, listing, asked, context)


def respond(
    request: HttpRequest, chrome: Chrome, listing: Listing | None, asked: Asked, context: dict[str, Any]
) -> HttpResponse:
    status = 400 if asked.problems else 200
    response = TemplateResponse(request, "catalog/area/catalogue.html", context, status=status).render()
    if asked.is_filtered or asked.problems:
        response["X-Robots-Tag"] = "noindex, follow"  # what is worth keeping has a page of its own: items, archives
    names = [f"site:{chrome.site.pk}", *([f"listing:{listing.pk}"] if listing else [])]
    changed = max([chrome.site_settings.changed_at, *([listing.changed_at] if listing else [])])
    return public(response, depends_on=names, modified=changed)


def site_asked(request: HttpRequest) -> Site:
    """The site that `request` asks. Raises Http404 when there is none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404(_("没有找到该网站。"))
    return site


def found(site: Site, asked: Asked) -> tuple[list[Entry], str]:
    """The entries of the page, and the query of the next one, '' at the end. Nothing for what was asked wrongly."""
    if asked.problems:
        return [], ""
    after = entry_named(site.pk, asked.after)
    if asked.after is not None and after is None:
        asked.problems["after"] = _("翻页位置已经失效，请从第一页开始翻看。")
        return [], ""
    entries, more = page_of(select(site, asked.selection()), ORDERS[asked.sort], after)
    return entries, asked.query(after=str(entries[-1].uid)) if more else ""
