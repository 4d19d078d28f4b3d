"""Pages of a site offer no privacy setting."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin.views.page_privacy import set_privacy as wagtail_set_privacy
from wagtail.models import Page

from ..clearance import events
from ..clearance.privacy import is_below_site


def set_privacy(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Wagtail's view, for what is no page of a site."""
    page = get_object_or_404(Page, pk=page_id)
    if is_below_site(page):
        events.refused("page.privacy", _("网站页面不设访问限制。"), target=page)
        raise PermissionDenied
    return wagtail_set_privacy(request, page_id)
