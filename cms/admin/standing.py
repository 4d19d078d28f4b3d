"""What became of a publication, in the words of an editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from ..review.closing import Refusal


@dataclass(frozen=True)
class Standing:
    """`code` is draft, review, returned, refused, scheduled, live or withdrawn; `label` says it; the rest is of a return or a
    refusal."""

    code: str
    label: str
    comment: str = ""
    by: Any = None
    at: datetime | None = None


def active_reviews(pages: Iterable[Page]) -> dict[int, WorkflowState]:
    """The review that is under way, or that sent the page back, by page id. One query."""
    states = (
        WorkflowState.objects.active()
        .filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(page.pk) for page in pages],
        )
        .select_related(
            "current_task_state__task",
            "current_task_state__finished_by__wagtail_userprofile",
            "requested_by__wagtail_userprofile",
            "review_sheet__reviews_after",
            "workflow",
        )
    )
    return {int(state.object_id): state for state in states}


def standing(page: Page, review: WorkflowState | None, refused: Refusal | None = None) -> Standing:
    """Where `page` stands. The page is annotated by `annotate_approved_schedule()`; `refused` says why
    it could not be published at its time. No query is made."""
    step = review.current_task_state if review is not None else None
    if review is None or step is None:
        return refused_standing(refused) if refused is not None else published_standing(page)
    afterwards = is_after_review(review)
    if review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        label = _("补审提出意见，须更正（%(step)s）") if afterwards else _("退回修改（%(step)s）")
        words = label % {"step": step.task.name}
        return Standing("returned", words, step.comment, step.finished_by, step.finished_at)
    return Standing("review", reviewed_label(page, afterwards) % {"step": step.task.name}, at=step.started_at)


def is_after_review(review: WorkflowState) -> bool:
    """True when this is the review that an emergency publication owes."""
    return getattr(getattr(review, "review_sheet", None), "reviews_after", None) is not None


def reviewed_label(page: Page, afterwards: bool) -> str:
    if afterwards:
        return _("已应急发布，补审中（%(step)s）")
    return _("已发布，修改审核中（%(step)s）") if page.live else _("审核中（%(step)s）")


def refused_standing(entry: Refusal) -> Standing:
    """What was signed and could not be published at its time waits for its editor, as what was sent back does."""
    return Standing("refused", _("到时未能发布，须修改后重新送审"), entry.opinion, at=entry.at)


def published_standing(page: Page) -> Standing:
    """Where a page stands that nobody reviews now."""
    if page.approved_schedule:
        return Standing("scheduled", _("已签发，待定时发布"))
    if page.live and page.has_unpublished_changes:
        return Standing("live", _("已发布，有修改未送审"))
    if page.live:
        return Standing("live", _("已发布"), at=page.last_published_at)
    if page.expired:
        return Standing("withdrawn", _("已到期撤下"))
    if page.first_published_at:
        return Standing("withdrawn", _("已撤下"))
    return Standing("draft", _("草稿"))
