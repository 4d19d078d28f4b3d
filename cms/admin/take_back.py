"""撤回送审: asked once more before a review ends, by a link that works without scripts. Takes the place of a button that
acted at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from register.sequence import hold

from ..models import PublicationPage
from .after_editing import tell_owed


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The question, and what is done when it is answered. Raises Http404 for what is no publication,
    PermissionDenied for who may not end the review."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, PublicationPage):
        raise Http404
    state = page.current_workflow_state
    if state is None:
        messages.error(request, _("稿件已不在审核中。"))
        return redirect("wagtailadmin_home")
    if not page.permissions_for_user(request.user).can_edit() or not state.user_can_cancel(request.user):
        raise PermissionDenied
    if tell_owed(request, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        end_review(request, state, page)
        return redirect("wagtailadmin_pages:edit", page.pk)
    title = page.get_admin_display_title()
    context = {"page": page, "page_title": _("撤回送审"), "header_title": _("撤回送审"), "page_subtitle": title}
    return TemplateResponse(request, "cms/admin/take_back.html", context)


def end_review(request: HttpRequest, state: WorkflowState, page: Any) -> None:
    """Take back, unless the last step was decided meanwhile."""
    with transaction.atomic():
        hold()  # whoever decides waits, or has done it
        state.refresh_from_db(fields=["status", "current_task_state"])
        is_open = state.is_active
        if is_open:
            state.cancel(user=request.user)
    if is_open:
        messages.success(request, _("“%(title)s”已撤回送审。") % {"title": page.get_admin_display_title()})
    else:
        messages.error(request, _("稿件已不在审核中。"))
