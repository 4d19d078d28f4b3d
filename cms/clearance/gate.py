"""The net under every save: no page that is not chrome becomes live, or changes while it is, without a clearance.

It hangs on Django's `pre_save`, which `Page.save`, the base class's and a fixture's raw save all send. What passes by
without it (`QuerySet.update`, `bulk_*`, SQL) meets the triggers (`triggers.py`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import Clearance, PublicationPage, PublicDigest
from .chrome import is_chrome, natural_key
from .digest import content_fields
from .refusal import refuse
from .services import VoidReason, end, end_of_pages, require

SAVING = "_clearance_saving"
"""In a page's `__dict__` while its own `save` runs."""
DOWN = "_clearance_down"
"""In a page's `__dict__` when its next save may take it down."""


def admit(page: Page, update_fields: Iterable[str] | None = None, *, raw: bool = False) -> None:
    """Let a save pass, or raise NotCleared. Takes down what a save takes down: the signature ends with it."""
    if is_chrome(page):
        return
    if raw:
        admit_raw(page)
        return
    if update_fields is None:
        admit_alias(page)
    written = None if update_fields is None else set(update_fields)
    if written is not None and not written & watched(page):
        return
    was_live = page.pk is not None and Page.objects.filter(pk=page.pk, live=True).exists()
    becomes_live = page.live if written is None or "live" in written else was_live
    if becomes_live:
        admit_live(page, written)
    elif was_live:
        admit_taking_down(page)
        went_down(page)


def admit_alias(page: Page) -> None:
    """Refuse an alias: it would follow another page's content, and stop that page from being published."""
    if page.alias_of_id:
        refuse("publication.alias", _("公开的信息不能建立别名页面，请用链接或另行送审。"), target=reference(page))


def watched(page: Page) -> set[str]:
    """Fields that a save cannot write without being asked: whether the page is live, and all content."""
    model = type(page) if isinstance(page, PublicationPage) else page.specific_class
    if model is None or not issubclass(model, PublicationPage):
        return {"live", "title"}
    fields = content_fields(model)
    return {"live", *(field.name for field in fields), *(field.attname for field in fields)}


def admit_raw(page: Page) -> None:
    """A fixture brings rows as they are: no publication comes in live."""
    if page.live:
        refuse("publication.import", _("导入的数据不能直接公开，须以草稿导入后送审。"), target=reference(page))


def admit_live(page: Page, written: set[str] | None) -> None:
    """Let a save pass that leaves the page live, and mark what is public from now on."""
    if not transaction.get_connection().in_atomic_block:
        refuse("publication.publish", _("公开的信息只能通过发布流程保存。"), target=reference(page))
    whole = whole_page(page, written)
    if page.pk is None or whole is None:
        refuse("publication.publish", _("尚未经过保密审查和签发，不能公开。"), target=reference(page))
    clearance = require(whole)
    PublicDigest.objects.update_or_create(page_id=whole.pk, defaults={"digest": clearance.digest, "passing": True})
    others = Clearance.objects.filter(uid=whole.uid, voided_at=None, signed_at__lte=clearance.signed_at)
    end(others.exclude(digest=clearance.digest), VoidReason.SUPERSEDED, timezone.now())


def whole_page(page: Page, written: set[str] | None) -> PublicationPage | None:
    """The publication as it will be stored: a partial save, or one through the base class, holds less than that."""
    model = type(page) if isinstance(page, PublicationPage) else page.specific_class
    if model is None or not issubclass(model, PublicationPage):
        return None
    if written is None and type(page) is model:
        return page
    stored = model.objects.filter(pk=page.pk).first()
    if stored is None:
        return None
    for field in page._meta.concrete_fields:
        if written is None or {field.name, field.attname} & written:
            setattr(stored, field.attname, getattr(page, field.attname))
    return stored


def let_down(page: Page) -> Page:
    """Mark `page` as one that its next save may take down: by `cms.withdrawal`, which keeps the reason, or on its day."""
    page.__dict__[DOWN] = True
    return page


def admit_taking_down(page: Page) -> None:
    """Refuse what would take a publication down with no reason on record: Wagtail's own action, its API, plain code."""
    if not page.__dict__.pop(DOWN, False):
        reason = _("公开的信息须通过“撤下”办理，写明原因后才能停止公开。")
        refuse("publication.withdraw", reason, target=reference(page))


def went_down(page: Page) -> None:
    """What is taken down, or expires, must be reviewed anew before it comes back."""
    end_of_pages([page.pk], VoidReason.EXPIRED if page.expired else VoidReason.WITHDRAWN)
    PublicDigest.objects.filter(page_id=page.pk).delete()


@contextmanager
def opened(page: PublicationPage) -> Iterator[None]:
    """Around a page's own save, which writes its keywords after its rows: what was admitted passes until the end.

    An exception leaves nothing to close: the transaction that the mark belongs to is rolled back.
    """
    page.__dict__[SAVING] = True
    try:
        yield
    finally:
        page.__dict__.pop(SAVING, None)
    shut(page)


def leave(page: Page) -> None:
    """After the rows of a page were written by another save than its own, which shuts the gate itself."""
    if not page.__dict__.get(SAVING):
        shut(page)


def shut(page: Page) -> None:
    """From now on nobody changes what is public of `page`."""
    if page.live:
        PublicDigest.objects.filter(page_id=page.pk, passing=True).update(passing=False)


def reference(page: Page) -> Any:
    """A page that may not have a row yet, for the record."""
    return page if page.pk else (".".join(natural_key(page.content_type_id)), "new")
