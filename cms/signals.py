"""Where pages meet the register: on saving and deleting any page, whoever does it.

Wagtail's own signals miss expiry, deletion, actions on descendants and the base `Page.save`; Django's do not.
The register's lock is taken before a page's row is written, and everything is read under it.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move, pre_page_move

from organs.models import Organ
from register.listings import close, ensure, retell
from register.models import Entry, Listing
from register.sequence import hold

from .clearance import deleting, gate, moving, privacy
from .entries import follow, follow_all, linking_to, withdraw
from .facts import organ_listing
from .models import SiteSettings
from .models.files import ImmutableFileMixin
from .sites import names
from .topics.members import dissolve
from .tree import settle


@receiver(pre_save)
def page_saving(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Take the lock (`Page.save` has opened a transaction), write back nothing that others changed meanwhile, and let
    nothing become public that nobody signed."""
    if not isinstance(instance, Page):
        return
    if not raw and transaction.get_connection().in_atomic_block:
        hold()
        settle(instance, update_fields)
    gate.admit(instance, update_fields, raw=raw)


@receiver(post_save)
def page_saved(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Follow a saved page. A partial save, or one through the base class, holds less than is stored: read it anew."""
    if raw or not isinstance(instance, Page):
        return
    gate.leave(instance)
    if update_fields is not None and DRAFT_FIELDS.issuperset(update_fields):
        return
    whole = update_fields is None and type(instance) is instance.specific_class
    follow(instance if whole else Page.objects.get(pk=instance.pk).specific)


DRAFT_FIELDS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "locked"}
"""What a new revision writes into the row of its page; none of it is public."""


@receiver(pre_page_move)
def page_moving(sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Lock before the tree is rewritten, and keep what was signed for one organ out of the columns of another."""
    with transaction.atomic():
        hold()
        moving.admit(instance, parent_page_before, parent_page_after)


@receiver(post_page_move)
def page_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """A moved page was saved before its descendants' addresses followed; look again now that they have."""
    with transaction.atomic():
        hold()
        follow(Page.objects.get(pk=instance.pk).specific)


@receiver(pre_delete, sender=Page)
def page_deleted(sender: type, instance: Page, **kwargs: Any) -> None:
    """Withdraw the entry of a page before its row goes, and close its listing. Each deletion ends in this class.

    A publication that is live is taken down first, with a reason."""
    hold()
    deleting.admit(instance)
    for entry in Entry.objects.live().filter(page_id=instance.pk):
        withdraw(entry, Entry.Reason.DELETED)
    instance.named_by = linking_to([str(instance.pk)])  # the rows that tell it go with the page
    kinds = [Listing.Kind.COLUMN, Listing.Kind.HOME]
    close(Listing.objects.filter(kind__in=kinds, key=str(instance.pk)), timezone.now())
    dissolve(instance.pk, timezone.now())


@receiver(post_delete, sender=Page)
def page_gone(sender: type, instance: Page, **kwargs: Any) -> None:
    """Texts that link to what is no more say so."""
    follow_all(getattr(instance, "named_by", ()))


@receiver(pre_save, sender=PageViewRestriction)
def privacy_changing(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Nothing below the home page of a site is half public."""
    privacy.admit(instance)


@receiver(pre_delete)
def upload_deleting(sender: type, instance: Any, **kwargs: Any) -> None:
    """A file that the public reads stays."""
    if isinstance(instance, ImmutableFileMixin):
        deleting.admit_upload(instance)


@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=Site)
def names_changed(sender: type, **kwargs: Any) -> None:
    names.forget()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A privacy setting hides, or shows again, a page and everything beneath it."""
    with transaction.atomic():
        hold()
        for page in Page.objects.descendant_of(instance.page, inclusive=True).specific().iterator():
            follow(page)


@receiver(post_save, sender=Site)
def site_saved(sender: type, instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """A site that begins at another page gives addresses to everything beneath it.

    Another process may read the old sites into the cache before this transaction is over; it is emptied then again.
    """
    transaction.on_commit(Site.clear_site_root_paths_cache)
    home = Listing.objects.filter(site=instance, kind=Listing.Kind.HOME, key=str(instance.root_page_id), is_public=True)
    if raw or home.exists():
        return
    Site.clear_site_root_paths_cache()  # Wagtail does so too, but after us
    with transaction.atomic():
        hold()
        for page in Page.objects.descendant_of(instance.root_page, inclusive=True).specific().iterator():
            follow(page)


@receiver(post_save, sender=Organ)
def organ_saved(sender: type, instance: Organ, raw: bool = False, **kwargs: Any) -> None:
    """The listings of an organ bear its present name, and so does the source of what it published; the home page of
    its own site tells where it is reached."""
    if raw:
        return
    with transaction.atomic():
        hold()
        SiteSettings.objects.filter(organ=instance).update(changed_at=timezone.now())
        listings = list(Listing.objects.filter(kind=Listing.Kind.ORGAN, key=instance.code))
        for listing in listings:
            ensure(listing.site_id, organ_listing(instance), timezone.now())
        if any(listing.title != instance.name for listing in listings):
            retell(instance, timezone.now())
            for page in Page.objects.filter(entry__organ=instance, entry__withdrawn_at=None).specific().iterator():
                follow(page)
