"""Keeping the sheet of a review in step with the text while it is changed."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision, TaskState

from register.sequence import hold

from ..models import ReviewSheet
from .notices import announce
from .sheets import settle


@receiver(post_save, sender=Revision)
def text_saved(sender: type, instance: Revision, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """A new text may name another organ, or be important: the sheet says so, and with it who decides."""
    if raw or not created or instance.base_content_type_id != ContentType.objects.get_for_model(Page).pk:
        return
    if ReviewSheet.objects.in_review().filter(page_id=int(instance.object_id)).exists():
        follow(instance)


@transaction.atomic
def follow(revision: Revision) -> None:
    """Bring the sheet of the review up to date with `revision`; whoever decides it from now on is told."""
    hold()  # before the row of the sheet, as everybody does who decides
    sheet = ReviewSheet.objects.in_review().filter(page_id=int(revision.object_id)).first()
    if sheet is None:
        return
    before = (sheet.lane, sheet.organ_id)
    settle(sheet, revision.as_object())
    state = sheet.workflow_state.current_task_state if sheet.workflow_state else None
    if (sheet.lane, sheet.organ_id) != before and state and state.status == TaskState.STATUS_IN_PROGRESS:
        announce(state, sheet)
