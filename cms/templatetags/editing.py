"""What the editing view shows above its form."""

from typing import Any

from django import template
from wagtail.models import Page, WorkflowState

from ..admin.desk import seats_for
from ..admin.standing import refused_standing, standing
from ..models import PublicationPage
from ..review.closing import refused_releases
from ..review.lanes import DECIDERS, Step
from ..review.sheets import sheet_of
from ..review.waiting import step_of
from ..withdrawal import TAKING_DOWN

register = template.Library()


@register.inclusion_tag("cms/admin/returned.html", takes_context=True)
def returned(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Who sent `page` back, at which step and with what opinion, or why it could not be published at its time; nothing for
    any other. No query where the editing view has read it."""
    known = context.get("workflow_state")
    if not isinstance(page, PublicationPage):
        return {}
    if known is None:
        refused = page.refusal if hasattr(page, "refusal") else refused_releases([page.pk]).get(page.pk)
        return {"standing": refused_standing(refused), "page": page, "notes": []} if refused else {}
    if known.status != known.STATUS_NEEDS_CHANGES:
        return {}
    notes = sorted(one.pk for one in page.wagtail_admin_comments.all() if one.pk and one.resolved_at is None)
    return {"standing": standing(page, known), "page": page, "notes": notes}


@register.inclusion_tag("cms/admin/take_down.html", takes_context=True)
def take_down(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """The way to 撤下 for whoever may take the public `page` down; nothing for everybody else, whose seats tell it."""
    request = context["request"]
    asked = (
        isinstance(page, PublicationPage)
        and page.live
        and (request.user.is_superuser or set(TAKING_DOWN) & set(seats_for(request)))
    )
    return {"page": page} if asked and page.permissions_for_user(request.user).can_unpublish() else {}


@register.inclusion_tag("cms/admin/review_steps.html")
def review_steps(review: WorkflowState, page: Page) -> dict[str, Any]:
    """The steps of the lane that `review` takes: which are passed, and which one it is at or was sent back from."""
    sheet, step = sheet_of(review), review.current_task_state
    order = list(DECIDERS[sheet.lane])
    now = order.index(step_of(step)) if step is not None and step_of(step) in order else -1
    at = "rejected" if review.status == review.STATUS_NEEDS_CHANGES else "in_progress"
    steps = [(Step(one).label, "approved" if n < now else at if n == now else "pending") for n, one in enumerate(order)]
    return {"steps": steps, "sheet": sheet, "page": page}
