from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "organs.accounts"
    label = "accounts"
    verbose_name = _("账号安全")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from outbox.due import register_duty

        from . import (
            checks,  # noqa: F401 - registers itself
            events,  # noqa: F401 - connects its receivers
        )
        from .housekeeping import forget

        register_duty("accounts.housekeeping", forget, every=3600)
