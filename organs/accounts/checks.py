"""System checks: a real site requires a second factor."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def second_factor_is_required(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SECOND_FACTOR_REQUIRED or getattr(settings, "DEMO", False):
        return []
    return [Error("SECOND_FACTOR_REQUIRED is off: only the demo may do without a second factor.", id="accounts.E001")]
