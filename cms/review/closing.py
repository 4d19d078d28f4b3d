"""How a review ends, on its sheet."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled

from ..models import ReviewSheet, ReviewStep
from .sheets import enter


def close(sheet: ReviewSheet, outcome: str, at: datetime | None = None) -> None:
    """Write down what the review came to."""
    sheet.outcome, sheet.closed_at = outcome, at or timezone.now()
    sheet.save(update_fields=["outcome", "closed_at"])


@receiver(workflow_cancelled, sender=WorkflowState)
def review_cancelled(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Who takes an item back from review leaves an entry."""
    sheet = ReviewSheet.objects.filter(workflow_state=instance).first()
    if sheet is not None:
        enter(sheet, ReviewStep.Action.CANCEL, user)
        close(sheet, ReviewSheet.Outcome.CANCELLED)
