"""The publications on which somebody worked."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, WorkflowState

from ..models import ColumnPage, PublicationPage, ReviewSheet
from ..permissions.rights import visible_pages

ROWS = 10
ACTIONS = ("wagtail.create", "wagtail.edit", "wagtail.workflow.start", "wagtail.workflow.resume")
"""Entries of the page log that count as work."""


def writable_types() -> list[type[PublicationPage]]:
    """The types of publications, as columns allow them, those written most often first."""
    models = [model for model in ColumnPage.allowed_subpage_models() if issubclass(model, PublicationPage)]
    return sorted(models, key=lambda model: (model.writing_order, model._meta.model_name))


def own_page_ids(user: Any, models: list[type[PublicationPage]] | None = None) -> list[int]:
    """Ids of the publications, of all types or of `models`, that the user worked on last, newest first. One query."""
    return [row["page_id"] for row in worked_on(user, models or writable_types()).order_by("-latest")[:ROWS]]


def desk_pages(user: Any) -> QuerySet[PageLogEntry, dict[str, Any]]:
    """Rows as of `worked_on`, newest first, but what was sent back, or could not be published at its time, comes before:
    however much was written since, it waits for its writer and for nobody else."""
    sent_back = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("page_id"), CharField()),
    )
    refused = ReviewSheet.objects.refused().filter(page_id=OuterRef("page_id"))
    rows = worked_on(user, writable_types()).annotate(returned=Exists(sent_back) | Exists(refused))
    return rows.order_by("-returned", "-latest")


def worked_on(user: Any, models: list[type[PublicationPage]]) -> QuerySet[PageLogEntry, dict[str, Any]]:
    """{page_id, content_type_id, page__path, latest} of the publications of `models` on which the user worked and which they see."""
    types = ContentType.objects.get_for_models(*models).values()
    return (
        PageLogEntry.objects.filter(user=user, action__in=ACTIONS, content_type__in=types)
        .filter(Exists(visible_pages(user).filter(pk=OuterRef("page_id"))))
        .values("page_id", "content_type_id", "page__path")
        .annotate(latest=Max("timestamp"))
    )
