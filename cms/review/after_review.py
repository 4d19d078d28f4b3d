"""The review that an emergency publication owes: the ordinary steps, on what was published, within 24 hours."""

from datetime import datetime

from django.utils import timezone
from wagtail.models import WorkflowState

from ..models import AfterReview, ReviewSheet
from .lanes import AFTER_REVIEW_WITHIN
from .notices import announce_after_review
from .sheets import sheet_of


def begin(sheet: ReviewSheet, workflow_state: WorkflowState, at: datetime | None = None) -> AfterReview:
    """Start the review of what `sheet` has published. What an earlier emergency owed is taken over by it."""
    at = at or timezone.now()
    settle_owed(sheet, at)
    page = workflow_state.content_object.specific
    state = workflow_state.workflow.start(page, workflow_state.requested_by)
    after = AfterReview.objects.create(sheet=sheet, review=sheet_of(state), due_at=at + AFTER_REVIEW_WITHIN)
    announce_after_review(after)
    return after


def settle_owed(sheet: ReviewSheet, at: datetime | None = None) -> None:
    """The review of `sheet` has covered whatever was owed for its page."""
    owed = AfterReview.objects.filter(sheet__page_id=sheet.page_id, done_at=None)
    owed.update(done_at=at or timezone.now())
