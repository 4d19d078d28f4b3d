"""The listings of the catalogue: one for the whole, one for each item. Entries stand in theirs and in those above."""

from django.utils.translation import gettext as _

from register.facts import ListingFacts
from register.models import Listing

from .catalogue_items import CatalogueItem, way_to

AREA = "/zfxxgk/"
"""The fixed address of 政府信息公开 on every site."""
CATALOGUE = f"{AREA}mulu/"
WHOLE = "whole"
"""Key of the listing of the whole catalogue; the others have the codes of their items."""


def path_of(code: str) -> str:
    """Path of the page of one item."""
    return f"{CATALOGUE}{code}/"


def whole() -> ListingFacts:
    """The listing of everything that stands in the catalogue of a site."""
    description = _("依照《政府信息公开条例》第二十条、第二十一条主动公开的全部政府信息。")
    return ListingFacts(Listing.Kind.CATALOGUE, WHOLE, CATALOGUE, _("法定主动公开内容"), description)


def listing_of(item: CatalogueItem) -> ListingFacts:
    description = _("%(basis)s规定主动公开的“%(title)s”。") % {"basis": item.basis, "title": item.title}
    return ListingFacts(Listing.Kind.CATALOGUE, item.code, path_of(item.code), item.title, description)


def listings_of(code: str) -> tuple[ListingFacts, ...]:
    """The listings in which an entry of the item `code` stands."""
    return (whole(), *map(listing_of, way_to(code)))
