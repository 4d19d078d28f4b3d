"""What must hold of the settings before anything is recorded by them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.utils.translation import gettext as _

LEAST_DAYS = 183
"""Six months: 《网络安全法》 asks for no less of network logs."""
LEAST_KEY = 32


@register
def check_retention(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    if settings.AUDIT_RETENTION_DAYS >= LEAST_DAYS:
        return []
    message = _("审计日志保存天数（AUDIT_RETENTION_DAYS）不得少于%(least)d天。") % {"least": LEAST_DAYS}
    return [Error(message, hint=_("网络日志留存不得少于六个月；默认保存六年。"), id="audit.E001")]


@register
def check_head_file(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """The file must not lie where files are served from."""
    file = Path(settings.AUDIT_HEAD_FILE).resolve()
    public = [Path(folder).resolve() for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT)]
    if not any(file.is_relative_to(folder) for folder in public):
        return []
    return [Error(_("审计链头文件（AUDIT_HEAD_FILE）不得放在对外提供文件的目录中。"), id="audit.E002")]


@register
def check_key(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    if not settings.AUDIT_KEY or len(settings.AUDIT_KEY) >= LEAST_KEY:
        return []
    message = _("审计密钥（AUDIT_KEY）过短，至少%(least)d个字符。") % {"least": LEAST_KEY}
    return [Error(message, id="audit.E003")]
