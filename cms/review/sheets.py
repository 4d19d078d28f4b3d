"""Opening sheets, and keeping them in step with the text that is reviewed."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from organs.roles import acting, capacity

from ..models import PublicationPage, ReviewSheet, ReviewStep
from .lanes import WRITERS, Lane, highest


def sheet_of(workflow_state: WorkflowState, fresh: bool = False) -> ReviewSheet:
    """The sheet of a review; opened when the review has none yet. Kept with the object: whoever is going to write asks
    for it `fresh`, under the lock."""
    if fresh:
        workflow_state._state.fields_cache.pop("review_sheet", None)
    return getattr(workflow_state, "review_sheet", None) or open_sheet(workflow_state)


def current_sheet(page: Any) -> ReviewSheet | None:
    """The sheet of the review in which `page` is, or which sent it back; None when it is in none."""
    state = page.current_workflow_state
    return sheet_of(state) if state is not None else None


def open_sheet(workflow_state: WorkflowState, at: datetime | None = None) -> ReviewSheet:
    """A sheet for a review that begins, with its sending as the first entry."""
    page = workflow_state.content_object.get_latest_revision_as_object()
    sender = workflow_state.requested_by
    sheet = ReviewSheet(workflow_state=workflow_state, page_id=page.pk, opened_at=at or timezone.now())
    settle(sheet, page)
    enter(sheet, ReviewStep.Action.SUBMIT, sender, capacity=writing_capacity(sender, sheet), at=at)
    return sheet


def note_sent_again(sheet: ReviewSheet, state: TaskState, user: Any) -> None:
    """An entry when the step `state` begins because what was returned was sent again."""
    Action = ReviewStep.Action
    last = sheet.steps.filter(action__in=[Action.SUBMIT, Action.APPROVE, Action.REJECT]).last()
    if last is not None and last.action == Action.REJECT:
        enter(
            sheet,
            Action.SUBMIT,
            user,
            at=state.started_at,
            capacity=writing_capacity(user, sheet),
            opinion=_("退回修改后重新送审"),
            revision_id=state.revision_id,
        )


def settle(sheet: ReviewSheet, page: Any) -> None:
    """Copy into `sheet` what `page`, as it is written now, says of itself. The lane may rise by it, never fall."""
    organ = getattr(page, "organ", None)
    sheet.uid = getattr(page, "uid", None)
    sheet.title = page.title
    sheet.type_name = str(page._meta.verbose_name)
    sheet.importance = str(page.get_importance_display()) if isinstance(page, PublicationPage) else ""
    sheet.organ, sheet.organ_name = organ, organ.name if organ else ""
    parent = page.get_parent()
    sheet.column_title = parent.title if parent else ""
    sheet.correction_note = getattr(page, "correction_note", "")
    sheet.writer_name = writer_name(page)
    sheet.lane = highest([sheet.lane, least_lane(sheet, page)])
    sheet.save()


def least_lane(sheet: ReviewSheet, page: Any) -> Lane:
    """The lane below which nobody can bring this item: by its kind and importance, and by the marks on it."""
    own = page.least_lane() if isinstance(page, PublicationPage) else Lane.ORDINARY
    return highest([own, Lane.IMPORTANT if sheet.is_marked else Lane.ORDINARY])


def writer_name(page: Page) -> str:
    """Who wrote: the owner of the page, else whoever saved the newest revision."""
    revision = page.get_latest_revision()
    return name_of(page.owner or (revision.user if revision else None))


def name_of(user: Any) -> str:
    """A person's name as records show it."""
    return (user.get_full_name() or user.get_username()) if user is not None else _("系统")


def writing_capacity(user: Any, sheet: ReviewSheet) -> str:
    """In what capacity somebody sends; empty for the system, and for people without a writing role."""
    for role in WRITERS:
        if user is not None and (held := acting(user, role, sheet.organ_id)):
            return capacity(held, user)
    return ""


def enter(sheet: ReviewSheet, action: str, user: Any, *, at: datetime | None = None, **facts: Any) -> ReviewStep:
    """Add an entry to `sheet`."""
    return ReviewStep.objects.create(
        sheet=sheet, action=action, person=user, person_name=name_of(user), at=at or timezone.now(), **facts
    )
