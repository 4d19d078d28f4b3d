"""Submitting and deciding, for callers that are not a browser."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from register.sequence import hold

from ..models import PublicationPage


@transaction.atomic
def submit(page: PublicationPage, user: Any) -> WorkflowState:
    """Send the newest revision of `page` into review on behalf of `user` (None for the system)."""
    workflow = page.get_workflow()
    if workflow is None:
        raise PermissionDenied(_("该栏目没有设置审核流程，不能送审。"))
    if page.get_latest_revision() is None:
        page.save_revision(user=user)
    return workflow.start(page, user)


@transaction.atomic
def decide(page: PublicationPage, user: Any, action: str, **details: Any) -> TaskState:
    """Decide the current step of `page`: `action` is approve or reject; `details` as the step's form has them.

    Raises PermissionDenied when the page is not in review, or the step is not the user's to decide.
    """
    hold()  # before the row of the step: whoever publishes cancels open reviews while holding it
    state = page.current_workflow_task_state
    if state is None:
        raise PermissionDenied(_("稿件不在审核中。"))
    locked = type(state).objects.select_for_update().get(pk=state.pk)
    locked.task.specific.on_action(locked, user, action, **details)
    return locked
