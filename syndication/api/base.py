"""What all public endpoints share: JSON for everybody, the same bytes for everybody, and errors in Chinese."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from register.responses import PUBLIC, public

ODD_INPUT = (OverflowError, DataError, ValidationError)
ALLOWED = "GET, HEAD, OPTIONS"
CROSS_SITE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
"""What lets a page of another site read an answer."""


class AlwaysJson(BaseContentNegotiation):
    """JSON whatever is asked for: an answer does not vary with `Accept`, and no odd header is an error."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class PublicApi(APIView):
    """Base of every endpoint. Any site may read the answers from a browser; they carry nothing of the reader."""

    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJson
    depends_on: Iterable[str] = ("entries",)
    authentication_classes = ()
    permission_classes = ()
    http_method_names = ["get", "head", "options"]

    def handle_exception(self, exc: Exception) -> Response:
        """What the database cannot even compare (a number too large, no date) is the asker's mistake, not ours."""
        if isinstance(exc, ODD_INPUT):
            exc = ParseError(_("请求参数无效，或者超出允许的范围。"))
        return super().handle_exception(exc)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answers 304 to whoever holds the same. Django's middleware would too, and a browser of another site could not
        read it: without the headers that let it, a 304 is an error to it."""
        response: Any = super().dispatch(request, *args, **kwargs)
        if response.status_code != 200 or response.get("Cache-Control") != PUBLIC:
            return response
        set_response_etag(response.render())
        held: Any = get_conditional_response(request, etag=response["ETag"], response=response)
        for name in CROSS_SITE:
            held[name] = response[name]
        held.depends_on = response.depends_on
        return held

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished = super().finalize_response(request, response, *args, **kwargs)
        for name, value in CROSS_SITE.items():
            finished[name] = value
        if request.method == "OPTIONS":
            finished["Access-Control-Allow-Methods"] = ALLOWED
            finished["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
        elif finished.status_code == 200:
            public(finished, depends_on=self.depends_on)
        return finished

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before it sends a conditional request from another site."""
        return Response(status=204)


class Gone(APIException):
    """410 with a tombstone beside the message."""

    status_code = 410

    def __init__(self, tombstone: dict[str, Any]) -> None:
        super().__init__(tombstone["detail"])
        self.detail = tombstone
