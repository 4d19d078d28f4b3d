"""/api/v1/entries/: what is public now, flat, newest first."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Site

from register.addresses import absolute
from register.models import Entry

from ..conditional import site_of
from .base import Gone, PublicApi
from .cursor import Cursor
from .fields import entry_fields, tombstone_fields

PATH = "/api/v1/entries/"
DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class EntryList(PublicApi):
    """One page of live entries. Two queries: the site and the entries, whatever their number."""

    def get(self, request: Request) -> Response:
        site = site_of(request._request)
        limit, cursor = limit_of(request), cursor_of(request)
        entries = Entry.objects.live().filter(site=site).select_related("organ").order_by("-listed_at", "-uid")
        if cursor:
            entries = entries.filter(cursor.older())
        page = list(entries[: limit + 1])
        more = len(page) > limit
        results = [entry_fields(site, entry) for entry in page[:limit]]
        return Response({"results": results, "next": next_url(site, page[limit - 1], limit) if more else None})


class EntryDetail(PublicApi):
    """One entry by its uid; 410 with its tombstone once it is withdrawn."""

    def get(self, request: Request, uid: Any) -> Response:
        site = site_of(request._request)
        entry = Entry.objects.select_related("organ").filter(site=site, uid=uid).first()
        if entry is None:
            raise NotFound(_("没有该信息。"))
        if not entry.is_live:
            raise Gone(tombstone_fields(site, entry))
        self.depends_on = [f"entry:{entry.uid}"]
        return Response(entry_fields(site, entry))


class Unknown(PublicApi):
    """Every other address under /api/: 404 as JSON."""

    def get(self, request: Request, rest: str = "") -> Response:
        raise NotFound(_("没有该接口。"))


def limit_of(request: Request) -> int:
    """How many entries are asked for. Raises ParseError."""
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MAX_LIMIT):
        raise ParseError(_("limit 应为 1 至 %(max)s 的整数。") % {"max": MAX_LIMIT})
    return int(text)


def cursor_of(request: Request) -> Cursor | None:
    """Where to go on. Raises ParseError."""
    text = request.query_params.get("cursor")
    if text is None:
        return None
    try:
        return Cursor.read(text)
    except ValueError as error:
        raise ParseError(_("cursor 无效。请使用上一页返回的 next 地址，不要自行拼接。")) from error


def next_url(site: Site, last: Entry, limit: int) -> str:
    """Absolute address of the page behind `last`."""
    query = {"cursor": Cursor.behind(last).written()} | ({"limit": str(limit)} if limit != DEFAULT_LIMIT else {})
    return absolute(site, f"{PATH}?{urlencode(query)}")
