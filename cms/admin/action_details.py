"""What a reviewer's browser sends with a decision: the fields of the step's form, and nothing else."""

import json
from typing import Any

from django.core.exceptions import BadRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import PublicationPage
from ..review.deciding import messages_of

FIELD = "workflow-action-extra-data"


def settle_details(request: HttpRequest, page: Page) -> None:
    """Judge the details by the step's form before Wagtail saves anything; a text field too long, a missing basis or
    something that is no form at all is a bad request, and the page stays as it is."""
    if (
        request.method != "POST"
        or "action-workflow-action" not in request.POST
        or not isinstance(page, PublicationPage)
    ):
        return
    task = page.current_workflow_task
    action = request.POST.get("workflow-action-name", "")
    if task is None or action not in {"approve", "reject"}:
        return
    form = task.get_form_for_action(action)(details(request.POST.get(FIELD, "{}")))
    if not form.is_valid():
        raise BadRequest(_("审核意见填写不完整：%(errors)s") % {"errors": "；".join(messages_of(form))})
    posted = request.POST.copy()
    posted[FIELD] = json.dumps(form.cleaned_data, cls=DjangoJSONEncoder)
    request.POST = posted  # type: ignore[assignment]


def details(text: str) -> dict[str, Any]:
    """The object that `text` is in JSON. Raises BadRequest for everything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(_("审核意见的格式不对。")) from error
    if not isinstance(found, dict):
        raise BadRequest(_("审核意见的格式不对。"))
    return found
