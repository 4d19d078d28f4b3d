"""What the public sees of a page, as facts for the register."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.timezone import localtime
from wagtail.models import Page, PageViewRestriction

from intake.sanitize import clean_html
from organs.models import Organ
from register.facts import EntryFacts, ListingFacts
from register.models import Listing

from .blocks.media import attachment, picture
from .clearance.digest import content_digest, keywords_of
from .clearance.rules import valid_digests
from .models import ColumnPage, HomePage, PublicationKeyword, PublicationPage
from .models.listing_pages import ListingPage


class Surroundings:
    """What stands above pages, read once for all pages that share it. Keep it no longer than one reading of pages.

    `pages` are those that will be asked for: their clearances are read at once.
    """

    def __init__(self, pages: Sequence[PublicationPage] = ()) -> None:
        self.signed = valid_digests(pages) if pages else None
        self.words = keywords_by_page(pages) if pages else None
        self.restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
        self.known: dict[str, list[Page]] = {}

    def hide(self, page: Page) -> bool:
        """True when a privacy setting on the page, or on one above it, keeps the public out."""
        return bool(self.restricted) and page.path.startswith(self.restricted)

    def clears(self, page: PublicationPage) -> bool:
        """True when a valid clearance covers exactly what `page` holds."""
        signed = valid_digests([page]) if self.signed is None else self.signed
        return (page.pk, page.uid, content_digest(page, keywords=self.keywords(page))) in signed

    def keywords(self, page: PublicationPage) -> list[str]:
        """The keywords of `page`, sorted."""
        return keywords_of(page) if self.words is None else self.words.get(page.pk, [])

    def above(self, page: Page) -> list[Page]:
        """The pages above, from the root on, each of its own type."""
        parent_path = page.path[: -page.steplen]
        if parent_path not in self.known:
            self.known[parent_path] = list(page.get_ancestors().specific())
        return self.known[parent_path]


def keywords_by_page(pages: Sequence[PublicationPage]) -> dict[int, list[str]]:
    """Keywords as they are stored, by page id. One query."""
    rows = PublicationKeyword.objects.filter(content_object__in=[page.pk for page in pages])
    found: dict[int, list[str]] = {}
    for page_id, name in rows.order_by("tag__name").values_list("content_object_id", "tag__name"):
        found.setdefault(page_id, []).append(name)
    return {page_id: sorted(names) for page_id, names in found.items()}


def is_public(page: PublicationPage, around: Surroundings) -> bool:
    """True when anybody may read `page`: live, 主动公开, inside a site, behind no privacy setting, and signed as it is."""
    return (
        page.live
        and page.disclosure_attribute == PublicationPage.DisclosureAttribute.PROACTIVE
        and page.get_url_parts() is not None
        and not around.hide(page)
        and around.clears(page)
    )


def facts_of(page: PublicationPage, around: Surroundings | None = None) -> EntryFacts | None:
    """What the public sees of `page`, or None when it sees nothing of it."""
    around = around or Surroundings()
    if not is_public(page, around):
        return None
    site_id, _root, url = page.get_url_parts()
    above = around.above(page)
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
        keywords=tuple(around.keywords(page)),
        attachments=tuple(attachments_of(page)),
        source=page.source_label,
        author=page.author,
        issued_on=page.issued_on,
        importance=page.importance,
        extra={**extra_of(page), **added.pop("extra", {})},
        original_published_at=page.original_published_at,
        listings=(*(listing_facts(one) for one in above if isinstance(one, ListingPage)), organ_listing(page.organ)),
        files=frozenset(files_of(page)),
        **added,
    )


def extra_of(page: PublicationPage) -> dict[str, Any]:
    """Facts that every type carries beside the common columns; the first picture stands for the page in lists."""
    extra: dict[str, Any] = {"department": page.department, "editor": page.editor}
    if page.correction_note and page.last_published_at:
        corrected_on = localtime(page.last_published_at).date().isoformat()
        extra |= {"correction_note": page.correction_note, "corrected_on": corrected_on}
    for block in blocks_of(page, "image"):
        if block.value.get("image"):
            extra["picture"] = picture(block.value)
            break
    return {name: value for name, value in extra.items() if value}


def body_html(page: PublicationPage) -> str:
    """The body as a clean fragment: allowed elements, no classes, addresses as paths."""
    return clean_html("\n".join(block.render({"page": page}) for block in page.body))


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


def organ_listing(organ: Organ) -> ListingFacts:
    """The listing of everything that `organ` published."""
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
