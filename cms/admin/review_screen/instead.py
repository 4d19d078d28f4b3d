"""The editor has a button 通过 as well: whoever has something still to look at is led to the review screen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from ...models import PublicationPage
from ...review import events
from .case import case_for
from .deciding import hindrances


def look_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before anything is saved. People who may not decide here are refused by the step itself."""
    approving = "action-workflow-action" in request.POST and request.POST.get("workflow-action-name") == "approve"
    if not approving or not isinstance(page, PublicationPage):
        return None
    try:
        case = case_for(request.user, page.pk)
    except Http404:
        return None
    missing = hindrances(case, request.user) if "approve" in case.actions else []
    if missing:
        events.refused("approve", " ".join(text for text, _place in missing), actor=request.user, page=page)
    for text, _place in missing:
        messages.error(request, text)
    return redirect("cms_review", page.pk) if missing else None
