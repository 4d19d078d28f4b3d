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
        from .permissions import receivers  # noqa: F401 - connects them
        from .permissions.install import install
        from .permissions.settle import settle_everybody
        from .providing import PageProvider
        from .schedule import perform_due

        register_duty("cms.schedule", perform_due, every=0.5)
        register(PageProvider())
        register_duty("cms.roles", settle_everybody, every=60)
        install()
