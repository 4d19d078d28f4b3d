"""/api/v1/portals/: the receiving portals, and for each the 办事事项与栏目对照表 as JSON and as a spreadsheet."""

import io
from datetime import date
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Site

from register.addresses import absolute
from register.responses import public

from ..conditional import site_of
from ..models import Portal
from ..portals.table import HEADINGS, Line, as_cells, public_lines
from .base import PublicApi
from .questions import check_names

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (24, 40, 50, 16, 24, 16, 12, 12, 12, 10, 8, 30)


class Portals(PublicApi):
    """The portals to which this site reports."""

    depends_on = ("portals",)

    def get(self, request: Request) -> Response:
        check_names(request, ())
        site = site_of(request._request)
        return Response({"results": [portal_json(site, one) for one in Portal.objects.filter(site=site)]})


class PortalItems(PublicApi):
    """Which guide stands in which column of one portal, from which day on, until which; those of one day with `on`."""

    depends_on = ("portals",)

    def get(self, request: Request, code: str) -> Response:
        check_names(request, ("on",))
        day = day_of(request)
        site = site_of(request._request)
        portal = Portal.objects.filter(site=site, code=code).first()
        if portal is None:
            raise NotFound(_("没有该门户。"))
        lines = [one for one in public_lines(portal) if day is None or (one.holds_on(day) and not one.line.ends)]
        found = {"portal": portal_json(site, portal), "notice_days": settings.PORTAL_NOTICE_DAYS}
        return Response({**found, "items": [line_json(one) for one in lines]})


def day_of(request: Request) -> date | None:
    """The day that is asked for. Raises ParseError."""
    text = request.query_params.get("on")
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ParseError(_("on 应为日期，如 2026-12-01。")) from error


def portal_json(site: Site, portal: Portal) -> dict[str, Any]:
    items, sheet = (reverse(name, args=[portal.code]) for name in ("portal_items", "portal_items_xlsx"))
    return {
        "code": portal.code,
        "name": portal.name,
        "url": portal.url,
        "items_url": absolute(site, items),
        "xlsx_url": absolute(site, sheet),
    }


def line_json(one: Line) -> dict[str, Any]:
    line = one.line
    return {
        "uid": str(line.uid),
        "item_code": line.item_code,
        "title": line.title,
        "url": line.url or None,
        "source_column": line.source_column,
        "column": line.column,
        "column_code": line.column_code,
        "ends": line.ends,
        "holds_from": line.holds_from.isoformat(),
        "holds_until": one.holds_until.isoformat() if one.holds_until else None,
        "announced_on": line.announced_on.isoformat(),
        "notice_days": line.notice_days,
        "is_short_notice": line.is_short,
        "reason": line.reason,
    }


@require_safe
def items_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The whole table of one portal as a spreadsheet in which every cell is text. Raises Http404."""
    portal = Portal.objects.filter(site=site_of(request), code=code).first()
    if portal is None:
        raise Http404(_("没有该门户。"))
    response = HttpResponse(as_xlsx(public_lines(portal)), content_type=XLSX)
    name = quote(_("办事事项与栏目对照表（%(portal)s）") % {"portal": portal.name})
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.xlsx"
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return public(response, depends_on=("portals",))


def as_xlsx(lines: list[Line]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("办事事项与栏目对照表"))
        bold = book.add_format({"bold": True})
        for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, bold)
        for number, one in enumerate(lines, 1):
            for place, cell in enumerate(as_cells(one)):
                sheet.write_string(number, place, cell)
        sheet.freeze_panes(1, 2)
    return out.getvalue()
