from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "syndication"
    verbose_name = _("订阅与接口")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.actions import register_actions
        from cms.review.arrangements import register_arrangements
        from outbox.due import register_duty

        from .portals import following, telling

        register_actions(
            {
                "portal.add": _("登记上级门户"),
                "portal.announce": _("告知对照表变化"),
                "portal.end": _("移出对照表"),
                "portal.follow": _("对照表跟随办事指南"),
            }
        )
        register_arrangements("syndication.portals", telling.arrangements)
        register_duty("syndication.portals", following.follow, every=60)
