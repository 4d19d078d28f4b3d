"""Pages of listings: home, columns, organs, and their archives."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from organs.models import Organ
from register import pages
from register.languages import MAIN, spoken
from register.models import Cut, Listing
from register.responses import public

from .. import presenting
from ..filled import filled
from ..languages.translations import listing_versions
from ..models import ColumnPage, HomePage
from .chrome import Chrome, chrome_for
from .home import home_sections

BEIJING = ZoneInfo(settings.TIME_ZONE)
TEMPLATES = {
    Listing.Kind.HOME: "cms/home_page.html",
    Listing.Kind.COLUMN: "cms/column_page.html",
    Listing.Kind.ORGAN: "cms/organ_page.html",
}


def listing_response(request: HttpRequest, site: Site, listing: Listing) -> HttpResponse:
    """The front of a listing."""
    with spoken(listing.language):
        return respond(request, site, listing, front_context(site, listing))


def archive_response(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """A page of a listing under its permanent address; until it is full that leads to the front."""
    site, listing = find_listing(request, path)
    cut = get_object_or_404(listing.cuts, number=int(number))
    if cut.is_open:
        return HttpResponseRedirect(listing.path)
    with spoken(listing.language):
        return cut_response(request, site, listing, cut)


def cut_response(request: HttpRequest, site: Site, listing: Listing, cut: Cut) -> HttpResponse:
    """A full page of a listing."""
    content = pages.archive(cut)
    context = base_context(site, listing, f"{listing.path}archive/{cut.number}/")
    context |= {
        "entries": content.entries,
        "older_url": archive_url(listing, content.older),
        "newer_url": f"{listing.path}archive/{cut.number}/newer/",
        "is_archive": True,
        "archive_label": archive_label(content),
        "years": [],
        "cut": cut,
    }
    return respond(request, site, listing, context, changed_at=cut.changed_at)


def newer_response(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """Lead to the page after an archive page. Asked for only when somebody goes there, so that no archive page
    changes because a newer one came."""
    _site, listing = find_listing(request, path)
    cut = pages.after(get_object_or_404(listing.cuts, number=int(number)))
    target = archive_url(listing, cut) if cut and not cut.is_open else listing.path
    return HttpResponseRedirect(target)


def year_response(request: HttpRequest, path: str, year: str) -> HttpResponse:
    """Lead to the newest page of a listing that has entries of `year`."""
    _site, listing = find_listing(request, path)
    if not 1949 <= int(year) <= 2999:
        raise Http404
    end = datetime(int(year) + 1, 1, 1, tzinfo=BEIJING)
    cut = pages.at_or_before(listing, end)
    return HttpResponseRedirect(archive_url(listing, cut) if cut else listing.path)


def find_listing(request: HttpRequest, path: str) -> tuple[Site, Listing]:
    """Site and public listing of an address given without its leading slash. Raises Http404."""
    site = Site.find_for_request(request)
    return site, get_object_or_404(Listing, site=site, path=f"/{path or ''}", is_public=True)


def respond(
    request: HttpRequest, site: Site, listing: Listing, context: dict[str, Any], changed_at: datetime | None = None
) -> HttpResponse:
    """Render a page of `listing`."""
    presentation = presentation_of(listing, context)
    if presentation is not None:
        context |= presentation.context(context, listing)
        template = presentation.template
    else:
        of_home = context["is_archive"] and listing.kind == Listing.Kind.HOME
        shown_as_column = of_home or listing.kind not in TEMPLATES  # pages of a topic behind its first
        template = TEMPLATES[Listing.Kind.COLUMN if shown_as_column else Listing.Kind(listing.kind)]
    response = TemplateResponse(request, template, context)
    response.render()
    if listing.kind == Listing.Kind.COLUMN and not context["entries"]:
        response["X-Robots-Tag"] = "noindex"  # nobody is led to an empty column (cms.filled)
    changed = max(changed_at or listing.changed_at, context["chrome"].site_settings.changed_at)
    return public(response, depends_on=[f"listing:{listing.pk}", f"site:{site.pk}"], modified=changed)


def presentation_of(listing: Listing, context: dict[str, Any]) -> presenting.Presentation | None:
    """How a room above shows `listing`; None where this room does it itself. Archives of columns are all alike."""
    owner = context["page"]
    if isinstance(owner, ColumnPage):
        return None if context["is_archive"] else presenting.of_column(owner.column_type)
    return presenting.of_kind(listing.kind)


def base_context(site: Site, listing: Listing, path: str) -> dict[str, Any]:
    """What front and archives of a listing share."""
    owner = owner_of(listing)
    chrome = chrome_for(
        site,
        path,
        listing.title,
        tree_path=listing.tree_path,
        listing=listing,
        description=listing.description,
        versions=listing_versions(site, owner) if isinstance(owner, ColumnPage) and path == listing.path else (),
    )
    if isinstance(owner, ColumnPage):
        column_meta(chrome, owner)
    chrome.json_ld = json_ld(chrome, listing)
    context: dict[str, Any] = {"chrome": chrome, "listing": listing, "page": owner, "self": owner, "subcolumns": []}
    if isinstance(owner, Organ):
        context["organ"] = owner
    if isinstance(owner, Page):
        context["subcolumns"] = [link(child) for child in filled(owner.get_children().live().type(ColumnPage), site)]
    return context


def front_context(site: Site, listing: Listing) -> dict[str, Any]:
    """Context of the front of a listing; the home page gets its sections too."""
    content = pages.front(listing)
    context = base_context(site, listing, listing.path)
    context |= {
        "entries": content.entries,
        "older_url": archive_url(listing, content.older),
        "newer_url": "",
        "is_archive": False,
        "archive_label": "",
        "years": years(listing),
    }
    if listing.kind == Listing.Kind.HOME:
        owner, foreign = context["chrome"].site_settings.organ, listing.language != MAIN
        context["sections"] = home_sections(site, context["page"], owner, foreign=foreign)
    return context


def listing_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Context for a home page or column that Wagtail itself renders, as in a preview of one not yet public."""
    site = page.get_site() or Site.find_for_request(request)
    kind = Listing.Kind.HOME if isinstance(page, HomePage) else Listing.Kind.COLUMN
    listing = Listing.objects.filter(site=site, kind=kind, key=str(page.pk)).first()
    if listing is None:
        path = (page.get_url_parts() or ("", "", "/"))[2]
        listing = Listing(site=site, kind=kind, key=str(page.pk), path=path, title=page.title, tree_path=page.path)
        chrome = chrome_for(site, path, page.title, tree_path=page.path)
        return {"chrome": chrome, "listing": listing, "entries": [], "subcolumns": [], "years": [], "sections": {}}
    return {**front_context(site, listing), "page": page, "self": page}


