from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("审计日志")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Names this room's own actions, and registers its system checks."""
        from audit import checks as checks
        from audit.actions import register_actions

        register_actions(
            {
                "audit.view": _("查看审计日志"),
                "audit.export": _("导出审计日志"),
                "audit.purge": _("清理过期日志"),
                "audit.head_renewed": _("重建链头文件"),
            }
        )
