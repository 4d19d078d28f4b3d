"""Submitting and deciding, for callers that are not a browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from register.sequence import hold

from ..models import PublicationPage
from . import events
from .findings import findings_in
from .lane_changes import raise_lane
from .lanes import rank
from .looks import LOOKED_FIRST
from .sheets import sheet_of

Found = TypeVar("Found")
_found: ContextVar[dict[str, Any] | None] = ContextVar("review_found", default=None)


def submit(page: PublicationPage, user: Any, lane: str = "") -> WorkflowState:
    """Send the newest revision of `page` into review on behalf of `user` (None for the system), in its least lane or
    in a higher one."""
    with events.refusals_of("review.submit", actor=user, target=page), transaction.atomic():
        return sent(page, user, lane)


def sent(page: PublicationPage, user: Any, lane: str) -> WorkflowState:
    workflow = page.get_workflow()
    if workflow is None:
        raise PermissionDenied(_("该栏目没有设置审核流程，不能送审。"))
    if page.get_latest_revision() is None:
        page.save_revision(user=user)
    state = workflow.start(page, user)
    sheet = sheet_of(state)
    if lane and rank(lane) > rank(sheet.lane):
        raise_lane(sheet, user, lane)
        state.refresh_from_db()
    return state


def decide(page: PublicationPage, user: Any, action: str, **details: Any) -> TaskState:
    """Decide the current step of `page`: `action` is approve or reject; `details` as the step's form has them.

    Raises PermissionDenied when the page is not in review, when the step is not the user's to decide, and, at the
    confidentiality review and the sign-off, while a finding is open or the user has not opened the content and each
    attachment (`looks.look_through` records that, `findings.overrule` settles a finding).
    """
    with keeping_what_is_read():
        if isinstance(page, PublicationPage):
            read_files(page, action)
        return decide_as_read(page, user, action, **details)


def decide_as_read(page: PublicationPage, user: Any, action: str, **details: Any) -> TaskState:
    """`decide`, for whoever holds the lock: what it asks of files was read before, by `read_files`."""
    with events.refusals_of(f"review.{action}", actor=user, target=page):
        return decide_locked(page, user, action, details)


@contextmanager
def keeping_what_is_read() -> Iterator[None]:
    """Within, what `read_once` found stays found: caches forget at any moment, also while the lock is held."""
    token = _found.set({}) if _found.get() is None else None
    try:
        yield
    finally:
        if token is not None:
            _found.reset(token)


def read_once(key: str, read: Callable[[], Found]) -> Found:
    """What `read` finds, within `keeping_what_is_read` only the first time for each `key`."""
    kept = _found.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]


def read_files(page: PublicationPage, action: str) -> None:
    """What a decision asks of files: read before the lock, then kept (see `keeping_what_is_read`)."""
    content = page.get_latest_revision_as_object()
    content.differences_from_original()
    if action == "approve" and isinstance(page.current_workflow_task, LOOKED_FIRST):
        findings_in(content)


@transaction.atomic
def decide_locked(page: PublicationPage, user: Any, action: str, details: dict[str, Any]) -> TaskState:
    hold()  # before the row of the step: whoever publishes cancels open reviews while holding it
    state = page.current_workflow_task_state
    if state is None:
        raise PermissionDenied(_("稿件不在审核中。"))
    page.current_workflow_task.on_action(state, user, action, **details)
    return TaskState.objects.get(pk=state.pk)