def owner_of(listing: Listing) -> Any:
    """Home page, column or organ that the listing belongs to; None for one of another room."""
    if listing.kind == Listing.Kind.ORGAN:
        return Organ.objects.filter(code=listing.key).first()
    model = {Listing.Kind.HOME: HomePage, Listing.Kind.COLUMN: ColumnPage}.get(Listing.Kind(listing.kind))
    return model.objects.filter(pk=int(listing.key)).first() if model else None


def link(page: Page) -> dict[str, str]:
    return {"title": page.title, "url": (page.get_url_parts() or ("", "", "/"))[2]}


def archive_url(listing: Listing, cut: Cut | None) -> str:
    """Permanent address of a page of the listing, as a path; '' for none."""
    return f"{listing.path}archive/{cut.number}/" if cut else ""


def archive_label(content: pages.ListingPageContent) -> str:
    """What an archive page holds, in words: the dates of its entries."""
    if not content.entries:
        return _("本页信息已全部撤下")
    oldest, newest = content.entries[-1].listed_at, content.entries[0].listed_at
    first, last = (f"{localtime(moment, BEIJING):%Y-%m-%d}" for moment in (oldest, newest))
    return first if first == last else _("%(first)s 至 %(last)s") % {"first": first, "last": last}


def years(listing: Listing) -> list[dict[str, Any]]:
    """Years in which the listing has entries, newest first, each with the address that leads there."""
    times = pages.span(listing)
    if times is None:
        return []
    first, last = (localtime(moment, BEIJING).year for moment in times)
    return [{"year": year, "url": f"{listing.path}year/{year}/"} for year in range(last, first - 1, -1)]


def column_meta(chrome: Chrome, column: ColumnPage) -> None:
    """META tags of a column (《政府网站发展指引》 annex, 栏目标签)."""
    chrome.meta += [
        ("ColumnName", column.title),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", column.keywords),
        ("ColumnType", column.type_label),
    ]


def json_ld(chrome: Chrome, listing: Listing) -> dict[str, Any]:
    """schema.org description of a listing: the site itself at its home."""
    settings_ = chrome.site_settings
    if listing.kind == Listing.Kind.HOME:
        owner = {"@type": "GovernmentOrganization", "name": settings_.sponsor or settings_.legal_name}
        return {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": chrome.site_name,
            "url": chrome.canonical,
            "inLanguage": chrome.language,
            "publisher": owner,
        }
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": listing.title,
        "description": listing.description,
        "url": chrome.canonical,
        "inLanguage": chrome.language,
    }
