"""Each request is the source of what is recorded while it is answered, and ends with its refusals written."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .refusals import recording
from .source import serving


class AuditMiddleware:
    """Placed after Django's AuthenticationMiddleware. Reads nothing of the request before something is recorded, so a
    public answer stays one that knows no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with serving(request), recording():
            return self.get_response(request)
