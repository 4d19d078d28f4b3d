"""What the editing view shows above its form."""

from typing import Any

from django import template
from wagtail.models import Comment, Page

from ..admin.desk import seats_for
from ..admin.standing import active_reviews, refused_standing, standing
from ..admin.withdraw import may_withdraw
from ..models import PublicationPage
from ..review.closing import refused_releases
from ..withdrawal import TAKING_DOWN

register = template.Library()


@register.inclusion_tag("cms/admin/returned.html", takes_context=True)
def returned(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Who sent `page` back, at which step and with what opinion, or why it could not be published at its time; nothing for
    any other. Wagtail's view has the review at hand; one query for what is in none."""
    known = context.get("workflow_state")
    if not isinstance(page, PublicationPage):
        return {}
    if known is None:
        refused = refused_releases([page.pk]).get(page.pk)
        return {"standing": refused_standing(refused), "page": page, "notes": []} if refused else {}
    review = active_reviews([page]).get(page.pk) if known.status == known.STATUS_NEEDS_CHANGES else None
    if review is None:
        return {}
    notes = list(Comment.objects.filter(page=page, resolved_at=None).order_by("pk").values_list("pk", flat=True))
    return {"standing": standing(page, review), "page": page, "notes": notes}


@register.inclusion_tag("cms/admin/take_down.html", takes_context=True)
def take_down(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """The way to 撤下 for whoever may take the public `page` down; nothing for everybody else, whose seats tell it."""
    request = context["request"]
    asked = page.live and (request.user.is_superuser or set(TAKING_DOWN) & set(seats_for(request)))
    return {"page": page} if asked and may_withdraw(page, request.user) else {}
