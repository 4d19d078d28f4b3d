"""Input that no honest client sends is answered here, before any code that trusts it."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse

from .failures import bad_request, uri_too_long

PATH_LIMIT = 2048  # characters; the longest address of ours is a chain of slugs far below it
QUERY_LIMIT = 8192


class OddInputMiddleware:
    """NUL in path or query is 400 (PostgreSQL raises on it), an endless address 414; broken cookies are dropped."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) > PATH_LIMIT or len(query) > QUERY_LIMIT:
            return uri_too_long(request)
        if "\0" in request.path_info or b"\0" in unquote_to_bytes(query.encode("utf-8", "replace")):
            return bad_request(request)
        # A quoted cookie may hold octal escapes, so "\000" becomes a NUL in a session key that is then looked up.
        if any("\0" in name + value for name, value in request.COOKIES.items()):
            request.COOKIES = {n: v for n, v in request.COOKIES.items() if "\0" not in n + v}
        return self.get_response(request)
