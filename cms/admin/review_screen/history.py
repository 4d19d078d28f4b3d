"""What happened to an item on its way through review, earliest first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState, WorkflowState

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


def history(page: Page) -> list[Event]:
    """All reviews of the page so far. Three queries and one for each class of steps that keep a record of their own."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(page.pk)
    ).select_related("requested_by__wagtail_userprofile")
    steps = (
        TaskState.objects.filter(workflow_state__in=[state.pk for state in states])
        .select_related("task", "finished_by__wagtail_userprofile")
        .order_by("-started_at", "-pk")[:LIMIT]
    )
    rows = [Event(_("送审"), "sent", "", state.requested_by, state.created_at) for state in states]
    rows += [event(step) for step in specific(list(steps))]
    return sorted(rows, key=lambda row: (row.at is None, row.at))


def specific(steps: list[TaskState]) -> list[TaskState]:
    """Steps as the classes that they are of."""
    by_type: dict[int, list[TaskState]] = defaultdict(list)
    for step in steps:
        by_type[step.content_type_id].append(step)
    found: list[TaskState] = []
    for type_id, group in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in (None, TaskState):
            found += group
            continue
        rows = model._default_manager.select_related("task", "finished_by__wagtail_userprofile")
        found += rows.filter(pk__in=[step.pk for step in group])
    return found


def event(step: TaskState) -> Event:
    at = step.finished_at if step.status != TaskState.STATUS_IN_PROGRESS else None
    result = str(STATUS.get(step.status, step.status))
    return Event(step.task.name, step.status, result, step.finished_by, at, step.get_comment() or "")
