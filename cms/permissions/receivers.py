"""Where a change of roles, of an organ or of a column's place reaches the mirror. All in the change's transaction."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from organs.models import Membership, Organ
from organs.signals import roles_changed

from ..models import ColumnPage
from .mirror import mirror_columns, mirror_organ, mirror_people, mirror_role
from .rights import forget


@receiver(roles_changed)
def roles_have_changed(sender: type, users: list[Any], membership: Membership, **kwargs: Any) -> None:
    mirror_role(membership.role, membership.organ_id)
    mirror_people([user.pk for user in users])
    for user in users:
        forget(user)


@receiver(post_save, sender=Organ)
def organ_has_changed(sender: type, instance: Organ, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        mirror_organ(instance)


@receiver(post_page_move)
def column_has_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """A column that names nobody belongs to whom the column above it belongs."""
    if issubclass(sender, ColumnPage):
        mirror_columns()
