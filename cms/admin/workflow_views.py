"""Wagtail's two views for deciding outside of a form. One is refused for publications: each is decided with the item
opened (一事一审), never from a list. The other asks for the details of a decision, and has to know the page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.workflow import CollectWorkflowActionData, WorkflowAction

from ..models import PublicationPage
from ..review import events


class OneByOneAction(WorkflowAction):
    """Deciding from a list or a window over it."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if issubclass(self.object.specific_class, PublicationPage):
            why = _("审核须逐件打开稿件和附件后办理，不能在列表中直接办理。")
            events.refused(self.action_name, why, actor=request.user, page=self.object)
            raise PermissionDenied(why)
        return super().dispatch(request, *args, **kwargs)


class DetailsOfDecision(CollectWorkflowActionData):
    """The window of the editing view in which a reviewer writes the details."""

    def get_task(self) -> Any:
        task = super().get_task()
        return task.for_page(self.object) if hasattr(task, "for_page") else task
