"""Feeds of listings, at routes of their own: Wagtail's routing is never asked."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from register.models import Cut, Listing

from ..conditional import answer, site_of
from ..feeds.document import MEDIA_TYPES, FeedSource, load
from ..feeds.json_feed import json_feed
from ..feeds.xml import atom, rss

WRITERS = {"rss": rss, "atom": atom, "json": json_feed}


@require_safe
def front(request: HttpRequest, path: str | None, extension: str) -> HttpResponse:
    """The feed of the listing at `path` (without its leading slash)."""
    site = site_of(request)
    listing = Listing.objects.filter(site=site, path=f"/{path or ''}", is_public=True).first()
    if listing is None:
        raise Http404(_("该地址没有可订阅的信息。"))
    return feed_response(request, FeedSource(site, listing, extension))


@require_safe
def archive(request: HttpRequest, path: str | None, number: str, extension: str) -> HttpResponse:
    """The archived feed of one full page of a listing (RFC 5005, section 4).

    The page that is still filling is no archive yet: until it is full its address leads to the front.
    """
    site = site_of(request)
    cuts = Cut.objects.select_related("listing")
    cut = cuts.filter(
        listing__site=site, listing__path=f"/{path or ''}", listing__is_public=True, number=int(number)
    ).first()
    if cut is None:
        raise Http404(_("没有该存档。"))
    source = FeedSource(site, cut.listing, extension, None if cut.is_open else cut)
    return HttpResponseRedirect(source.current_url) if cut.is_open else feed_response(request, source)


def feed_response(request: HttpRequest, source: FeedSource) -> HttpResponse:
    def make() -> tuple[bytes, str]:
        return WRITERS[source.format](load(source)), MEDIA_TYPES[source.format]

    return answer(request, make, etag=source.etag(), modified=source.changed_at, depends_on=source.depends_on())
