"""等我审核: what the user may decide now, its beginning on the dashboard and the whole of it on pages of its own."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery, Window
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.timesince import timesince
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from ..review.lanes import REVIEWERS
from ..review.waiting import is_slow, waiting_for
from .desk import seats_for, with_sheets

ROWS = 20
"""On the dashboard, and on each page of the list."""


class WaitingPanel(Component):
    """What the user may decide now: emergencies first, then the oldest."""

    name = "waiting"
    template_name = "cms/admin/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        seats = seats_for(parent_context["request"])
        states = waiting_for(seats)
        first = list(with_editors(states).annotate(total=Window(Count("pk")))[:ROWS])
        return {
            "total": first[0].total if first else 0,
            "rows": waiting_rows(first, parent_context["request"].user),
            "is_reviewer": bool(set(REVIEWERS) & set(seats)),
        }


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """All that waits for the user, in the order of the dashboard, page by page; `q` narrows it by title.

    Empty for who decides nothing: it tells nothing of others, so nobody is refused.
    """
    wanted = request.GET.get("q", "").strip()[:100]
    states = waiting_for(seats_for(request))
    if wanted:
        states = states.filter(workflow_state__review_sheet__title__icontains=wanted)
    page = Paginator(with_editors(states), ROWS).get_page(request.GET.get("p"))
    rows = waiting_rows(list(page.object_list), request.user)
    return TemplateResponse(request, "cms/admin/waiting_list.html", {"page": page, "rows": rows, "wanted": wanted})


def with_editors(states: Any) -> Any:
    """`states` with what a row shows of them, and who saved the newest text of each: approving it is another's."""
    pages = Page.objects.filter(pk=OuterRef("workflow_state__review_sheet__page_id"))
    return with_sheets(states).annotate(last_editor=Subquery(pages.values("latest_revision__user")[:1]))


def waiting_rows(found: list[Any], user: Any) -> list[dict[str, Any]]:
    """The waiting steps `found`: the sheet with title, organ and lane, step, sender, since when; no query."""
    return [{**step_row(state), "own": state.last_editor == user.pk} for state in found]


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
