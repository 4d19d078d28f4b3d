"""/sitemap.xml, its sections, and /robots.txt."""

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from register.addresses import public_address
from register.models import Listing
from register.responses import public

from ..conditional import answer, fingerprint, settled, site_of
from ..sections import newest_mark, sections_of
from ..sitemaps import index, listing_rows, section_rows, urlset

XML = "application/xml; charset=utf-8"


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: every section with the time of its last change."""
    site = site_of(request)
    mark = newest_mark()
    listings = Listing.objects.filter(site=site, is_public=True).aggregate(changed_at=Max("changed_at"))["changed_at"]

    def make() -> tuple[bytes, str]:
        first = [(0, listings)] if listings else []
        return index(site, [*first, *sections_of(site, mark).live()]), XML

    return answer(
        request,
        make,
        etag=fingerprint(1, public_address(site), site.root_page.translation_key, mark, listings),
        modified=max([moment for moment in (listings, mark and mark[1]) if moment], default=None),
        depends_on=[f"site:{site.pk}", "entries", "listings"],
    )


@require_safe
def sitemap_section(request: HttpRequest, number: str) -> HttpResponse:
    """/sitemap-<n>.xml: listings for 0, entries for the others. Raises Http404 for a section with nothing in it."""
    site = site_of(request)
    rows, changed_at = section_rows(site, int(number)) if int(number) else listing_rows(site)
    if not rows:
        raise Http404(_("没有该站点地图。"))
    response = HttpResponse(urlset(site, rows), content_type=XML)
    depends_on = [f"site:{site.pk}", f"sitemap:{int(number)}"]
    return public(response, depends_on=depends_on, modified=settled(changed_at))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: everything public may be read; the admin, where there is one, is nobody's business."""
    site = site_of(request)
    closed = ["Disallow:"] if settings.PUBLIC_ONLY else ["Disallow: /admin/"]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {public_address(site)}/sitemap.xml", ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    return public(response, depends_on=[f"site:{site.pk}"])
