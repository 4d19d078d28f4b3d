"""/api/v2/preview/: a draft, for the one front end to which a signed link shows it (`cms.previews`).

Never stored, and the same 404 for whatever speaks against a link. A process for the public alone has no such address:
where front and back office are apart, drafts leave by the back office.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.models import PreviewLink, PublicationPage, UploadedDocument
from cms.previews import key_for, opened, opened_for, origin_of
from cms.views.files import document_response, image_of, media_response

from ..conditional import site_of
from .base import PublicApi
from .wagtail_api import Pages, router
from .whole.reading import Reading

PATH = "/api/v2/preview/"
FILES = f"{PATH}files"
FORM = "application/x-www-form-urlencoded"
LONGEST_FORM = 2_000


class Preview(PublicApi):
    """The page as its link's revision has it, in the form in which /api/v2/pages/<id>/ would show it.

    The token is posted as a browser posts a form: so it stands in no address, and no browser has to ask beforehand.
    """

    http_method_names = ["post", "options"]
    link: PreviewLink | None = None

    def post(self, request: Request) -> Response:
        link = self.opened(opened(token_in(request), origin_in(request)))
        return Response(written(link, request._request))

    def opened(self, link: PreviewLink | None) -> PreviewLink:
        """The link that the request may use. Raises NotFound."""
        self.link = link
        if link is None:
            raise NotFound(_("预览链接无效或者已经过期。"))
        return link

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished = APIView.finalize_response(self, request, response, *args, **kwargs)
        if self.link is not None:
            finished["Access-Control-Allow-Origin"] = self.link.origin
        finished["Vary"] = "Origin, Referer"
        finished["Cache-Control"] = "private, no-store"
        finished["Referrer-Policy"] = "no-referrer"
        finished["X-Robots-Tag"] = "noindex"
        return finished


class PreviewFile(Preview):
    """A picture or an attachment of the draft, at its public path beneath, for whoever was just shown the draft."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Request, path: str) -> HttpResponseBase:
        self.opened(opened_for(path, request.query_params.get("key", ""), origin_in(request)))
        return file_at(path)


def origin_in(request: Request) -> str:
    return str(request.headers.get("Origin") or origin_of(request.headers.get("Referer", "")))


def token_in(request: Request) -> str:
    """The token in the posted form; "" when there is none. Nothing large is read."""
    is_form = request.content_type.partition(";")[0].strip().lower() == FORM
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_short = length.isascii() and length.isdigit() and len(length) < 6 and int(length) <= LONGEST_FORM
    return str(request._request.POST.get("token", "")) if is_form and is_short else ""


def written(link: PreviewLink, request: HttpRequest) -> dict[str, Any]:
    """The revision as JSON, with addresses of its files, in the back office, that open them for a while."""
    page: PublicationPage = link.revision.as_object()

    def file_path(path: str) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}{FILES}{path}?{urlencode({'key': key_for(link, path)})}"

    reading = Reading(page.get_site() or site_of(request), request, file_path)
    view = Pages()
    context = {"request": request, "view": view, "router": router, "reading": reading}
    serializer = Pages._get_serializer_class(router, type(page), [], show_details=True)(context=context)
    shown: dict[str, Any] = serializer.to_representation(page)
    return shown


def file_at(path: str) -> HttpResponseBase:
    """The bytes that will be public at `path`. Raises NotFound or Http404."""
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise NotFound(_("文件不存在。")) from error
    if match.url_name == "cms_public_document":
        document = UploadedDocument.objects.filter(pk=match.kwargs["pk"]).first()
        if document is None:
            raise NotFound(_("文件不存在。"))
        try:
            return document_response(document)
        except OSError as error:
            raise NotFound(_("文件不存在。")) from error
    image_of(match.kwargs["path"])
    return media_response(match.kwargs["path"])
