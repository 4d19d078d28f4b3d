"""The name of the site on the pages of the admin."""

from typing import Any

from django import template
from django.conf import settings
from django.db.models import Q

from ..models import SiteSettings

register = template.Library()
KEPT = "_house_name"


@register.simple_tag(takes_context=True)
def house_name(context: dict[str, Any]) -> str:
    """In one query: legal name of the site that the request belongs to; the product's name before there is one."""
    request = context.get("request")
    if request is None:
        return str(settings.WAGTAIL_SITE_NAME)
    if not hasattr(request, KEPT):
        setattr(request, KEPT, name_of(request.get_host().partition(":")[0]) or settings.WAGTAIL_SITE_NAME)
    return str(getattr(request, KEPT))


def name_of(host: str) -> str:
    """Of the site at `host`, else of the default one; '' when neither has a name."""
    found = SiteSettings.objects.filter(Q(site__hostname=host) | Q(site__is_default_site=True)).select_related("site")
    own = found.order_by("site__is_default_site").first()
    return str(own.legal_name or own.site.site_name) if own else ""
