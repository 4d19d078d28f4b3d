"""What must hold of the settings of the content."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.utils.translation import gettext as _

from .previews import is_front_end


@register
def check_front_ends(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Drafts leave the house by HTTPS only; plain HTTP is for front ends that are being built on one's own machine."""
    wrong = [address for address in settings.PREVIEW_FRONT_ENDS if not is_front_end(address)]
    message = _("PREVIEW_FRONT_ENDS 中的“%(address)s”不是预览页面的完整网址。")
    hint = _("写作“https://主机名/路径/”，不带参数；只有本机（127.0.0.1、localhost）可以用 http。")
    return [Error(message % {"address": address}, hint=hint, id="cms.E001") for address in wrong]
