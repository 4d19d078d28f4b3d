"""What fields and blocks have in common: pictures, files, organs, and publications that are referred to."""

from typing import Any
from uuid import UUID

from django.db import models
from wagtail.models import Page, Site

from cms.blocks import uid_of
from cms.blocks.media import WIDTHS, attachment
from cms.models import UploadedDocument, UploadedImage
from cms.references import references
from cms.renditions import shown_picture
from organs.models import Organ
from register.addresses import absolute

from .reading import Reading


def picture_json(image: UploadedImage, reading: Reading) -> dict[str, Any] | None:
    """`url`, `width` and `height` in pixels, and `alt`; None when the file is gone."""
    found = shown_picture(image, WIDTHS, alt=image.default_alt_text)
    return {**found, "url": reading.address(found["url"])} if found["url"] else None


def file_json(document: UploadedDocument, reading: Reading) -> dict[str, Any]:
    """`url`, `title`, `type` (MIME), `size` in bytes and `sha256`."""
    found: dict[str, Any] = reading.absolute(attachment({"document": document, "title": ""}))
    return found


def organ_json(organ: Organ, reading: Reading) -> dict[str, Any]:
    return {
        "code": organ.code,
        "name": organ.name,
        "short_name": organ.short_name,
        "url": reading.address(organ.public_url),
    }


def reference_json(page: Page, reading: Reading) -> dict[str, Any] | None:
    """Another page as `uid`, `title` and `url`. Of what is not public neither title nor address: what became of it."""
    uid = uid_of(page)
    if uid is not None:
        return references(reading.site, [uid])[uid].as_json()
    parts = page.get_url_parts() if page.live else None
    if parts is None:
        return None
    home = reading.site if parts[0] == reading.site.pk else Site.objects.get(pk=parts[0])
    return {"uid": str(name_of(page.specific)), "title": page.title, "url": absolute(home, parts[2])}


def name_of(page: Page) -> UUID:
    """The permanent name of a column or a home page, which has only that of its translations."""
    found: UUID = getattr(page, "uid", page.translation_key)
    return found


def object_json(value: models.Model, reading: Reading) -> dict[str, Any] | None:
    """An object that a field or a chooser names. Raises TypeError for what has no public form."""
    for model, write in WRITERS:
        if isinstance(value, model):
            found: dict[str, Any] | None = write(value, reading)
            return found
    raise TypeError(f"{type(value).__name__} has no form for the API")


WRITERS: tuple[tuple[type[models.Model], Any], ...] = (
    (UploadedImage, picture_json),
    (UploadedDocument, file_json),
    (Organ, organ_json),
    (Page, reference_json),
)
