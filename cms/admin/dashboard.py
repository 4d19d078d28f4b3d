"""The first page of the admin: what waits for me, what is late, what became of mine, and where to begin a text.

The number of queries does not grow with the rows: titles and organs come from the sheets, not page by page.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from organs.roles import EVERY_ORGAN

from ..models import AfterReview, ColumnPage, PublicationPage
from ..review.lanes import decider
from ..review.waiting import Owners, step_of
from .compose import columns_for, may_write, on_several_sites, recent_by_type, usual_columns
from .desk import DELAYED_ROWS, Desk
from .own import ROWS, desk_pages, writable_types
from .standing import standing
from .waiting import WaitingPanel, sheet_of_row, step_row

OWN_PER_PAGE = 20
FIRST_TYPES = 6
"""Of the types that one may write, those that are seen without unfolding."""


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
    order = 130

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "rows": own_rows(self.desk),
            "has_more": len(self.desk.newest) > ROWS,
            "may_write": may_write(parent_context["request"].user),
        }


def own_rows(desk: Desk) -> list[dict[str, Any]]:
    """The publications of the desk, and where each stands. No query beside the desk's."""
    pages, reviews = desk.pages, desk.reviews
    return [
        {
            "page": page,
            "type": type_name(page.content_type_id),
            "column": page.column_title or "",
            "standing": standing(page, reviews.get(page.pk), desk.refused.get(page.pk)),
            "withdrawal": desk.withdrawals.get(page.pk),
            **review_facts(reviews.get(page.pk), desk.owners),
        }
        for page in (pages[pk] for pk in desk.page_ids if pk in pages)
    ]


@require_safe
def own_list(request: HttpRequest) -> HttpResponse:
    """我的稿件: all on which the user worked, in the order of the dashboard, page by page; `q` narrows it by title."""
    wanted = request.GET.get("q", "").strip()[:100]
    found = desk_pages(request.user)
    if wanted:
        titled = Page.objects.filter(pk=OuterRef("page_id"))
        found = found.filter(Exists(titled.filter(Q(title__icontains=wanted) | Q(draft_title__icontains=wanted))))
    page = Paginator(found, OWN_PER_PAGE).get_page(request.GET.get("p"))
    rows = own_rows(Desk(request, [row["page_id"] for row in page.object_list]))
    return TemplateResponse(request, "cms/admin/own_list.html", {"page": page, "rows": rows, "wanted": wanted})


def review_facts(review: Any, owners: Owners) -> dict[str, Any]:
    """The sheet of a review under way, and who has the item now; no query."""
    sheet, step = getattr(review, "review_sheet", None), getattr(review, "current_task_state", None)
    if sheet is None or step is None:
        return {}
    role = decider(sheet.lane, step_of(step)) if step.status == TaskState.STATUS_IN_PROGRESS else None
    return {"sheet": sheet, "holders": owners.of(role, sheet.organ_id)}


class WritePanel(Component):
    """Buttons for a new text, with the columns that the user used last. A few types are seen, the others unfold."""

    name = "write"
    template_name = "cms/admin/write.html"
    order = 110

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not may_write(user):
            return {"types": []}
        columns, models = columns_for(user), writable_types()
        recent = recent_by_type(self.desk.worked, columns, models)
        models.sort(key=lambda model: not recent[model])  # what the user writes comes first; the rest keeps its order
        types = [type_row(model, usual(recent[model], columns, model)) for model in models]
        return {"types": types[:FIRST_TYPES], "more": types[FIRST_TYPES:]}


def type_row(model: type[PublicationPage], columns: list[ColumnPage]) -> dict[str, Any]:
    """A type and its columns, which name their site when they stand on several."""
    return {"model": model._meta, "kind": model.kind, "columns": columns, "with_sites": on_several_sites(columns)}


def usual(recent: list[ColumnPage], columns: list[ColumnPage], model: type[PublicationPage]) -> list[ColumnPage]:
    """Three columns at most: where the user last wrote texts of this type, or else where such texts usually stand."""
    return (recent or usual_columns(columns, model))[:3]


def own_panels(request: HttpRequest, panels: list[Any]) -> None:
    """In place of Wagtail's panels."""
    desk = Desk(request)
    panels[:] = [WritePanel(desk), WaitingPanel(), DelaysPanel(desk), OwnPanel(desk)]
