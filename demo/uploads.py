"""Pictures and attachments of the demo, uploaded by its editor when a text first names them."""

from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.models import Page

from cms.models import UploadedDocument, UploadedImage
from cms.providing import page_of

from . import reading


def resolver(publication: reading.Publication, editor: Any) -> Any:
    """What the names in the text of `publication` stand for: pages by name, files by theirs."""

    def resolve(kind: str, name: str) -> int | None:
        if kind == "page":
            return page_named(name)
        folder = reading.IMAGES if kind == "image" else reading.ATTACHMENTS
        return uploaded(kind, folder / name, publication.title, editor)

    return resolve


def page_named(name: str) -> int | None:
    """The page of a publication that was made before."""
    page = find_page(reading.settled_uid("publication", name))
    return page.pk if page else None


def find_page(uid: Any) -> Page | None:
    """The page with `uid`, of whichever type."""
    return page_of(uid)


def uploaded(kind: str, path: Path, title: str, editor: Any) -> int | None:
    """The id of a fresh upload of `path`; None when there is no such file."""
    if not path.is_file():
        return None
    model: Any = UploadedImage if kind == "image" else UploadedDocument
    with path.open("rb") as stream:
        upload = model(title=title, file=File(stream, name=path.name), uploaded_by_user=editor)
        upload.full_clean(exclude=["width", "height"])
        upload.save()
    return upload.pk
