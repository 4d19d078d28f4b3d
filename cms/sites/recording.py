"""Sites and what they say of themselves, in the audit log: each change with its difference, whoever makes it.

Wagtail's log tells that somebody saved a form; this tells what became another, from code and commands too.
"""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from audit.actions import register_actions
from audit.details import difference
from audit.services import record
from register.sequence import hold

from ..models import SiteSettings

register_actions(
    {
        "site.open": _("开设网站"),
        "site.change": _("修改网站"),
        "site.delete": _("删除网站"),
        "site.settings": _("修改网站信息"),
    }
)

BEFORE = "_before_for_audit"
UNTOLD = frozenset({"id", "changed_at"})
ACTIONS = {Site: "site.change", SiteSettings: "site.settings"}


def told(row: Model | None) -> dict[str, Any]:
    """The columns of a row, by their names in words."""
    if row is None:
        return {}
    fields = [one for one in row._meta.concrete_fields if one.name not in UNTOLD]
    return {str(one.verbose_name): one.value_from_object(row) for one in fields}


@receiver(pre_save, sender=Site)
@receiver(pre_save, sender=SiteSettings)
def changing(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Keep what is stored, to compare with."""
    stored = sender._default_manager.filter(pk=instance.pk).first() if instance.pk and not raw else None
    instance.__dict__[BEFORE] = told(stored)


@receiver(post_save, sender=Site)
@receiver(post_save, sender=SiteSettings)
def changed(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A new site is told by whoever opens it; its settings, and every later change, are told here."""
    before = instance.__dict__.pop(BEFORE, {})
    changes = difference(before, told(instance))
    if not raw and changes and (before or sender is SiteSettings):
        tell(ACTIONS[sender], instance, changes)


@receiver(post_delete, sender=Site)
def deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    tell("site.delete", instance, difference(told(instance), {}))


def opened(site: Site, settings: SiteSettings, user: Any, template: str) -> None:
    """Record that a site was opened. What it says of itself has its own record."""
    organ = settings.organ
    details = {**difference({}, told(site)), "template": template}
    record(
        "site.open",
        actor=user,
        target=site,
        title=settings.legal_name,
        organ=organ.code if organ else "",
        details=details,
    )


@transaction.atomic
def tell(action: str, row: Any, details: dict[str, Any]) -> None:
    """Record it; the register's lock comes before that of the log."""
    hold()
    organ = getattr(row, "organ", None)
    site = row.site if isinstance(row, SiteSettings) else row
    record(
        action, target=row, title=site.site_name or site.hostname, organ=organ.code if organ else "", details=details
    )
