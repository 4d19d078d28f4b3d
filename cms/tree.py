"""What only the stored tree knows of a page: where it stands, and when it was first published.

A page in memory carries these as they were when it was read, and saving it would write them back: two people at once
would undo each other's moves, counts of children, and published times. So they are read anew before every save, while
the register's lock is held.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _
from wagtail.models import Page

PLACE = ("path", "depth", "numchild")
PATH_ABOVE = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
"""In a subquery: where the page above stands."""


def with_place(pages: QuerySet[Page]) -> QuerySet[Page]:
    """`pages`, each with `owner_organ` and `above`: the keys of its organ and of the page above it."""
    above = Page.objects.filter(path=PATH_ABOVE).values("pk")[:1]
    return pages.annotate(owner_organ=F("ownership__organ"), above=Subquery(above))


def settle(page: Page, update_fields: Iterable[str] | None) -> None:
    """Bring `page` up to date with its row before it is saved. Raises ValidationError when the row is gone."""
    if update_fields is not None:
        return  # a partial save writes no more than it names, and fails by itself without a row
    if page.pk is not None:
        keep_stored(page)
    if page.depth and page.depth > 1:
        above = Page.objects.filter(path=page.path[: -page.steplen]).values_list("url_path", flat=True).first()
        page.url_path = f"{above or '/'}{page.slug}/"


def keep_stored(page: Page) -> None:
    """Take from the row what no copy in memory may change."""
    kept = ("first_published_at", *getattr(page, "kept_from_revisions", ()))
    stored: dict[str, Any] | None = type(page)._base_manager.filter(pk=page.pk).values(*PLACE, *kept).first()
    if stored is None:
        raise ValidationError(_("页面已被删除，不能保存。"))
    for name in PLACE:
        setattr(page, name, stored[name])
    for name in kept:
        if stored[name]:
            setattr(page, name, stored[name])
