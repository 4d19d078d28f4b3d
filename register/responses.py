"""What a public answer says about itself."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpResponse
from django.utils.http import http_date

PUBLIC = "public, no-cache"
"""Anybody may keep a copy, nobody may show it without asking: a withdrawal holds from the next request on."""


def public(
    response: HttpResponse,
    *,
    depends_on: Iterable[str],
    modified: datetime | None = None,
    etag: str = "",
) -> HttpResponse:
    """Mark `response` as the same for everybody, and name what it depends on.

    `depends_on` holds names such as `entry:<uid>`, `listing:<id>` or `site:<id>`; they stay in the process, as
    `response.depends_on`, and tell which addresses to render again after a change. `etag` comes without quotes.
    """
    response.depends_on = frozenset(depends_on)  # type: ignore[attr-defined]
    response["Cache-Control"] = PUBLIC
    if modified:
        response["Last-Modified"] = http_date(modified.timestamp())
    if etag:
        response["ETag"] = f'"{etag}"'
    return response
