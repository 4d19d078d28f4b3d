"""Keeping the sheet of a review in step with the text while it is changed."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision, TaskState

from ..models import ReviewSheet
from .notices import announce
from .sheets import settle


@receiver(post_save, sender=Revision)
def text_saved(sender: type, instance: Revision, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """A new text may name another organ, or be important: the sheet says so, and with it who decides."""
    if raw or not created or instance.base_content_type_id != ContentType.objects.get_for_model(Page).pk:
        return
    sheet = ReviewSheet.objects.in_review().filter(page_id=int(instance.object_id)).first()
    if sheet is None:
        return
    before = (sheet.lane, sheet.organ_id)
    settle(sheet, instance.as_object())
    state = sheet.workflow_state.current_task_state if sheet.workflow_state else None
    if (sheet.lane, sheet.organ_id) != before and state and state.status == TaskState.STATUS_IN_PROGRESS:
        announce(state, sheet)
