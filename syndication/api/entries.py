"""/api/v1/entries/: what is public now, flat, selected and sorted as it is asked for."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Site

from register.addresses import absolute
from register.models import Entry
from register.selection import select

from ..conditional import site_of
from .base import Gone, PublicApi
from .cursor import Cursor
from .fields import FIELDS, entry_fields, tombstone_fields
from .questions import PARAMETERS, check_names, cursor_of, fields_of, limit_of, selection_of

PATH = "/api/v1/entries/"


class EntryList(PublicApi):
    """One page of live entries, whatever is asked for: a fixed number of queries, whatever their number."""

    def get(self, request: Request) -> Response:
        site = site_of(request._request)
        check_names(request, PARAMETERS)
        limit, names = limit_of(request), fields_of(request, FIELDS)
        selection = selection_of(site, request)
        cursor = cursor_of(request, selection.sort)
        entries = select(site, selection).select_related("organ")
        if cursor:
            entries = entries.filter(cursor.beyond())
        page = list(entries[: limit + 1])
        more = len(page) > limit
        results = [chosen(entry_fields(site, entry), names) for entry in page[:limit]]
        behind = Cursor.behind(page[limit - 1], selection.sort) if more else None
        return Response({"results": results, "next": next_url(request, site, behind) if behind else None})


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


def chosen(values: dict[str, Any], names: list[str] | None) -> dict[str, Any]:
    """Of an entry's fields those that were asked for."""
    return values if names is None else {name: value for name, value in values.items() if name in names}


def next_url(request: Request, site: Site, cursor: Cursor) -> str:
    """Absolute address of the page behind `cursor`, with everything that was asked for."""
    asked = {name: value for name, value in request.query_params.items() if name != "cursor"}
    return absolute(site, f"{PATH}?{urlencode({'cursor': cursor.written(), **asked})}")
