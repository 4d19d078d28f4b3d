"""Public answers that are known before they are made: a reader who has them already costs two queries."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from wagtail.models import Site

from register.responses import public

SETTLED = timedelta(seconds=5)
"""Age from which a change is told by Last-Modified. HTTP counts in whole seconds: two changes within one, or within
one transaction's time, look the same to If-Modified-Since. Until then ETag alone tells them apart."""


def site_of(request: HttpRequest) -> Site:
    """The site that `request` asks, with its root page. Raises Http404 when there is none. One query."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404(_("没有找到该网站。"))
    return site


def fingerprint(*parts: object) -> str:
    """A strong validator for bytes that depend on `parts` and on nothing else."""
    return sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]


def settled(modified: datetime | None, at: datetime | None = None) -> datetime | None:
    """`modified` once it is old enough to be told by a clock of whole seconds, else None."""
    return modified if modified and (at or timezone.now()) - modified >= SETTLED else None


def answer(
    request: HttpRequest,
    make: Callable[[], tuple[bytes, str]],
    *,
    etag: str,
    modified: datetime | None,
    depends_on: Iterable[str],
) -> HttpResponse:
    """304 when the client holds what `etag` names, else what `make` returns: bytes and their content type.

    If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2).
    """
    modified = settled(modified)
    depends_on = list(depends_on)
    seconds = int(modified.timestamp()) if modified else None
    held = get_conditional_response(request, etag=f'"{etag}"', last_modified=seconds)
    if held is None:
        body, content_type = make()
        held = HttpResponse(body, content_type=content_type)
    held["Access-Control-Allow-Origin"] = "*"
    return public(held, depends_on=depends_on, modified=modified, etag=etag)
