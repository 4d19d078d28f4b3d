from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "syndication"
    verbose_name = _("订阅与接口")
    default_auto_field = "django.db.models.BigAutoField"
