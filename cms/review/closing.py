"""How a review ends, on its sheet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled

from ..models import ReviewSheet, ReviewStep
from .sheets import enter


class Refusal(NamedTuple):
    """Why something could not be published at its time, and when that was."""

    opinion: str
    at: datetime


def close(sheet: ReviewSheet, outcome: str, at: datetime | None = None) -> None:
    """Write down what the review came to."""
    sheet.outcome, sheet.closed_at = outcome, at or timezone.now()
    sheet.save(update_fields=["outcome", "closed_at"])


def refuse_release(page_id: int, reasons: list[str], at: datetime | None = None) -> None:
    """Write down, on the sheet of what was signed, why it could not be published at its time."""
    sheet = ReviewSheet.objects.filter(page_id=page_id, outcome=ReviewSheet.Outcome.SCHEDULED).first()
    if sheet is not None:
        enter(sheet, ReviewStep.Action.REFUSE, None, opinion="；".join(reasons), at=at)
        close(sheet, ReviewSheet.Outcome.REFUSED, at)


def refused_releases(page_ids: Iterable[int]) -> dict[int, Refusal]:
    """By page, what could not be published at its time and was not sent for review again. One query."""
    sheets = ReviewSheet.objects.refused().filter(page_id__in=list(page_ids))
    entries = ReviewStep.objects.filter(action=ReviewStep.Action.REFUSE, sheet__in=sheets)
    found = entries.values_list("sheet__page_id", "opinion", "at")
    return {page_id: Refusal(opinion, at) for page_id, opinion, at in found}


@receiver(workflow_cancelled, sender=WorkflowState)
def review_cancelled(sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Who takes an item back from review leaves an entry."""
    sheet = ReviewSheet.objects.filter(workflow_state=instance).first()
    if sheet is not None:
        enter(sheet, ReviewStep.Action.CANCEL, user)
        close(sheet, ReviewSheet.Outcome.CANCELLED)
