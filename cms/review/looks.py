"""What a reviewer has opened: the content and every attachment, before confidentiality review and sign-off (一事一审)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from register.sequence import hold

from ..models import ConfidentialityTask, ReviewLook, SignOffTask
from . import events
from .inspecting import documents_of

CONTENT = "content"
LOOKED_FIRST = (ConfidentialityTask, SignOffTask)
"""Steps that nobody passes without having looked."""


def document_item(document: Any) -> str:
    return f"document:{document.pk}"


def image_item(image: Any) -> str:
    return f"image:{image.pk}"


def note(page: Any, revision_id: int, user: Any, item: str, at: datetime | None = None) -> None:
    """Record that `user` opened `item` of a revision of `page`; the first time counts, and is told the audit."""
    at = at or timezone.now()
    if ReviewLook.objects.filter(revision_id=revision_id, user=user, item=item).exists():
        return
    with transaction.atomic():
        hold()  # of two requests at once the second finds it noted
        key = {"revision_id": revision_id, "user": user, "item": item}
        _look, first = ReviewLook.objects.get_or_create(**key, defaults={"uid": page.uid, "at": at})
        if first:
            events.note("review.look", actor=user, page=page, at=at, revision=revision_id, item=item)


def look_through(page: Any, user: Any, at: datetime | None = None) -> None:
    """Record that `user` was shown the newest text of `page` and opened each of its attachments.

    For callers that put an item before a person themselves; the review screen notes one opening after the other.
    """
    content = page.get_latest_revision_as_object()
    for item in (CONTENT, *map(document_item, documents_of(content))):
        note(page, content.latest_revision_id, user, item, at)


def opened(revision_id: int, user: Any) -> set[str]:
    """The items of a revision that `user` opened. One query."""
    return set(ReviewLook.objects.filter(revision_id=revision_id, user=user).values_list("item", flat=True))


def looked(page: Any, revision: Revision, user: Any) -> list[str]:
    """What `user` has still to open in `revision` before deciding, in words; empty when all was opened."""
    return [words for _item, words in unopened(revision.as_object(), revision, user)]


def unopened(content: Any, revision: Revision, user: Any) -> list[tuple[str, str]]:
    """(item, in words) of what `user` has still to open in `content`, which is that of `revision`. One query."""
    seen = opened(revision.pk, user)
    wanted = [(CONTENT, _("公开页面的全文"))]
    wanted += [(document_item(one), _("附件“%(name)s”") % {"name": one.title}) for one in documents_of(content)]
    return [(item, words) for item, words in wanted if item not in seen]
