"""The whole catalogue to download (《条例》第二十四条: 检索、查阅、下载): a file for each state of it, made when first asked
for. Nothing is made for whoever holds it already, or asks for nothing but the head."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import IO
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from organs.contacts import harmless
from register.addresses import public_address
from register.models import Listing
from register.responses import public

from ..listings import CATALOGUE, WHOLE
from .catalogue_page import site_asked
from .kept import Busy, held, kept
from .rows import COLUMNS, rows

VERSION = 1
"""Raise it when the same entries come to make other bytes."""
MOST_ROWS = 1_000_000
"""Rows of a sheet, below what spreadsheets can hold."""
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
BOM = "\ufeff"
AGAIN = 5
"""Seconds after which a browser asks again for a file that is in the making."""


@require_safe
def download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The catalogue as xlsx, csv or json. Raises Http404."""
    site = site_asked(request)
    listing = Listing.objects.filter(site=site, kind=Listing.Kind.CATALOGUE, key=WHOLE, is_public=True).first()
    if listing is None:
        raise Http404(_("本网站还没有公开的目录。"))
    facts = (VERSION, suffix, public_address(site), listing.last_seq, listing.changed_at.isoformat())
    etag = sha256("\x1f".join(map(str, facts)).encode()).hexdigest()[:32]
    unchanged = get_conditional_response(request, etag=f'"{etag}"')
    try:
        answer = unchanged if isinstance(unchanged, HttpResponseNotModified) else file_of(request, site, suffix, etag)
    except Busy:
        return in_the_making(request)
    return public(answer, depends_on=[f"listing:{listing.pk}", f"site:{site.pk}"], etag=etag)


def file_of(request: HttpRequest, site: Site, suffix: str, state: str) -> StreamingHttpResponse:
    """The file of `state`. Raises Busy."""
    name = f"catalogue-{site.pk}.{suffix}"
    file = held(name, state) if request.method == "HEAD" else kept(name, state, lambda out: write(site, suffix, out))
    # Before it is made nobody knows its length: a stream tells none.
    response = FileResponse(file) if file else StreamingHttpResponse(())
    title = quote(_("%(site)s政府信息公开目录") % {"site": site.site_name})
    response["Content-Type"] = TYPES[suffix]
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{title}.{suffix}"
    response["X-Robots-Tag"] = "noindex"
    return response


def in_the_making(request: HttpRequest) -> HttpResponseBase:
    """A page that asks again by itself; programs are told when to."""
    response = render(request, "catalog/area/making.html", {"catalogue_url": CATALOGUE}, status=503)
    response["Retry-After"] = response["Refresh"] = str(AGAIN)
    return response


def write(site: Site, suffix: str, out: IO[bytes]) -> None:
    """The catalogue into `out`, a thousand entries in memory at a time."""
    if suffix == "xlsx":
        write_xlsx(site, out)
        return
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    text.writelines(csv_parts(site) if suffix == "csv" else json_parts(site))
    text.detach()  # flushed, and `out` stays open


def csv_parts(site: Site) -> Iterator[str]:
    """UTF-8 with the mark that spreadsheets need; nothing in it is taken for a formula."""
    yield BOM + line(str(title) for title in COLUMNS.values())
    yield from (line(harmless(cell) for cell in one.values()) for one in rows(site))


def line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()


def json_parts(site: Site) -> Iterator[str]:
    """An object with `columns` (titles by name) and `entries` (objects by these names)."""
    titles = json.dumps({name: str(title) for name, title in COLUMNS.items()}, ensure_ascii=False)
    yield f'{{"columns":{titles},"entries":['
    for number, one in enumerate(rows(site)):
        yield f"{',' if number else ''}\n{json.dumps(one, ensure_ascii=False)}"
    yield "\n]}\n"


def write_xlsx(site: Site, out: IO[bytes]) -> None:
    """A workbook in which every cell is text, written row by row."""
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("政府信息公开目录"))
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, (title, width) in enumerate(zip(COLUMNS.values(), WIDTHS, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, str(title), bold)
        for number, one in enumerate(rows(site), 1):
            if number > MOST_ROWS:
                break
            for place, cell in enumerate(one.values()):
                sheet.write_string(number, place, cell)


WIDTHS = (24, 50, 60, 12, 20, 20, 30, 30, 10, 10, 8, 12, 50)
