"""Inspecting ahead: what is sent to a step is inspected by the worker, so that the reviewer finds it done."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import task_submitted

from outbox.handlers import handler
from outbox.models import OutboxRow
from outbox.services import enqueue

from ..models import PublicationPage
from .findings import all_findings

KIND = "cms.inspect_revision"


@receiver(task_submitted)
def ask_for_inspection(sender: type, instance: Any, **kwargs: Any) -> None:
    """One row for each revision, in the transaction that sends it."""
    revision = instance.revision
    model = revision.content_type.model_class()
    if model is not None and issubclass(model, PublicationPage):
        enqueue(KIND, {"revision": revision.pk}, dedupe=f"{KIND}:{revision.pk}")


@handler(KIND)
def inspect_revision(row: OutboxRow) -> None:
    """Fill the store of results. A revision that is gone needs none."""
    revision = Revision.objects.filter(pk=row.payload["revision"]).first()
    if revision is not None:
        all_findings(revision)
