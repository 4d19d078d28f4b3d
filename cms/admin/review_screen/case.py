"""One publication before one person: what they may see and do there."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from wagtail.models import Page, Revision, TaskState

from organs import roles

from ...models import PublicationPage
from ...review.looks import LOOKED_FIRST


@dataclass
class Case:
    """`page` is as stored, `content` as its newest `revision` has it; `actions` are those of the present step that the
    person may take, with their labels: none for whoever only reads."""

    page: PublicationPage
    revision: Revision
    content: PublicationPage
    step: TaskState | None
    task: Any
    actions: dict[str, str]

    @property
    def must_look_first(self) -> bool:
        return isinstance(self.task, LOOKED_FIRST)


def case_for(user: Any, page_id: int) -> Case:
    """Raises Http404 for what is no publication, and for everybody who neither decides its present step nor has a role
    in its organ: they learn nothing, not even that it exists."""
    page = publication(page_id)
    revision = page.get_latest_revision()
    if revision is None:
        raise Http404
    content = revision.as_object()
    step = page.current_workflow_task_state
    if step is not None and step.status != TaskState.STATUS_IN_PROGRESS:
        step = None
    task = step.task.specific if step is not None else None
    actions = {name: str(label) for name, label, _form in task.get_actions(page, user)} if task else {}
    if not actions and not has_role(user, content):
        raise Http404
    return Case(page, revision, content, step, task, actions)


def publication(page_id: int) -> PublicationPage:
    page = Page.objects.filter(pk=page_id).first()
    found = page.specific if page is not None else None
    if not isinstance(found, PublicationPage):
        raise Http404
    return found


def has_role(user: Any, content: PublicationPage) -> bool:
    """True when `user` has any role in the organ of the text, or in 编辑部."""
    return not roles.organs_of(user).isdisjoint({content.organ_id, roles.EVERY_ORGAN})
