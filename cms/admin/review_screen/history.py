"""What happened to an item on its way through review, earliest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState, WorkflowState

from ...models import ReviewStep

LIMIT = 100

STATUS = {
    TaskState.STATUS_APPROVED: gettext_lazy("通过"),
    TaskState.STATUS_REJECTED: gettext_lazy("退回"),
    TaskState.STATUS_CANCELLED: gettext_lazy("撤回"),
    TaskState.STATUS_SKIPPED: gettext_lazy("跳过"),
    TaskState.STATUS_IN_PROGRESS: gettext_lazy("待审"),
}


SENT_AGAIN = ReviewStep.objects.filter(
    action=ReviewStep.Action.SUBMIT,
    sheet__workflow_state=OuterRef("workflow_state"),
    revision_id=OuterRef("revision"),
    at=OuterRef("started_at"),
)
"""The entry of the sheet about sending again, with which a step began; that of the first sending names no revision."""


@dataclass(frozen=True)
class Event:
    """`what` is 送审 or the name of a step; `result` and `opinion` are of a decision. Who did it is `by`, or a name as the
    sheet keeps it."""

    what: str
    code: str
    result: str
    by: Any
    at: datetime | None
    opinion: str = ""
    name: str = ""


def steps_of(page: Page) -> list[TaskState]:
    """The last steps of all reviews of the page, newest first, as the classes that they are of. One query."""
    steps = (
        TaskState.objects.filter(
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
            workflow_state__object_id=str(page.pk),
        )
        .select_related(
            "task",
            "finished_by__wagtail_userprofile",
            "workflow_state__requested_by__wagtail_userprofile",
            "workflow_state__review_sheet__reviews_after",
            *record_names(),
        )
        .annotate(sent_again=Subquery(SENT_AGAIN.values("person_name")[:1]))
        .order_by("-started_at", "-pk")[:LIMIT]
    )
    return [specific(step) for step in steps]


def record_names() -> list[str]:
    """Names under which the classes of steps that keep a record of their own hang on `TaskState`."""
    return [one.name for one in TaskState._meta.related_objects if one.parent_link]


def specific(step: TaskState) -> TaskState:
    found = next((getattr(step, name) for name in record_names() if hasattr(step, name)), step)
    found.sent_again = step.sent_again
    return found


def history(steps: list[TaskState]) -> list[Event]:
    """What `steps`, newest first, tell: who sent the item, and sent it again, and each decision. Of what happened in one
    moment sending comes first."""
    rows: list[Event] = []
    reviews: set[int] = set()
    for step in reversed(steps):
        if step.workflow_state_id not in reviews:
            reviews.add(step.workflow_state_id)
            rows.append(sending(step.workflow_state))
        if step.sent_again:
            rows.append(Event(_("重新送审"), "sent", "", None, step.started_at, name=step.sent_again))
        rows.append(event(step))
    return sorted(rows, key=lambda row: (row.at is None, row.at))


def sending(review: WorkflowState) -> Event:
    """How a review began: by somebody, or by what an emergency publication owes."""
    if getattr(getattr(review, "review_sheet", None), "reviews_after", None) is not None:
        return Event(_("应急发布后补审"), "sent", "", None, review.created_at)
    return Event(_("送审"), "sent", "", review.requested_by, review.created_at)


def event(step: TaskState) -> Event:
    at = step.finished_at if step.status != TaskState.STATUS_IN_PROGRESS else None
    result = str(STATUS.get(step.status, step.status))
    return Event(step.task.name, step.status, result, step.finished_by, at, step.get_comment() or "")
