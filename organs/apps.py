from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgansConfig(AppConfig):
    name = "organs"
    verbose_name = _("机构")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import names

        names.install()
