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

        from audit.retention import purge
        from intake.inspection import register_words
        from outbox.due import register_duty
        from register.providers import register
        from register.words import name_values

        from . import (
            calendar_record,  # noqa: F401 - connects itself
            checks,  # noqa: F401 - register themselves
            recording,  # noqa: F401 - connects itself
            signals,  # noqa: F401 - connects them
        )
        from .admin import editing
        from .clearance.deleting import delete_whole
        from .clearance.migrating import guard_again, stand_aside
        from .clearance.watch import watch_connection
        from .date_fields import register_date_fields
        from .permissions import receivers  # noqa: F401 - connects them
        from .permissions.install import install
        from .permissions.settle import settle_everybody
        from .providing import PageProvider, publication_models
        from .review import check_job, closing, following, notices  # noqa: F401 - connect themselves
        from .review.engine import configured_words
        from .review.inspecting import forget_results
        from .schedule import perform_due
        from .sites import recording as site_recording  # noqa: F401 - connects itself

        register_date_fields()
        PageQuerySet.delete = delete_whole
        connection_created.connect(watch_connection, dispatch_uid="cms.clearance.watch")
        pre_migrate.connect(stand_aside, dispatch_uid="cms.clearance.triggers")
        post_migrate.connect(guard_again, sender=self, dispatch_uid="cms.clearance.triggers")
        register_duty("cms.schedule", perform_due, every=0.5)
        register_duty("cms.checks.forget", forget_results, every=600)
        register_duty("audit.retention", purge, every=24 * 60 * 60)
        register_words("cms", configured_words)
        register(PageProvider())
        name_values("kind", lambda: [(model.kind, model._meta.verbose_name) for model in publication_models()])
        register_duty("cms.roles", settle_everybody, every=60)
        install()
        editing.install()
