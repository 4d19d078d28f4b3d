"""Uploaded files: for the public while a live entry names them or a site bears them, for editors always."""

from pathlib import PurePath
from typing import NoReturn
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.models import Site

from register.models import EntryFile
from register.responses import public

from ..clearance import events
from ..clearance.files import stored_digest
from ..models import ImageRendition, SiteSettings, UploadedDocument, UploadedImage
from ..permissions.files import may_open

IMAGE_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp"}
SANDBOX = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'"


def named_by_live_entry(request: HttpRequest, kind: str, pk: int) -> bool:
    """True while a live entry of the asked site names the upload. Withdrawn entries name none."""
    site = Site.find_for_request(request)
    return EntryFile.objects.filter(kind=kind, object_id=pk, entry__withdrawn_at=None, entry__site=site).exists()


def is_logo(pk: int) -> bool:
    """True while a site shows the picture in its masthead. Previews show it under the host of the admin, so every host
    may serve it."""
    return SiteSettings.objects.filter(logo=pk).exists()


def public_document(request: HttpRequest, pk: int, filename: str) -> HttpResponseBase:
    """An attachment, to download."""
    document = get_object_or_404(UploadedDocument, pk=pk)
    if document.filename != filename or not named_by_live_entry(request, EntryFile.Kind.DOCUMENT, pk):
        raise Http404(_("文件不存在，或者没有公开。"))
    if stored_digest(document.file.storage, document.file.name) != document.sha256:
        refuse_bytes(document.file.name)
    response = document_response(document)
    return public(response, depends_on=[f"document:{pk}"], modified=document.created_at, etag=document.sha256)


def private_document(request: HttpRequest, pk: int, filename: str) -> HttpResponseBase:
    """An attachment, for people in the admin who may see it."""
    document = get_object_or_404(UploadedDocument, pk=pk)
    if not may_open(request.user, document):
        raise Http404(_("文件不存在，或者不属于本单位。"))
    return document_response(document)


def document_response(document: UploadedDocument) -> FileResponse:
    """The bytes of an attachment, never shown inside the site's own origin."""
    response = FileResponse(document.file.open("rb"), content_type=document.mime_type or "application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(document.download_name)}"
    response["Content-Security-Policy"] = SANDBOX
    return response


def public_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture, or one of its sizes."""
    image, digest = image_of(path)
    if not named_by_live_entry(request, EntryFile.Kind.IMAGE, image.pk) and not is_logo(image.pk):
        raise Http404(_("图片不存在，或者没有公开。"))
    if stored_digest(default_storage, path) != digest:
        refuse_bytes(path)
    etag = f"{image.sha256[:40]}-{PurePath(path).name}"
    return public(media_response(path), depends_on=[f"image:{image.pk}"], modified=image.created_at, etag=etag)


def private_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture, for people in the admin who may see it."""
    if not may_open(request.user, image_of(path)[0]):
        raise Http404(_("图片不存在，或者不属于本单位。"))
    return media_response(path)


def image_of(path: str) -> tuple[UploadedImage, str]:
    """The image to which the stored file `path` belongs, and the sha256 that the file had when it was made. Raises
    Http404."""
    if rendition := ImageRendition.objects.select_related("image").filter(file=path).first():
        return rendition.image, rendition.sha256
    image = UploadedImage.objects.filter(file=path).first()
    if image is None:
        raise Http404(_("图片不存在。"))
    return image, image.sha256


def refuse_bytes(name: str) -> NoReturn:
    """What lies in the storage is not what was reviewed: nobody gets it. Raises Http404."""
    events.refused("file.serve", _("文件内容与送审时不一致。"), target=("file", name))
    raise Http404(_("文件不存在，或者没有公开。"))


def media_response(path: str) -> FileResponse:
    """The bytes of a stored picture. Raises Http404 when the file is gone."""
    try:
        file = default_storage.open(path, "rb")
    except OSError as error:
        raise Http404(_("图片文件缺失。")) from error
    response = FileResponse(file, content_type=IMAGE_TYPES.get(PurePath(path).suffix, "application/octet-stream"))
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = SANDBOX
    return response
