"""What happened to an item on its way through review, earliest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState

LIMIT = 100

STATUS = {
    TaskState.STATUS_APPROVED: gettext_lazy("通过"),
    TaskState.STATUS_REJECTED: gettext_lazy("退回"),
    TaskState.STATUS_CANCELLED: gettext_lazy("撤回"),
    TaskState.STATUS_SKIPPED: gettext_lazy("跳过"),
    TaskState.STATUS_IN_PROGRESS: gettext_lazy("待审"),
}


@dataclass(frozen=True)
class Event:
    """`what` is 送审 or the name of a step; `result` and `opinion` are of a decision."""

    what: str
    code: str
    result: str
    by: Any
    at: datetime | None
    opinion: str = ""


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
            *record_names(),
        )
        .order_by("-started_at", "-pk")[:LIMIT]
    )
    return [specific(step) for step in steps]


def record_names() -> list[str]:
    """Names under which the classes of steps that keep a record of their own hang on `TaskState`."""
    return [one.name for one in TaskState._meta.related_objects if one.parent_link]


def specific(step: TaskState) -> TaskState:
    return next((getattr(step, name) for name in record_names() if hasattr(step, name)), step)


def history(steps: list[TaskState]) -> list[Event]:
    """What `steps` tell: who sent the item, and each decision."""
    reviews = {step.workflow_state.pk: step.workflow_state for step in steps}
    rows = [event(step) for step in steps]
    rows += [Event(_("送审"), "sent", "", one.requested_by, one.created_at) for one in reviews.values()]
    return sorted(rows, key=lambda row: (row.at is None, row.at))


def event(step: TaskState) -> Event:
    at = step.finished_at if step.status != TaskState.STATUS_IN_PROGRESS else None
    result = str(STATUS.get(step.status, step.status))
    return Event(step.task.name, step.status, result, step.finished_by, at, step.get_comment() or "")
