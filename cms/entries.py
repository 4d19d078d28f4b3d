"""What pages say to the register: who is public, and what the public sees of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from intake.sanitize import clean_html
from register import services
from register.facts import EntryFacts, ListingFacts
from register.listings import ensure
from register.models import Change, Entry, Listing
from register.relocation import Relocation, relocate

from .blocks.media import attachment, picture
from .models import ColumnPage, HomePage, PublicationPage
from .models.listing_pages import ListingPage

Reason = Entry.Reason


def follow(page: Page, at: datetime | None = None) -> None:
    """Make the register say what `page`, as it is stored, lets the public see. Safe to call at any time."""
    if isinstance(page, PublicationPage):
        follow_publication(page, at)
    elif isinstance(page, ListingPage):
        follow_listing(page, at)


def follow_publication(page: PublicationPage, at: datetime | None = None) -> Change | None:
    """Record or withdraw the entry of `page`, whichever it calls for; an address it left leads to its new one."""
    entry = Entry.objects.filter(uid=page.uid).first()
    facts = facts_of(page)
    if facts is None:
        return services.withdraw(entry, withdrawal_reason(page), at) if entry and entry.is_live else None
    change = services.record(facts, at)
    if change and entry and entry.url != facts.url:
        redirect([(facts.site_id, entry.url, page.pk)])
    return change


def withdrawal_reason(page: PublicationPage) -> str:
    """Why a page that is not public is not."""
    if page.live:
        return Reason.RESTRICTED
    return Reason.EXPIRED if page.expired else Reason.UNPUBLISHED


def is_public(page: PublicationPage) -> bool:
    """True when anybody may read `page`: live, 主动公开, inside a site, and behind no privacy setting."""
    return (
        page.live
        and page.disclosure_attribute == PublicationPage.DisclosureAttribute.PROACTIVE
        and page.get_url_parts() is not None
        and not page.get_view_restrictions().exists()
    )


def facts_of(page: PublicationPage) -> EntryFacts | None:
    """What the public sees of `page`, or None when it sees nothing of it."""
    if not is_public(page):
        return None
    site_id, _root, url = page.get_url_parts()
    above = list(page.get_ancestors().specific())
    column = above[-1] if above and isinstance(above[-1], ColumnPage) else None
    added = page.entry_facts()
    categories = [column.title] if column else []
    return EntryFacts(
        uid=page.uid,
        site_id=site_id,
        organ_id=page.organ_id,
        page_id=page.pk,
        tree_path=page.path,
        url=url,
        kind=page.kind,
        title=page.title,
        column_id=column.pk if column else None,
        column_title=column.title if column else "",
        first_published_at=page.first_published_at,
        summary=page.summary,
        content_html=body_html(page),
        categories=tuple(dict.fromkeys([*categories, *added.pop("categories", [])])),
        keywords=tuple(sorted(tag.name for tag in page.keywords.all())),
        attachments=tuple(attachments_of(page)),
        source=page.source_label,
        author=page.author,
        issued_on=page.issued_on,
        importance=page.importance,
        extra={**extra_of(page), **added.pop("extra", {})},
        original_published_at=page.original_published_at,
        listings=tuple(listings_of(page, site_id, above)),
        files=frozenset(files_of(page)),
        **added,
    )


def extra_of(page: PublicationPage) -> dict[str, Any]:
    """Facts that every type carries beside the common columns; the first picture stands for the page in lists."""
    extra: dict[str, Any] = {"department": page.department, "editor": page.editor}
    for block in blocks_of(page, "image"):
        if block.value.get("image"):
            extra["picture"] = picture(block.value)
            break
    return {name: value for name, value in extra.items() if value}


def body_html(page: PublicationPage) -> str:
    """The body as a clean fragment: allowed elements, no classes, addresses as paths."""
    return clean_html("\n".join(block.render() for block in page.body))


def blocks_of(page: PublicationPage, kind: str) -> Iterator[Any]:
    """Blocks of one kind in the body, in order."""
    return (block for block in page.body if block.block_type == kind)


def attachments_of(page: PublicationPage) -> Iterator[dict[str, Any]]:
    """Attachments with `url`, `title`, `type`, `size` and `sha256`."""
    for block in blocks_of(page, "attachment"):
        if block.value.get("document"):
            yield attachment(block.value)


def files_of(page: PublicationPage) -> Iterator[tuple[str, int]]:
    """Uploads that the page names, as (kind, id)."""
    for block in blocks_of(page, "attachment"):
        if block.value.get("document"):
            yield "document", block.value["document"].pk
    for block in blocks_of(page, "image"):
        if block.value.get("image"):
            yield "image", block.value["image"].pk


def listings_of(page: PublicationPage, site_id: int, above: list[Page]) -> Iterator[ListingFacts]:
    """Listings that carry the page: its site's home, every column above it, its organ."""
    for ancestor in above:
        if isinstance(ancestor, ListingPage):
            yield listing_facts(ancestor)
    yield organ_listing(page.organ)


