"""What an editor is told when a form followed the organ that was chosen."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page


def tell_followed(request: HttpRequest, page: Page) -> None:
    """Which fields were filled in anew, and which still name the organ of before."""
    followed = getattr(page, "followed_organ", None)
    if followed is None:
        return
    organ, anew, named_before = followed
    if anew:
        words = _("发布机构改为“%(organ)s”，已按该机构更新：%(fields)s。请核对。")
        messages.warning(request, words % {"organ": organ, "fields": "、".join(anew)})
    if named_before:
        words = _("发布机构改为“%(organ)s”，但%(fields)s中仍写有原发布机构的名称，请核对。")
        messages.warning(request, words % {"organ": organ, "fields": "、".join(f"“{one}”" for one in named_before)})
