from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkdaysConfig(AppConfig):
    name = "workdays"
    verbose_name = _("工作日历")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        post_migrate.connect(load, sender=self, dispatch_uid="workdays.shipped")


def load(using: str, apps: Any = None, **kwargs: Any) -> None:
    """After every migration, so that an upgrade brings the notices that it ships and an emptied database has them.

    Not when the tables are not, or not yet, what this program expects (`migrate workdays zero`).
    """
    from .models import Notice, SpecialDay
    from .shipped import load_shipped

    if using == "default" and all(is_there(model, apps) for model in (Notice, SpecialDay)):
        load_shipped()


def is_there(model: Any, apps: Any) -> bool:
    """True when `apps`, the state that the migrations reached (None: all), has the model with all its fields."""
    if apps is None:
        return True
    try:
        reached = apps.get_model(model._meta.label)
    except LookupError:
        return False
    return {one.name for one in model._meta.local_fields} == {one.name for one in reached._meta.local_fields}