def organ_listing(organ: Any) -> ListingFacts:
    description = f"{organ.name}发布的全部信息"
    return ListingFacts(Listing.Kind.ORGAN, organ.code, organ.public_url, organ.name, description)


def listing_facts(page: ListingPage, path: str | None = None) -> ListingFacts:
    """The listing of a home page or column; `path` when the page's own is not settled yet."""
    kind = Listing.Kind.HOME if isinstance(page, HomePage) else Listing.Kind.COLUMN
    if path is None:
        parts = page.get_url_parts()
        path = parts[2] if parts else ""
    public = page.live and bool(path)
    return ListingFacts(kind, str(page.pk), path, page.title, page.description, page.path, public)


def follow_listing(page: ListingPage, at: datetime | None = None) -> None:
    """Bring the listing of `page` up to date and, when its address, place or title changed, all entries beneath."""
    from django.utils import timezone

    parts = page.get_url_parts()
    if parts is None:
        return
    facts = listing_facts(page)
    before = Listing.objects.filter(site_id=parts[0], kind=facts.kind, key=facts.key).first()
    redirect(left_address(parts[0], facts))
    ensure(parts[0], facts, at or timezone.now())
    if before and (before.path, before.title, before.tree_path) != (facts.path, facts.title, facts.tree_path):
        relocate_below(page, parts[0], at)


def relocate_below(page: ListingPage, site_id: int, at: datetime | None = None) -> None:
    """Let listings and entries beneath `page` follow its new address. Addresses are computed from slugs, because
    the stored ones of descendants may not have followed yet."""
    from django.utils import timezone

    addresses = {page.pk: page.get_url_parts()[2]}
    left: list[tuple[int, str, int]] = []
    above: dict[int, list[ListingPage]] = {
        page.pk: [*(one for one in page.get_ancestors().specific() if isinstance(one, ListingPage)), page]
    }
    parents = {page.path: page.pk}
    columns = ColumnPage.objects.descendant_of(page).order_by("path")
    for column in columns:
        parent = parents[column.path[: -column.steplen]]
        addresses[column.pk] = f"{addresses[parent]}{column.slug}/"
        above[column.pk] = [*above[parent], column]
        parents[column.path] = column.pk
        facts = listing_facts(column, addresses[column.pk])
        left += left_address(site_id, facts)
        ensure(site_id, facts, at or timezone.now())
    rows = Entry.objects.live().filter(page__path__startswith=page.path).exclude(page=None)
    moved = relocate([relocation(entry, above, addresses, parents) for entry in rows.select_related("page", "organ")], at)
    redirect(left + [(site_id, old, entry.page_id) for entry, old in moved if old != entry.url])


def left_address(site_id: int, facts: ListingFacts) -> list[tuple[int, str, int]]:
    """The address that a listing leaves by becoming what `facts` say, as an argument of `redirect`."""
    rows = Listing.objects.filter(site_id=site_id, kind=facts.kind, key=facts.key).exclude(path=facts.path)
    return [(site_id, path, int(facts.key)) for path in rows.values_list("path", flat=True)]


def relocation(
    entry: Entry, above: dict[int, list[ListingPage]], addresses: dict[int, str], parents: dict[str, int]
) -> Relocation:
    """Where `entry` stands beneath columns whose addresses are `addresses`."""
    page = entry.page
    parent = parents[page.path[: -page.steplen]]
    columns = above[parent]
    title = columns[-1].title
    rest = entry.categories[1:] if entry.categories[:1] == [entry.column_title] else entry.categories
    facts = [listing_facts(one, addresses.get(one.pk)) for one in columns] + [organ_listing(entry.organ)]
    return Relocation(
        entry_id=entry.pk,
        url=f"{addresses[parent]}{page.slug}/",
        tree_path=page.path,
        column_id=parent,
        column_title=title,
        categories=list(dict.fromkeys([title, *rest])),
        listings=tuple(facts),
    )


def redirect(moves: list[tuple[int, str, int]]) -> None:
    """Let addresses that were left, as (site, path, page), lead to the page that left them."""
    old_paths = [Redirect.normalise_path(path) for _site, path, _page in moves]
    Redirect.objects.filter(old_path__in=old_paths).delete()
    Redirect.objects.bulk_create(
        [
            Redirect(
                site_id=site_id,
                old_path=Redirect.normalise_path(path),
                redirect_page_id=page_id,
                automatically_created=True,
            )
            for site_id, path, page_id in moves
        ],
        500,
    )


def publication_models() -> list[type[PublicationPage]]:
    """Every concrete type of publication."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, PublicationPage)]


def all_publications() -> Iterator[models.QuerySet]:
    """A queryset for each type, whatever the state of its pages."""
    for model in publication_models():
        yield model.objects.select_related("organ").order_by("pk")
