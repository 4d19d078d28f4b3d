"""The name of the site on the pages of the admin."""

from typing import Any

from django import template
from django.conf import settings
from wagtail.models import Site

from ..models import SiteSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def house_name(context: dict[str, Any]) -> str:
    """Legal name of the site that the request belongs to; the product's name before there is one."""
    request = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    name = SiteSettings.for_request(request).legal_name if site is not None else ""
    return name or (site.site_name if site is not None else "") or settings.WAGTAIL_SITE_NAME
