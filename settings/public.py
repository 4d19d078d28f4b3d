"""Rule 10 of the house: a public GET depends on what is published and on nothing else."""

import logging
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

logger = logging.getLogger(__name__)

REVALIDATE = "public, no-cache"
PRIVATE = "private, no-store"


def is_private(path: str) -> bool:
    """Whether answers under `path` belong to one person or to the operator (`PRIVATE_PREFIXES`)."""
    return path.startswith(tuple(settings.PRIVATE_PREFIXES))


def without_cookies(response: HttpResponse, path: str) -> None:
    """Takes from `response` whatever would make it somebody's own."""
    if response.cookies:
        logger.error("public address %r tried to set a cookie", path[:200])
        response.cookies.clear()
    vary = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    kept = [name for name in vary if name and name.lower() != "cookie"]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
    else:
        response.headers.pop("Vary", None)


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with an ETag of its content, or 304 when the client holds it already.

    A response that brings its own ETag or Last-Modified keeps them.
    """
    if response.status_code != 200 or "no-store" in response.headers.get("Cache-Control", ""):
        return response
    if not response.streaming and not response.has_header("ETag"):
        response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    modified = response.headers.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=response.headers.get("ETag"),
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )
    return answer or response


class PublicMiddleware:
    """Public requests reach the views without cookies and leave them without any; private answers are never stored.

    Wagtail's previews run through the middleware as requests of their own (`is_dummy`): they are nobody's to store.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_private(request.path_info) or getattr(request, "is_dummy", False):
            response = self.get_response(request)
            response.headers["Cache-Control"] = PRIVATE
            return response
        if request.method not in {"GET", "HEAD"}:
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", PRIVATE)
            return response
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        without_cookies(response, request.path_info)
        if getattr(request, "is_preview", False):
            response.headers["Cache-Control"] = PRIVATE
        response.headers.setdefault("Cache-Control", REVALIDATE if response.status_code < 500 else "no-store")
        return conditional(request, response)
