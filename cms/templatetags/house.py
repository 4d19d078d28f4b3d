"""The name of the site on the pages of the admin, and their headings."""

from typing import Any

from django import template
from django.conf import settings

from ..sites.names import name_of

register = template.Library()
KEPT = "_house_name"


@register.simple_tag(takes_context=True)
def house_name(context: dict[str, Any]) -> str:
    """Legal name of the site that the request belongs to; the product's name before there is one."""
    request = context.get("request")
    if request is None:
        return str(settings.WAGTAIL_SITE_NAME)
    if not hasattr(request, KEPT):
        setattr(request, KEPT, name_of(request.get_host().partition(":")[0]) or settings.WAGTAIL_SITE_NAME)
    return str(getattr(request, KEPT))


@register.filter
def full_width_colon(title: str) -> str:
    """A heading whose halves are joined as Chinese is written."""
    return str(title).replace(": ", "：", 1)
