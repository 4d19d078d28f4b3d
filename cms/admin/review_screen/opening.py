"""Opening the content and the files of a revision. Each view notes who opened what: decisions depend on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Revision

from ...blocks import within
from ...models import PublicationPage
from ...review import looks
from ...review.inspecting import documents_of
from ...views.files import document_response, media_response
from .case import case_for

PRINT_ONLY = b' media="print"'


@require_GET
def frame(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """The public page as it will be, for a frame of the screen; `?as=print` as it will be on paper."""
    page, content = opened_revision(request, page_id, revision_id)
    response = content.make_preview_request(request)
    html = response.content
    for document in documents_of(content):
        address = reverse("cms_review_document", args=[page_id, revision_id, document.pk])
        html = html.replace(f'href="{document.public_url}"'.encode(), f'href="{address}" target="_blank"'.encode())
    response.content = html.replace(PRINT_ONLY, b"") if request.GET.get("as") == "print" else html
    response.headers.pop("Content-Length", None)  # of what was before
    if response.status_code == 200:
        looks.note(page, revision_id, request.user, looks.CONTENT)
    return response


@require_GET
def document(request: HttpRequest, page_id: int, revision_id: int, pk: int) -> HttpResponseBase:
    """An attachment of the revision, to download."""
    page, content = opened_revision(request, page_id, revision_id)
    found = next((one for one in documents_of(content) if one.pk == pk), None)
    if found is None:
        raise Http404
    response = document_response(found)
    looks.note(page, revision_id, request.user, looks.document_item(found))
    return response


@require_GET
def image(request: HttpRequest, page_id: int, revision_id: int, pk: int) -> HttpResponseBase:
    """A picture of the revision in its full size."""
    page, content = opened_revision(request, page_id, revision_id)
    found = next((one for one in images_of(content) if one.pk == pk), None)
    if found is None:
        raise Http404
    response = media_response(found.file.name)
    looks.note(page, revision_id, request.user, looks.image_item(found))
    return response


def images_of(content: PublicationPage) -> list[Any]:
    """The pictures in order, each once."""
    named = (getattr(content, name) for name in content.public_images)
    within_body = within.values_of(ImageChooserBlock, content.body.stream_block, content.body)
    return list({picture.pk: picture for picture in (*named, *within_body) if picture is not None}.values())


def opened_revision(request: HttpRequest, page_id: int, revision_id: int) -> tuple[PublicationPage, PublicationPage]:
    """The page, and its content in that revision. Raises Http404 for whoever may not see the page."""
    case = case_for(request.user, page_id)
    if revision_id == case.revision.pk:
        return case.page, case.content
    revision = Revision.objects.for_instance(case.page).filter(pk=revision_id).first()
    if revision is None:
        raise Http404
    return case.page, revision.as_object()
