"""What the public sees of a page, as facts for the register."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page, PageViewRestriction

from intake.sanitize import clean_html
from organs.models import Organ
from register.facts import EntryFacts, LinkFacts, ListingFacts
from register.languages import MAIN, spoken, tag_of
from register.models import Listing

from .blocks import within
from .blocks.media import attachment, picture
from .clearance.digest import content_digest, content_fields, keywords_of, references
from .clearance.rules import valid_digests
from .languages.translations import TRANSLATES, links_of
from .models import ColumnPage, HomePage, PublicationKeyword, PublicationPage, UploadedDocument
from .models.listing_pages import ListingPage
from .topics.members import PublicTopic, listings_with, public_topics


class Surroundings:
    """What stands above pages, read once for all pages that share it. Keep it no longer than one reading of pages.

    `pages` are those that will be asked for: their clearances are read at once.
    """

    def __init__(self, pages: Sequence[PublicationPage] = ()) -> None:
        self.signed = valid_digests(pages) if pages else None
        self.words = keywords_by_page(pages) if pages else None
        self.restricted = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
        self.known: dict[str, list[Page]] = {}

    @cached_property
    def topics(self) -> list[PublicTopic]:
        """The topics that the public sees."""
        return public_topics()

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
    with spoken(tag_of(page.locale.language_code)):
        return told(page, around)


def told(page: PublicationPage, around: Surroundings) -> EntryFacts:
    """What the public sees of `page`, in the words of its language."""
    site_id, _root, url = page.get_url_parts()
    above = around.above(page)
    column = above[-1] if above and isinstance(above[-1], ColumnPage) else None
    language = tag_of(page.locale.language_code)
    added = page.entry_facts() if language == MAIN else abroad(page.entry_facts())
    links = page.entry_links() if language == MAIN else links_of(page)
    categories = [column.title] if column else []
    facts = EntryFacts(
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
        extra={**extra_of(page), **added.pop("extra", {}), **original_in(links)},
        original_published_at=page.original_published_at,
        language=language,
        listings=(
            *(listing_facts(one, language=language) for one in above if isinstance(one, ListingPage)),
            *((organ_listing(page.organ),) if language == MAIN else ()),
            *added.pop("listings", ()),
        ),
        files=frozenset(files_of(page)),
        links=links,
        **added,
    )
    gathered = listings_with(around.topics, facts, page.organ.code)
    return replace(facts, listings=(*facts.listings, *gathered)) if gathered else facts


def abroad(added: dict[str, Any]) -> dict[str, Any]:
    """What a type adds to its entry, for a foreign version: the catalogue counts the original."""
    kept = {name: value for name, value in added.items() if name not in OF_ORIGINALS}
    extra = {name: value for name, value in added.get("extra", {}).items() if name not in OF_ORIGINALS}
    return {**kept, "extra": extra}


def original_in(links: Iterable[LinkFacts]) -> dict[str, Any]:
    """The uid of the original among what a translation names."""
    return next(({"translation_of": str(link.target_uid)} for link in links if link.kind == TRANSLATES), {})


OF_ORIGINALS = frozenset({"listings", "catalogue", "catalogue_group", "due_on", "index_number"})
"""What only an original has: its places in the catalogue, its number, its term."""


def extra_of(page: PublicationPage) -> dict[str, Any]:
    """Facts that every type carries beside the common columns; the first picture stands for the page in lists."""
    extra: dict[str, Any] = {"department": page.department, "editor": page.editor}
    if page.correction_note and page.last_published_at:
        corrected_on = localtime(page.last_published_at).date().isoformat()
        extra |= {"correction_note": page.correction_note, "corrected_on": corrected_on}
    pictures = (value for block, stream in within.streams(page) for value in within.pictures(block, stream))
    first = next((value for value in pictures if value.get("image")), None)
    if first is not None and (shown := picture(first))["url"]:
        extra["picture"] = shown
    return {name: value for name, value in extra.items() if value}


def body_html(page: PublicationPage) -> str:
    """What the page says as a clean fragment: allowed elements, no classes, addresses as paths."""
    if page.content_template:
        return clean_html(render_to_string(page.content_template, {"page": page, "travels": True}))
    return clean_html("\n".join(block.render({"page": page}) for block in page.body))


def blocks_of(page: PublicationPage, kind: str) -> Iterator[Any]:
    """Blocks of one kind in the body, in order."""
    return (block for block in page.body if block.block_type == kind)


def attachments_of(page: PublicationPage) -> Iterator[dict[str, Any]]:
    """Attachments, wherever they stand, and files that other rows name (forms, samples), with `url`, `title`, `type`,
    `size` and `sha256`; each once."""
    values = (value for block, stream in within.streams(page) for value in within.attachments(block, stream))
    found = {one["url"]: one for one in (attachment(value) for value in values if value.get("document"))}
    for one in row_attachments(page):
        found.setdefault(one["url"], one)
    yield from found.values()


def attachments_at_foot(page: PublicationPage) -> Iterator[dict[str, Any]]:
    """The attachments of the body itself, which its page shows below the text; others stand where they belong."""
    return (attachment(block.value) for block in blocks_of(page, "attachment") if block.value.get("document"))


def row_attachments(page: PublicationPage) -> Iterator[dict[str, Any]]:
    """The files that fields of rows name, as forms and samples of materials."""
    for block, value in within.streams(page):
        if value is not page.body:
            for document in within.values_of(DocumentChooserBlock, block, value):
                if document is not None:
                    yield attachment({"document": document, "title": ""})


def files_of(page: PublicationPage) -> Iterator[tuple[str, int]]:
    """Uploads that the page names, as (kind, id): all of what its signature covers."""
    for field in content_fields(type(page)):
        for model, pk in references(page, field):
            yield "document" if issubclass(model, UploadedDocument) else "image", pk


def organ_listing(organ: Organ) -> ListingFacts:
    """The listing of everything that `organ` published."""
    description = f"{organ.name}发布的全部信息"
    return ListingFacts(Listing.Kind.ORGAN, organ.code, organ.public_url, organ.name, description)


def listing_facts(page: ListingPage, path: str | None = None, language: str = "") -> ListingFacts:
    """The listing of a home page or column; `path` when the page's own is not settled yet, `language` when it is known
    already."""
    kind = Listing.Kind.HOME if isinstance(page, HomePage) else Listing.Kind.COLUMN
    if path is None:
        parts = page.get_url_parts()
        path = parts[2] if parts else ""
    public = page.live and bool(path)
    language = language or tag_of(page.locale.language_code)
    return ListingFacts(kind, str(page.pk), path, page.title, page.description, page.path, public, language)
