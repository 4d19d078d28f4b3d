"""One publication before one person: what they may see and do there."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.models import Page, Revision, TaskState, WorkflowState

from organs import roles

from ...models import ColumnPage, PublicationPage, ReviewSheet
from ...review.looks import LOOKED_FIRST
from ...views.publication import column_of

OF_THE_ROW = frozenset({"locale", "content_type"})
"""Fields that no revision brings back, each of which would be looked up."""


@dataclass
class Case:
    """`page` is as stored, `content` as its newest `revision` has it; `actions` are those of the present step that the
    person may take, with their labels: none for whoever only reads. `sheet` is that of the review, or of the last one."""

    page: PublicationPage
    column: ColumnPage | None
    revision: Revision
    content: PublicationPage
    step: TaskState | None
    task: Any
    actions: dict[str, str]
    sheet: ReviewSheet | None = None

    @property
    def must_look_first(self) -> bool:
        return isinstance(self.task, LOOKED_FIRST)


def case_for(user: Any, page_id: int) -> Case:
    """Raises Http404 for what is no publication, and for everybody who neither decides its present step nor has a role
    in its organ: they learn nothing, not even that it exists."""
    page = publication(page_id)
    column = column_of(page)
    remember(column, page)
    revision = page.latest_revision
    if revision is None:
        raise Http404
    content = content_of(page, revision)
    state = page.current_workflow_state
    for one in (page, content):  # as `prefetch_workflow_states` does: steps and forms ask again and again
        one._current_workflow_states = [state] if state is not None else []
    step = present_step(state)
    task = present_task(step, content)
    actions = {name: str(label) for name, label, _form in task.get_actions(page, user)} if task else {}
    if not actions and not has_role(user, content.organ_id):
        raise Http404
    return Case(page, column, revision, content, step, task, actions, sheet_of(page, state))


def publication(page_id: int) -> PublicationPage:
    """The page with what the screen tells of it. Two queries."""
    kind = ContentType.objects.get_for_id
    types = Page.objects.filter(pk=page_id).values_list("content_type_id", flat=True)
    model = next((kind(one).model_class() for one in types), None)
    if model is None or not issubclass(model, PublicationPage):
        raise Http404
    people = ("owner__wagtail_userprofile", "latest_revision__user__wagtail_userprofile")
    return model.objects.select_related("organ", *people).get(pk=page_id)


def content_of(page: PublicationPage, revision: Revision) -> PublicationPage:
    """The page as `revision` has it, without asking again for what is known of its row."""
    same_organ = revision.content.get("organ") == page.organ_id
    known = OF_THE_ROW | {"organ"} if same_organ else OF_THE_ROW
    content = page.with_content_json({name: revision.content[name] for name in revision.content.keys() - known})
    remember(page.get_parent(), content)
    content.latest_revision = revision
    content.__dict__["get_latest_revision_as_object"] = lambda: content  # it is; the forms of the step ask for it
    if same_organ:
        content.organ = page.organ
    return content


def present_task(step: TaskState | None, content: PublicationPage) -> Any:
    """The task of the step, told of the text that is decided where its forms depend on it."""
    task = step.task.specific if step is not None else None
    told = getattr(task, "for_page", None)
    return told(content) if told else task


def remember(above: Page | None, page: Page) -> None:
    """Tell `page` what stands above it, where treebeard keeps it once it was asked for."""
    if above is not None:
        page._cached_parent_obj = above


def sheet_of(page: PublicationPage, state: WorkflowState | None) -> ReviewSheet | None:
    """The sheet of the review under way, as it is kept with it, else the newest there is. At most one query."""
    kept = getattr(state, "review_sheet", None) if state is not None else None
    return kept or ReviewSheet.objects.filter(page_id=page.pk).first()


def present_step(state: WorkflowState | None) -> TaskState | None:
    """The step that waits for a decision."""
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    return state.current_task_state


def has_role(user: Any, organ_id: int | None) -> bool:
    """True when `user` has any role in the organ of a text, or in 编辑部."""
    return not roles.organs_of(user).isdisjoint({organ_id, roles.EVERY_ORGAN})
