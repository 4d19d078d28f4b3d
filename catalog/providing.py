"""`catalog` as a provider of the register: no entries of its own (pages are the business of `cms`), but its listings."""

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime

from register.facts import EntryFacts, ListingFacts
from register.models import Entry, Listing

from .catalogue_items import ITEMS
from .listings import listings_of


class CatalogueProvider:
    """Speaks for the listings of the catalogue: of every item in which something is, or was, public on a site."""

    name = "catalog"

    def kinds(self) -> Collection[str]:
        return ()

    def count(self) -> int:
        return 0

    def current(self) -> Iterator[EntryFacts]:
        return iter(())

    def unregistered(self) -> Iterator[tuple[uuid.UUID, str]]:
        return iter(())

    def facts(self, uid: uuid.UUID) -> EntryFacts | None:
        return None

    def follow(self, uid: uuid.UUID, at: datetime) -> None:
        """Nothing: no kind of entry is this room's."""

    def listings(self) -> Iterator[tuple[int, ListingFacts]]:
        told = set()
        for site_id, code in sorted(used_codes()):
            for facts in listings_of(code) if code in ITEMS else ():
                if (site_id, facts.key) not in told:
                    told.add((site_id, facts.key))
                    yield site_id, facts


def used_codes() -> set[tuple[int, str]]:
    """(site, item) of what is or was public, and of items that readers know although all in them was filed elsewhere."""
    entries = Entry.objects.exclude(catalogue="").order_by()
    known = Listing.objects.filter(kind=Listing.Kind.CATALOGUE, is_public=True)
    return {*entries.values_list("site_id", "catalogue").distinct(), *known.values_list("site_id", "key")}
