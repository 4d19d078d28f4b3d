"""The one service that renames and moves columns (栏目)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from register.sequence import hold

from .models import ColumnPage
from .models.listing_pages import ListingPage


@transaction.atomic
def rename_column(column: ColumnPage, *, title: str = "", slug: str = "", user: Any = None) -> ColumnPage:
    """Give `column` another title or slug. Entries beneath follow in the same transaction, each with its change; the
    addresses that were left lead to the new ones.

    Raises ValidationError when the slug is taken beside it, or malformed.
    """
    lock_below(column)
    column = ColumnPage.objects.get(pk=column.pk)
    column.title, column.draft_title = title or column.title, title or column.draft_title
    column.slug = slug or column.slug
    column.full_clean()
    column.save_revision(user=user, log_action=True).publish(user=user)
    return ColumnPage.objects.get(pk=column.pk)


@transaction.atomic
def move_column(column: ColumnPage, target: ListingPage, user: Any = None) -> ColumnPage:
    """Move `column`, with everything beneath, under `target`. Raises ValidationError when it cannot stand there."""
    lock_below(column)
    if not column.can_move_to(target) or target.path.startswith(column.path):
        raise ValidationError(_("栏目不能移到“%(target)s”之下。") % {"target": target.title})
    if not Page._slug_is_available(column.slug, target, column):
        message = _("“%(target)s”之下已有网址为“%(slug)s”的栏目，请先更改其中一个。")
        raise ValidationError(message % {"target": target.title, "slug": column.slug})
    MovePageAction(column, target, pos="last-child", user=user).execute(skip_permission_checks=True)
    return ColumnPage.objects.get(pk=column.pk)


def lock_below(column: ColumnPage) -> None:
    """Lock the register, then the rows of `column` and all pages beneath, in the order of their ids."""
    hold()
    list(Page.objects.descendant_of(column, inclusive=True).order_by("pk").select_for_update().values_list("pk"))
