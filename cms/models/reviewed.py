"""What Wagtail asks a page about its review, again and again in one view."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowState


def with_workflow(pages: QuerySet[Page]) -> QuerySet[Page]:
    """`pages`, each with `workflow_key` and `workflow_name`: of the active workflow on it, or on the nearest page above."""
    place = Substr(OuterRef("path"), 1, Length("page__path"))
    nearest = WorkflowPage.objects.filter(workflow__active=True, page__path=place).order_by("-page__depth")
    return pages.annotate(
        workflow_key=Subquery(nearest.values("workflow")[:1]),
        workflow_name=Subquery(nearest.values("workflow__name")[:1]),
    )


def keep_workflow(page: Any, read: Any) -> None:
    """Let `page` know the workflow with which it was `read`."""
    key = read.workflow_key if read is not None else None
    page._workflow = Workflow(pk=key, name=read.workflow_name, active=True) if key else None


class Reviewed:
    """Of pages: the workflow that they go through, and the step for which they wait."""

    def get_workflow(self) -> Workflow | None:
        """The workflow of the nearest page above that has one: Wagtail's answer in one query, kept with this object."""
        page: Any = self
        if not hasattr(self, "_workflow"):
            stored = Page.objects.filter(pk=page.pk) if page.pk else Page.objects.none()
            keep_workflow(page, with_workflow(stored).first())
        kept: Workflow | None = page._workflow
        return kept

    @property
    def workflow_states(self) -> Any:
        """All its reviews; those that ended are nobody's concern while the page is only shown for editing."""
        if getattr(self, "is_only_shown", False):
            return WorkflowState.objects.none()
        return super().workflow_states  # type: ignore[misc]

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    @property
    def current_workflow_task_state(self) -> Any:
        """The step that is under way, as its own type; its task knows the page, on which the forms of decisions depend.

        No query beside that of the review: what a type of step adds is read when it is asked for.
        """
        page: Any = self
        review = page.current_workflow_state
        if review is None or review.status != review.STATUS_IN_PROGRESS or review.current_task_state is None:
            return None
        task = review.current_task_state.task
        state = review.current_task_state.specific_deferred
        state.task = task.specific_deferred
        if hasattr(state.task, "for_page"):
            state.task = state.task.for_page(self)
        return state
