"""Where pages meet the register: on saving and deleting any page, whoever does it.

Wagtail's own signals miss expiry, deletion, actions on descendants and the base `Page.save`; Django's do not.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from organs.models import Organ
from register import services
from register.listings import ensure
from register.models import Entry, Listing

from .entries import follow, organ_listing


@receiver(post_save)
def page_saved(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Follow a saved page. A partial save, or one through the base class, holds less than is stored: read it anew."""
    if raw or not isinstance(instance, Page):
        return
    whole = update_fields is None and type(instance) is instance.specific_class
    follow(instance if whole else Page.objects.get(pk=instance.pk).specific)


@receiver(post_page_move)
def page_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """A moved page was saved before its descendants' addresses followed; look again now that they have."""
    follow(Page.objects.get(pk=instance.pk).specific)


@receiver(pre_delete)
def page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Withdraw the entry of a page before its row goes, and its listing with it."""
    if not isinstance(instance, Page):
        return
    for entry in Entry.objects.live().filter(page_id=instance.pk):
        services.withdraw(entry, Entry.Reason.DELETED)
    kinds = [Listing.Kind.COLUMN, Listing.Kind.HOME]
    Listing.objects.filter(kind__in=kinds, key=str(instance.pk)).update(is_public=False)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A privacy setting hides, or shows again, a page and everything beneath it."""
    for page in Page.objects.descendant_of(instance.page, inclusive=True).specific():
        follow(page)


@receiver(post_save, sender=Organ)
def organ_saved(sender: type, instance: Organ, raw: bool = False, **kwargs: Any) -> None:
    """The listings of an organ bear its present name."""
    from django.utils import timezone

    if not raw:
        for listing in Listing.objects.filter(kind=Listing.Kind.ORGAN, key=instance.code):
            ensure(listing.site_id, organ_listing(instance), timezone.now())


