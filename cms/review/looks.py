"""What a reviewer has opened: the content and every attachment, before confidentiality review and sign-off (一事一审)."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..models import ConfidentialityTask, ReviewLook, SignOffTask
from .inspecting import documents_of

CONTENT = "content"
LOOKED_FIRST = (ConfidentialityTask, SignOffTask)
"""Steps that nobody passes without having looked."""


def document_item(document: Any) -> str:
    return f"document:{document.pk}"


def image_item(image: Any) -> str:
    return f"image:{image.pk}"


def note(page: Any, revision_id: int, user: Any, item: str, at: datetime | None = None) -> None:
    """Record that `user` opened `item` of a revision of `page`; the first time counts."""
    look = ReviewLook(uid=page.uid, revision_id=revision_id, user=user, item=item, at=at or timezone.now())
    ReviewLook.objects.bulk_create([look], ignore_conflicts=True)


def opened(revision_id: int, user: Any) -> set[str]:
    """The items of a revision that `user` opened. One query."""
    return set(ReviewLook.objects.filter(revision_id=revision_id, user=user).values_list("item", flat=True))


def looked(page: Any, revision: Revision, user: Any) -> list[str]:
    """What `user` has still to open in `revision` before deciding, in words; empty when all was opened."""
    content = revision.as_object()
    seen = opened(revision.pk, user)
    missing = [] if CONTENT in seen else [_("公开页面的全文")]
    return missing + [
        _("附件“%(name)s”") % {"name": one.title} for one in documents_of(content) if document_item(one) not in seen
    ]
