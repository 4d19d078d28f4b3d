"""Who may open an upload that is not public."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from ..models import UploadedDocument, UploadedImage
from .door import files_of
from .rights import visible_pages


def may_open(user: Any, upload: UploadedDocument | UploadedImage) -> bool:
    """True for files that `user` may choose, and for those in a text that they may see, whoever uploaded them."""
    model = type(upload)
    if user.is_superuser or files_of(user, model).filter(pk=upload.pk).exists():
        return True
    using = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=str(upload.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = {int(number) for number in using.values_list("object_id", flat=True)}
    return bool(pages and visible_pages(user).filter(pk__in=pages).exists())
