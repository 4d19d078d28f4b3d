from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("网站内容")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from outbox.due import register_duty
        from register.providers import register

        from . import signals  # noqa: F401 - connects them
        from .providing import PageProvider
        from .review import closing, following, notices  # noqa: F401 - connects them
        from .schedule import perform_due

        register_duty("cms.schedule", perform_due, every=0.5)
        register(PageProvider())
