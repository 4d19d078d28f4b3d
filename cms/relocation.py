"""A column that takes another address, title or place, and everything beneath that follows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from organs.models import Organ
from register.facts import ListingFacts
from register.languages import MAIN, tag_of
from register.listings import ensure
from register.models import Entry
from register.relocation import BATCH, Relocation, relocate

from .entries import follow_linking, left_address, redirect
from .facts import listing_facts, organ_listing
from .models import ColumnPage
from .models.listing_pages import ListingPage
from .topics.members import settle_below as settle_topics


@dataclass
class Below:
    """Columns beneath one that moved, each with its new address and the facts of all listings above its entries.

    Addresses are computed from slugs, because the stored ones of descendants may not have followed yet.
    """

    addresses: dict[str, str]
    columns: dict[str, ListingPage]
    facts: dict[str, tuple[ListingFacts, ...]]
    language: str
    organs: dict[int, ListingFacts] = field(default_factory=dict)

    def add(self, column: ColumnPage) -> ListingFacts:
        """Take in a column whose parent is in already, and return the facts of its listing."""
        parent = column.path[: -column.steplen]
        self.addresses[column.path] = f"{self.addresses[parent]}{column.slug}/"
        own = listing_facts(column, self.addresses[column.path], self.language)
        self.columns[column.path] = column
        self.facts[column.path] = (*self.facts[parent], own)
        return own

    def relocation(self, entry: Entry) -> Relocation:
        """Where `entry` stands; its page's row tells the slug and the place in the tree."""
        page = entry.page
        assert page is not None  # asked for in `entries_below`
        parent = page.path[: -page.steplen]
        column = self.columns[parent]
        title = column.title if isinstance(column, ColumnPage) else ""
        rest = entry.categories[1:] if entry.categories[:1] == [entry.column_title] else entry.categories
        return Relocation(
            entry_id=entry.pk,
            url=f"{self.addresses[parent]}{page.slug}/",
            tree_path=page.path,
            column_id=column.pk if title else None,
            column_title=title,
            categories=list(dict.fromkeys([title, *rest] if title else rest)),
            listings=(*self.facts[parent], *((self.organ(entry.organ_id),) if self.language == MAIN else ())),
        )

    def organ(self, organ_id: int) -> ListingFacts:
        if organ_id not in self.organs:
            self.organs[organ_id] = organ_listing(Organ.objects.get(pk=organ_id))
        return self.organs[organ_id]


def relocate_below(page: ListingPage, site_id: int, at: datetime) -> None:
    """Let listings and entries beneath `page` follow its new address."""
    above = [one for one in page.get_ancestors().specific() if isinstance(one, ListingPage)]
    language = tag_of(page.locale.language_code)
    own_facts = tuple(listing_facts(one, language=language) for one in [*above, page])
    below = Below({page.path: page.get_url_parts()[2]}, {page.path: page}, {page.path: own_facts}, language)
    left = []
    for column in ColumnPage.objects.descendant_of(page).order_by("path"):
        facts = below.add(column)
        left += left_address(site_id, facts)
        ensure(site_id, facts, at)
    moved = relocate((below.relocation(entry) for entry in entries_below(page)), at)
    redirect([*left, *moved])
    follow_linking([one.page_id for one in [*left, *moved] if one.page_id], at)
    settle_topics(page, site_id, at)


def entries_below(page: ListingPage) -> Iterator[Entry]:
    """Live entries of pages beneath `page`, without their content; read in batches."""
    rows = Entry.objects.live().filter(page__path__startswith=page.path).select_related("page").order_by("pk")
    rows = rows.only("categories", "column_title", "organ_id", "page__path", "page__depth", "page__slug")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield from batch
