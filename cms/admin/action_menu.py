"""The buttons at the foot of the editing view: the next step of the review first."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem
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


class UrgentItem(SubmitForModerationMenuItem):
    """应急送审: a sudden event, reviewed for secrecy and signed in one sitting."""

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
    items[:] = [SubmitItem(order=item.order) if item.name == "action-submit" else item for item in items]
    items.sort(key=lambda item: FIRST.index(item.name) if item.name in FIRST else len(FIRST) + item.order)


def is_publication(request: HttpRequest, page: Page | None) -> bool:
    """True when what is edited goes through review. While a page is being created, its address names the type."""
    if page is not None:
        return issubclass(page.specific_class, PublicationPage)
    names = request.resolver_match.kwargs if request.resolver_match else {}
    model = apps.get_model(names["content_type_app_name"], names["content_type_model_name"])
    return issubclass(model, PublicationPage)
