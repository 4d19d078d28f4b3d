from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = _("公开登记")
    default_auto_field = "django.db.models.BigAutoField"
