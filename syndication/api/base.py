"""What all public endpoints share: JSON for everybody, the same bytes for everybody, and errors in Chinese."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from register.responses import public

ODD_INPUT = (OverflowError, DataError, ValidationError)
ALLOWED = "GET, HEAD, OPTIONS"


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

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished = super().finalize_response(request, response, *args, **kwargs)
        finished["Access-Control-Allow-Origin"] = "*"
        finished["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
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
