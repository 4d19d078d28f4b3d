"""Series as files: what a live entry of statistics holds, as csv, xlsx and json under addresses that stay.

They are made of the page as it is public, never of a draft: what the table on the page says is what was signed.
"""

import io
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import xlsxwriter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.blocks.series import series_json
from cms.periods import Frequency
from cms.views.publication import gone_response
from organs.contacts import harmless
from register.addresses import absolute, public_address
from register.models import Entry
from register.responses import public

from ..models.statistics import FORMATS, StatisticsPage
from .downloads import BOM, line

VERSION = 1
"""Raise it when the same series come to make other bytes."""
BEIJING = ZoneInfo(settings.TIME_ZONE)
COLUMNS = (
    gettext_lazy("指标"),
    gettext_lazy("单位"),
    gettext_lazy("频度"),
    gettext_lazy("时期"),
    gettext_lazy("时期代码"),
    gettext_lazy("数值"),
    gettext_lazy("同比增长（%）"),
    gettext_lazy("口径说明"),
)
NUMBERS = (5, 6)
WIDTHS = (32, 10, 8, 18, 18, 16, 16, 60)


@require_safe
def data_file(request: HttpRequest, uid: uuid.UUID, suffix: str) -> HttpResponse:
    """The series of a live publication; 304 for whoever holds them, 410 once it is withdrawn. Raises Http404."""
    site = Site.find_for_request(request)
    entry = Entry.objects.select_related("organ", "page").filter(site=site, uid=uid, kind=StatisticsPage.kind).first()
    if site is None or entry is None:
        raise Http404(_("没有该数据。"))
    if not entry.is_live or entry.page is None:
        return gone_response(request, site, entry)
    facts = (VERSION, suffix, public_address(site), entry.seq, entry.content_digest)
    etag = sha256("\x1f".join(map(str, facts)).encode()).hexdigest()[:32]
    response = get_conditional_response(request, etag=f'"{etag}"')
    if response is None:
        response = HttpResponse(MAKERS[suffix](told(site, entry)), content_type=content_type(suffix))
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(entry.title)}.{suffix}"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return public(response, depends_on=[f"entry:{entry.uid}", f"site:{site.pk}"], etag=etag)


def content_type(suffix: str) -> str:
    return f"{FORMATS[suffix]}; charset=utf-8" if suffix == "csv" else FORMATS[suffix]


def told(site: Site, entry: Entry) -> dict[str, Any]:
    """Everything that the files say: where it comes from, then the series."""
    page = StatisticsPage.objects.select_related("organ").get(pk=entry.page_id)
    return {
        "uid": str(entry.uid),
        "title": entry.title,
        "url": absolute(site, entry.url),
        "organ": entry.organ.name,
        "source": page.data_source or entry.organ.name,
        "caliber": page.caliber,
        "issued_on": entry.issued_on.isoformat() if entry.issued_on else None,
        "updated_at": entry.updated_at.astimezone(BEIJING).isoformat(timespec="seconds"),
        "content_digest": entry.content_digest,
        "series": [series_json(child.value) for child in page.indicators],
    }


def as_json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def rows(data: dict[str, Any]) -> list[list[str]]:
    """A row for each point of each series, by `COLUMNS`."""
    return [
        [
            one["name"], one["unit"], str(Frequency(one["frequency"]).label), point["label"], point["period"],
            point["value"], point["yoy"] or "", "；".join(filter(None, (one["caliber"], data["caliber"]))),
        ]
        for one in data["series"]
        for point in one["points"]
    ]  # fmt: skip


def data_csv(data: dict[str, Any]) -> bytes:
    """UTF-8 with the mark that spreadsheets need; no text in it is taken for a formula."""
    lines = [[str(title) for title in COLUMNS], *rows(data)]
    safe = [[cell if place in NUMBERS else harmless(cell) for place, cell in enumerate(row)] for row in lines]
    return (BOM + "".join(line(iter(row)) for row in safe)).encode()


def data_xlsx(data: dict[str, Any]) -> bytes:
    """A sheet in which numbers are numbers and everything else is text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime.fromisoformat(data["updated_at"]), "title": data["title"]})
        sheet, bold = book.add_worksheet(_("数据")), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, str(title), bold)
        for number, row in enumerate(rows(data), 1):
            for place, cell in enumerate(row):
                if place in NUMBERS and cell:
                    sheet.write_number(number, place, Decimal(cell))
                else:
                    sheet.write_string(number, place, cell)
    return out.getvalue()


MAKERS: dict[str, Callable[[dict[str, Any]], bytes]] = {"csv": data_csv, "xlsx": data_xlsx, "json": as_json}
