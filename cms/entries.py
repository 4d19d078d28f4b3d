"""Making the register say what pages say. Everything here takes the register's lock before it reads."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from register import services
from register.facts import ListingFacts
from register.listings import close, ensure
from register.models import Change, Entry, Listing
from register.relocation import Departure
from register.sequence import hold

from .facts import facts_of, listing_facts
from .models import PublicationPage, TopicPage
from .models.listing_pages import ListingPage
from .topics.members import settle

Reason = Entry.Reason


@transaction.atomic
def follow(page: Page, at: datetime | None = None) -> None:
    """Make the register say what `page`, as it is stored, lets the public see. Safe to call at any time."""
    hold()
    page.__dict__.pop("_wagtail_cached_site_root_paths", None)  # Wagtail keeps on the page where its sites once were
    if isinstance(page, PublicationPage):
        follow_publication(page, at)
        if isinstance(page, TopicPage):
            settle(page, at or timezone.now())
    elif isinstance(page, ListingPage):
        follow_listing(page, at)


def follow_publication(page: PublicationPage, at: datetime | None = None) -> Change | None:
    """Record or withdraw the entry of `page`, whichever it calls for; an address it left leads to its new one."""
    facts = facts_of(page)
    entry = Entry.objects.filter(uid=page.uid).only("url", "site_id", "withdrawn_at").first()
    if facts is None:
        return withdraw(entry, withdrawal_reason(page), at) if entry and entry.is_live else None
    change = services.record(facts, at)
    is_elsewhere = entry is not None and (entry.site_id, entry.url) != (facts.site_id, facts.url)
    if change and entry and is_elsewhere:
        redirect([Departure(entry.site_id, page.pk, entry.url)])
    if change and (entry is None or not entry.is_live or is_elsewhere):
        follow_linking([page.pk], at)
    return change


def withdraw(entry: Entry, reason: str, at: datetime | None = None, successor_url: str = "") -> Change | None:
    """Withdraw `entry`; texts that link to it say so. The register's lock is held."""
    page_id = Entry.objects.filter(pk=entry.pk).values_list("page", flat=True).first()
    change = services.withdraw(entry, reason, at, successor_url)
    if change and page_id:
        follow_linking([page_id], at)
    return change


def withdrawal_reason(page: PublicationPage) -> str:
    """Why a page that is not public is not."""
    if page.live:
        return Reason.RESTRICTED
    return Reason.EXPIRED if page.expired else Reason.UNPUBLISHED


def follow_listing(page: ListingPage, at: datetime | None = None) -> None:
    """Bring the listing of `page` up to date and, when its address, place or title changed, all entries beneath."""
    from .relocation import relocate_below

    at = at or timezone.now()
    parts = page.get_url_parts()
    if parts is None:
        return
    facts = listing_facts(page)
    before = Listing.objects.filter(site_id=parts[0], kind=facts.kind, key=facts.key).first()
    redirect(left_address(parts[0], facts))
    ensure(parts[0], facts, at)
    if before and before.is_public != facts.is_public:
        follow_linking([page.pk], at)
    if leave_other_sites(parts[0], facts, at):
        follow_below(page, at)
    elif before and (before.path, before.title, before.tree_path) != (facts.path, facts.title, facts.tree_path):
        relocate_below(page, parts[0], at)


def leave_other_sites(site_id: int, facts: ListingFacts, at: datetime) -> bool:
    """Close the listing of a page on the site from which it was moved to `site_id`; True when there was one."""
    left = Listing.objects.filter(kind=facts.kind, key=facts.key, is_public=True).exclude(site_id=site_id)
    redirect([Departure(one.site_id, int(one.key), one.path) for one in left])
    return close(left, at) > 0


def follow_below(page: ListingPage, at: datetime) -> None:
    """Follow everything beneath a page that came from another site, one by one: it happens once in years."""
    for below in page.get_descendants().specific().iterator():
        follow(below, at)


def left_address(site_id: int, facts: ListingFacts) -> list[Departure]:
    """The address that a listing leaves by becoming what `facts` say."""
    rows = Listing.objects.filter(site_id=site_id, kind=facts.kind, key=facts.key).exclude(path=facts.path)
    return [Departure(site_id, int(facts.key), path) for path in rows.values_list("path", flat=True)]


def follow_linking(page_ids: Iterable[int], at: datetime | None = None) -> None:
    """Follow the publications whose text links to pages that have other addresses now, or came, or went."""
    ids = [str(pk) for pk in page_ids]
    for start in range(0, len(ids), 500):
        follow_all(linking_to(ids[start : start + 500]), at)


def linking_to(page_ids: list[str]) -> set[int]:
    """Ids of the pages that name those of `page_ids`. One query."""
    pages = ReferenceIndex._get_base_content_type(Page)
    rows = ReferenceIndex.objects.filter(base_content_type=pages, to_content_type=pages, to_object_id__in=page_ids)
    return {int(pk) for pk in rows.exclude(content_path="").values_list("object_id", flat=True)}


def follow_all(page_ids: Iterable[int], at: datetime | None = None) -> None:
    """Follow those of `page_ids` that are public."""
    for entry in Entry.objects.live().filter(page__in=set(page_ids)).only("page_id").order_by("pk"):
        follow(Page.objects.get(pk=entry.page_id).specific, at)


def redirect(departures: list[Departure]) -> None:
    """Let addresses that were left lead to the pages that left them."""
    moves = {
        (one.site_id, Redirect.normalise_path(one.url)): one.page_id
        for one in departures
        if one.page_id and not one.url.startswith("/#")  # nobody ever saw where the register puts entries aside
    }
    paths = [path for _site, path in moves]
    for start in range(0, len(paths), 500):
        sites = {site for site, _path in moves}
        Redirect.objects.filter(site__in=sites, old_path__in=paths[start : start + 500]).delete()
    Redirect.objects.bulk_create(
        [
            Redirect(site_id=site_id, old_path=path, redirect_page_id=page_id, automatically_created=True)
            for (site_id, path), page_id in moves.items()
        ],
        500,
    )
