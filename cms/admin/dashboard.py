"""The first page of the admin: what waits for me, what became of mine, and where to begin a text.

The number of queries does not grow with the rows: titles and organs come from the revisions, not page by page.
"""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from organs.models import Organ, Role

from ..models import ColumnPage, PublicationPage
from ..permissions.rights import rights_of, visible_pages
from .compose import columns_for, may_write, recent_by_type
from .own import own_page_ids, writable_types
from .standing import active_reviews, standing

WAITING_ROWS = 20
REVIEWERS = {Role.CHECKER, Role.SECRECY, Role.OFFICE_HEAD, Role.ORGAN_HEAD}
SLOW = timedelta(days=2)
"""Waiting longer than this is marked."""


class WaitingPanel(Component):
    """What the user may decide now, oldest first."""

    name = "waiting"
    template_name = "cms/admin/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        states = TaskState.objects.reviewable_by(user)
        total = states.count()
        return {"total": total, "rows": waiting_rows(states, user) if total else [], "is_reviewer": is_reviewer(user)}


def waiting_rows(states: Any, user: Any) -> list[dict[str, Any]]:
    """The oldest waiting steps: title, type, organ, step, sender, since when. Four queries."""
    found = list(
        states.select_related("task", "workflow_state__requested_by__wagtail_userprofile", "revision")
        .defer("revision__content")
        .annotate(
            title=KeyTextTransform("title", "revision__content"),
            organ_id=KeyTextTransform("organ", "revision__content"),
        )
        .order_by("started_at", "pk")[:WAITING_ROWS]
    )
    organs = Organ.objects.in_bulk([int(state.organ_id) for state in found if state.organ_id])
    late = timezone.now() - SLOW
    return [
        {
            "page_id": int(state.revision.object_id),
            "title": state.title,
            "type": type_name(state.revision.content_type_id),
            "organ": organs.get(int(state.organ_id)) if state.organ_id else None,
            "step": state.task.name,
            "sender": state.workflow_state.requested_by,
            "since": state.started_at,
            "waited": timesince(state.started_at, depth=1).replace("\xa0", ""),
            "late": state.started_at < late,
            "own": state.revision.user_id == user.pk,
        }
        for state in found
    ]


def type_name(content_type_id: int) -> str:
    """What a page type is called; content types are kept in memory."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return str(model._meta.verbose_name) if model is not None else ""


def is_reviewer(user: Any) -> bool:
    """True when the user decides steps of the review, though nothing waits now."""
    return bool({role for role, _organ in rights_of(user).held} & REVIEWERS)


class OwnPanel(Component):
    """The texts on which the user worked last, and where they stand."""

    name = "own"
    template_name = "cms/admin/own.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"rows": own_rows(user), "may_write": may_write(user)}


def own_rows(user: Any) -> list[dict[str, Any]]:
    """The last publications that the user began, changed or sent, newest first. Four queries."""
    ids = own_page_ids(user)
    seen = Page.objects.filter(pk__in=visible_pages(user).values("pk"))
    pages = seen.filter(pk__in=ids).annotate_approved_schedule().select_related("content_type").in_bulk()
    reviews = active_reviews(pages.values())
    columns = dict(
        Page.objects.filter(path__in=[page.path[: -Page.steplen] for page in pages.values()]).values_list(
            "path", "title"
        )
    )
    return [
        {
            "page": page,
            "type": type_name(page.content_type_id),
            "column": columns.get(page.path[: -Page.steplen], ""),
            "standing": standing(page, reviews.get(page.pk)),
        }
        for page in (pages[pk] for pk in ids if pk in pages)
    ]


class WritePanel(Component):
    """Buttons for a new text, with the columns that the user used last."""

    name = "write"
    template_name = "cms/admin/write.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not may_write(user):
            return {"types": []}
        columns, models = columns_for(user), writable_types()
        recent = recent_by_type(user, columns, models)
        return {
            "types": [
                {"model": model._meta, "kind": model.kind, "columns": usual(recent[model], columns, model)}
                for model in models
            ]
        }


def usual(recent: list[ColumnPage], columns: list[ColumnPage], model: type[PublicationPage]) -> list[ColumnPage]:
    """Three columns at most: where the user last wrote texts of this type, or else where such texts usually stand."""
    return (recent or [column for column in columns if column.update_class in model.usual_columns])[:3]


def own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """In place of Wagtail's panels."""
    panels[:] = [WritePanel(), WaitingPanel(), OwnPanel()]
