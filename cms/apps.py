from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("网站内容")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate, pre_migrate
        from wagtail.query import PageQuerySet

        from outbox.due import register_duty
        from register.providers import register

        from . import signals  # noqa: F401 - connects them
        from .clearance.deleting import delete_whole
        from .clearance.migrating import guard_again, stand_aside
        from .clearance.watch import watch_connection
        from .providing import PageProvider
        from .schedule import perform_due

        PageQuerySet.delete = delete_whole
        connection_created.connect(watch_connection, dispatch_uid="cms.clearance.watch")
        pre_migrate.connect(stand_aside, dispatch_uid="cms.clearance.triggers")
        post_migrate.connect(guard_again, sender=self, dispatch_uid="cms.clearance.triggers")
        register_duty("cms.schedule", perform_due, every=0.5)
        register(PageProvider())
