"""The publications on which somebody worked."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, OuterRef
from wagtail.models import Page, PageLogEntry

from ..models import ColumnPage, PublicationPage

ROWS = 10
ACTIONS = ("wagtail.create", "wagtail.edit", "wagtail.workflow.start", "wagtail.workflow.resume")
"""Entries of the page log that count as work."""


def writable_types() -> list[type[PublicationPage]]:
    """The types of publications, as columns allow them, those of this room first."""
    models = [model for model in ColumnPage.allowed_subpage_models() if issubclass(model, PublicationPage)]
    return sorted(models, key=lambda model: (model._meta.app_label != "cms", model._meta.model_name))


def own_page_ids(user: Any, models: list[type[PublicationPage]] | None = None) -> list[int]:
    """Ids of the publications, of all types or of `models`, that the user worked on last, newest first. One query."""
    return [page_id for page_id, _type in own_pages(user, models or writable_types(), ROWS)]


def own_pages(user: Any, models: list[type[PublicationPage]], most: int) -> list[tuple[int, int]]:
    """(page id, content type id) of the publications of `models` that the user worked on last, newest first."""
    types = ContentType.objects.get_for_models(*models).values()
    rows = (
        PageLogEntry.objects.filter(user=user, action__in=ACTIONS, content_type__in=types)
        .filter(Exists(Page.objects.filter(pk=OuterRef("page_id"))))
        .values("page_id", "content_type_id")
        .annotate(latest=Max("timestamp"))
        .order_by("-latest")[:most]
    )
    return [(row["page_id"], row["content_type_id"]) for row in rows]
