"""What a public answer says about itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date

PUBLIC = "public, no-cache"
"""Anybody may keep a copy, nobody may show it without asking: a withdrawal holds from the next request on."""
SETTLED = timedelta(seconds=2)

Response = TypeVar("Response", bound=HttpResponseBase)


def public(
    response: Response,
    *,
    depends_on: Iterable[str],
    modified: datetime | None = None,
    etag: str = "",
) -> Response:
    """Mark `response` as the same for everybody, and name what it depends on.

    `depends_on` holds names such as `entry:<uid>`, `links:<uid>` (what it names and what names it), `listing:<id>` or
    `site:<id>`; they stay in the process, as
    `response.depends_on`, and tell which addresses to render again after a change. `etag` comes without quotes.
    """
    response.depends_on = frozenset(depends_on)  # type: ignore[attr-defined]
    response["Cache-Control"] = PUBLIC
    if modified:
        response["Last-Modified"] = http_date(safe_second(modified, timezone.now()).timestamp())
    if etag:
        response["ETag"] = f'"{etag}"'
    return response


def safe_second(modified: datetime, now: datetime) -> datetime:
    """`modified` as Last-Modified may say it. While its second is not over, the second before: HTTP dates have no
    fractions, and a second change within the same one must not be taken for the first."""
    return modified if now - modified >= SETTLED else modified - timedelta(seconds=1)
