from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = _("发件箱")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers this room's own handler and duty."""
        from outbox import housekeeping
        from outbox import mail as mail  # its import registers the handler

        housekeeping.register()
