"""Documents whose validity depended on one that is deleted."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from .models import OfficialDocumentPage
from .reach import effects_of


@receiver(pre_delete, sender=OfficialDocumentPage)
def document_deleting(sender: type, instance: OfficialDocumentPage, **kwargs: Any) -> None:
    instance.done_before = effects_of(instance.uid)


@receiver(post_delete, sender=OfficialDocumentPage)
def document_deleted(sender: type, instance: OfficialDocumentPage, **kwargs: Any) -> None:
    """What it amended or repealed is in force again: nobody may rest on a document that is gone."""
    instance.let_others_follow(getattr(instance, "done_before", set()))
