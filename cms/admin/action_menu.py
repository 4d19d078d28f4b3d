"""The buttons at the foot of the editing view: the next step of the review first."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import CancelWorkflowMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page

from ..models import PublicationPage
from ..review.sheets import sheet_of

FIRST = ("approve", "action-submit", "reject", "action-save-draft", "action-submit-urgent")
"""Names of items in the order in which they come; the first that is there is the button, the others its menu."""
PUBLISHING = {"action-publish", "action-restart-workflow"}


class SubmitItem(SubmitForModerationMenuItem):
    """送审, without the name of a workflow that is the only one."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
            # Sending saves another revision, which no step has passed: it begins at the first.
            context["label"] = _("重新送审（%(step)s）") % {"step": sheet_of(state).steps_in_lane[0]}
        else:
            context["label"] = _("送审")
        return context


class TakeBackItem(CancelWorkflowMenuItem):
    """撤回送审: leads to a page that asks once more."""

    label = gettext_lazy("撤回送审")

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("cms_take_back", args=[parent_context["page"].pk])


INSTEAD = {"action-submit": SubmitItem, "action-cancel-workflow": TakeBackItem}
"""Names of Wagtail's items that have one of the house in their place."""


class UrgentItem(SubmitForModerationMenuItem):
    """应急送审: a sudden event, reviewed for secrecy and signed in one sitting. Opened first, then confirmed."""

    name = "action-submit-urgent"
    template_name = "cms/admin/submit_urgent.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("应急送审（突发事件）")}


def put_review_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Order the items of a publication; with a review in place it is the only button that leads to the public."""
    page = context.get("page")
    if context["view"] not in {"create", "edit"} or not is_publication(request, page):
        return
    holder = page if page is not None and page.pk else context["parent_page"]
    if holder.get_workflow() is not None:
        items[:] = [item for item in items if item.name not in PUBLISHING]
    if any(item.name == "action-submit" for item in items):
        items.append(UrgentItem())
    items[:] = [INSTEAD[item.name](order=item.order) if item.name in INSTEAD else item for item in items]
    items.sort(key=lambda item: FIRST.index(item.name) if item.name in FIRST else len(FIRST) + item.order)


def is_publication(request: HttpRequest, page: Page | None) -> bool:
    """True when what is edited goes through review. While a page is being created, its address names the type."""
    if page is not None:
        return issubclass(page.specific_class, PublicationPage)
    names = request.resolver_match.kwargs if request.resolver_match else {}
    model = apps.get_model(names["content_type_app_name"], names["content_type_model_name"])
    return issubclass(model, PublicationPage)
