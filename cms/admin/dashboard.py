"""The first page of the admin: what waits for me, what is late, what became of mine, and where to begin a text.

The number of queries does not grow with the rows: titles and organs come from the sheets, not page by page.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timesince import timesince
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from organs.roles import EVERY_ORGAN

from ..models import AfterReview, ColumnPage, PublicationPage
from ..review.lanes import REVIEWERS, decider
from ..review.waiting import Owners, is_slow, step_of, waiting_for
from .compose import columns_for, may_write, recent_by_type, usual_columns
from .desk import DELAYED_ROWS, Desk, seats_for, with_sheets
from .own import writable_types
from .standing import standing

WAITING_ROWS = 20


class WaitingPanel(Component):
    """What the user may decide now: emergencies first, then the oldest."""

    name = "waiting"
    template_name = "cms/admin/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        seats = seats_for(parent_context["request"])
        states = waiting_for(seats)
        first = list(with_sheets(states)[: WAITING_ROWS + 1])
        return {
            "total": len(first) if len(first) <= WAITING_ROWS else states.count(),
            "rows": waiting_rows(first[:WAITING_ROWS], parent_context["request"].user),
            "is_reviewer": bool(set(REVIEWERS) & set(seats)),
        }


def waiting_rows(found: list[TaskState], user: Any) -> list[dict[str, Any]]:
    """The waiting steps `found`: the sheet with title, organ and lane, step, sender, since when. One query."""
    editors = last_editors([state.workflow_state.review_sheet.page_id for state in found])
    return [{**step_row(state), "own": editors.get(sheet_of_row(state).page_id) == user.pk} for state in found]


def sheet_of_row(state: TaskState) -> Any:
    return state.workflow_state.review_sheet


def waited(since: Any) -> str:
    """How long something has waited, in its largest unit; empty within the first minute."""
    known = (timezone.now() - since).total_seconds() >= 60
    return timesince(since, depth=1).replace("\xa0", "") if known else ""


def step_row(state: TaskState) -> dict[str, Any]:
    """What a list shows of one waiting step; no query."""
    sheet = sheet_of_row(state)
    return {
        "page_id": sheet.page_id,
        "sheet": sheet,
        "title": sheet.title,
        "type": sheet.type_name,
        "organ": sheet.organ,
        "step": state.task.name,
        "sender": state.workflow_state.requested_by,
        "since": state.started_at,
        "waited": waited(state.started_at),
        "late": is_slow(state, sheet.lane),
        "owed": getattr(sheet, "reviews_after", None),
        "early": bool(getattr(state, "is_early", False)),
    }


def last_editors(page_ids: list[int]) -> dict[int, int | None]:
    """Who saved the newest text of each page: approving it is another's. One query."""
    return dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "latest_revision__user"))


def type_name(content_type_id: int) -> str:
    """What a page type is called; content types are kept in memory."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return str(model._meta.verbose_name) if model is not None else ""


class DelaysPanel(Component):
    """For the office: which steps wait too long and with whom, and which emergencies were not reviewed afterwards."""

    name = "delays"
    template_name = "cms/admin/delays.html"
    order = 150

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = [{**step_row(state), "owners": owners_of(state, self.desk.owners)} for state in self.desk.slow]
        return {"slow": rows, "after": after_rows(self.desk.office) if self.desk.office else []}


def owners_of(state: TaskState, owners: Owners) -> str:
    """Names of who decides the step `state`."""
    sheet = sheet_of_row(state)
    return owners.of(decider(sheet.lane, step_of(state)), sheet.organ_id)


def after_rows(organs: set[int | None]) -> list[AfterReview]:
    """Reviews that emergency publications of `organs` owe, the one due first at the top. One query."""
    owed = AfterReview.objects.pending().select_related("sheet__organ")
    owed = owed if EVERY_ORGAN in organs else owed.filter(sheet__organ__in=organs)
    rows = list(owed.order_by("due_at")[:DELAYED_ROWS])
    for row in rows:
        row.is_overdue = row.due_at < timezone.now()
    return rows


class OwnPanel(Component):
    """The texts on which the user worked last, and where they stand."""

    name = "own"
    template_name = "cms/admin/own.html"
    order = 200

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": own_rows(self.desk), "may_write": may_write(parent_context["request"].user)}


def own_rows(desk: Desk) -> list[dict[str, Any]]:
    """The last publications that the user began, changed or sent, newest first. No query beside the desk's."""
    pages, reviews = desk.pages, desk.reviews
    return [
        {
            "page": page,
            "type": type_name(page.content_type_id),
            "column": page.column_title or "",
            "standing": standing(page, reviews.get(page.pk), desk.refused.get(page.pk)),
            **review_facts(reviews.get(page.pk), desk.owners),
        }
        for page in (pages[pk] for pk in desk.page_ids if pk in pages)
    ]


def review_facts(review: Any, owners: Owners) -> dict[str, Any]:
    """The sheet of a review under way, and who has the item now; no query."""
    sheet, step = getattr(review, "review_sheet", None), getattr(review, "current_task_state", None)
    if sheet is None or step is None:
        return {}
    role = decider(sheet.lane, step_of(step)) if step.status == TaskState.STATUS_IN_PROGRESS else None
    return {"sheet": sheet, "holders": owners.of(role, sheet.organ_id)}


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
    return (recent or usual_columns(columns, model))[:3]


def own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """In place of Wagtail's panels."""
    desk = Desk(request)
    panels[:] = [WritePanel(), WaitingPanel(), DelaysPanel(desk), OwnPanel(desk)]
