"""The front of 政府信息公开: four first-level directories (国办公开办函〔2019〕61号), always in this order."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.filled import filled
from cms.models import ColumnPage
from cms.views.chrome import chrome_for
from register import pages
from register.languages import MAIN
from register.models import Entry, Listing
from register.responses import public
from register.selection import Selection, select

from ..listings import AREA, CATALOGUE
from .catalogue_page import site_asked
from .items import Group, tree

ROWS = 6
RULES = {"信息公开制度", "政府信息公开制度"}
Types = ColumnPage.ColumnType


@dataclass
class Directory:
    """One of the four: where it leads ('' while there is nothing), its newest entries, and its tree."""

    title: str
    about: str
    url: str = ""
    entries: list[Entry] = field(default_factory=list)
    tree: list[Group] = field(default_factory=list)


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The four directories with what is newest in them. A fixed number of queries."""
    site = site_asked(request)
    chrome = chrome_for(site, AREA, _("政府信息公开"))
    found = directories(site)
    context = {"chrome": chrome, "directories": found, "guide": first_guide(site, found[0].entries)}
    response = TemplateResponse(request, "catalog/area/landing.html", context).render()
    if not any(one.url for one in found):
        response["X-Robots-Tag"] = "noindex"
    names = [f"site:{site.pk}", *(f"entry:{entry.uid}" for one in found for entry in one.entries)]
    return public(response, depends_on=names, modified=None)


def directories(site: Site) -> list[Directory]:
    """指南、制度、法定主动公开内容、年度报告 of a site. A fixed number of queries."""
    columns = columns_of(site)
    guides = list(select(site, Selection(kind="disclosure_guide", language=MAIN)).select_related("organ")[:ROWS])
    guide = of_column(
        columns.get("guide"), _("政府信息公开指南"), _("怎样查找政府信息，怎样申请公开，工作机构在哪里。")
    )
    if guides:
        guide.entries, guide.url = guides, guides[0].url if len(guides) == 1 else guide.url
    items = tree(site)
    content = Directory(
        _("法定主动公开内容"),
        _("依照《政府信息公开条例》第二十条、第二十一条主动公开的政府信息。"),
        CATALOGUE if items else "",
        tree=items,
    )
    rules = of_column(columns.get("rules"), _("政府信息公开制度"), _("政府信息公开的法规、规章和工作制度。"))
    reports = of_column(
        columns.get("reports"),
        _("政府信息公开工作年度报告"),
        _("各年度政府信息公开工作的情况和数据，每年3月31日前公布。"),
    )
    return [guide, rules, content, reports]


def columns_of(site: Site) -> dict[str, Listing]:
    """Listings of the first filled columns of the three types. Two queries."""
    columns = filled(ColumnPage.objects.live().descendant_of(site.root_page), site).order_by("path")
    named: dict[str, ColumnPage] = {}
    for column in columns.filter(column_type__in=[Types.GUIDE, Types.REPORTS, Types.OTHER]):
        name = {Types.GUIDE: "guide", Types.REPORTS: "reports"}.get(Types(column.column_type))
        if name is None and {column.column_type_other, column.title} & RULES:
            name = "rules"
        if name:
            named.setdefault(name, column)
    keys = [str(column.pk) for column in named.values()]
    listings = Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, key__in=keys, is_public=True)
    by_key = {listing.key: listing for listing in listings}
    return {name: by_key[str(one.pk)] for name, one in named.items() if str(one.pk) in by_key}


def of_column(listing: Listing | None, title: str, about: str) -> Directory:
    """A directory that a column fills. One query when there is one."""
    if listing is None:
        return Directory(title, about)
    return Directory(title, about, listing.path, pages.newest(listing, ROWS))


def first_guide(site: Site, entries: list[Entry]) -> Any:
    """The guide of the site's own organ, or the newest one."""
    guides = [entry for entry in entries if entry.kind == "disclosure_guide"]
    return next(iter(guides), None)


def home_part(site: Site) -> dict[str, Any] | None:
    """政府信息公开 on the home page: the four directories. None for a site that has nothing in them."""
    found = directories(site)
    return {"directories": found, "url": AREA} if any(one.url for one in found) else None
