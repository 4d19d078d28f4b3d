"""Sitemaps: one section for listings, and one for every thousand entries, found by the key of the table.

An entry stays in its section for ever, so a publication touches one section and the index, whatever the size of the
site. The contrib app's paging (OFFSET, COUNT) is never used: each section is a page of its own.
"""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from lxml import etree
from wagtail.models import Site

from register.addresses import public_address
from register.models import Entry, Listing

from .moments import iso

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SIZE = 1000
"""Entries a section, at most. Small enough that a crawler reads little again after one publication; fifty million
entries fit into one index."""

Row = tuple[str, datetime]


class Section(Sitemap):
    """Addresses (paths) with the times of their last change, under the public address of a site."""

    limit = 50_000

    def __init__(self, site: Site, rows: list[Row]) -> None:
        self.rows = rows
        address = urlsplit(public_address(site))
        self.protocol, self.host = address.scheme, address.netloc

    def get_domain(self, site: object = None) -> str:
        return self.host

    def items(self) -> list[Row]:
        return self.rows

    def location(self, item: Row) -> str:
        return item[0]

    def lastmod(self, item: Row) -> datetime:
        return item[1]


def section_rows(site: Site, number: int) -> tuple[list[Row], datetime | None]:
    """Live entries of section `number`, and when anything in it changed last, withdrawals too. One query."""
    first = (number - 1) * SIZE + 1
    entries = Entry.objects.filter(site=site, id__gte=first, id__lt=first + SIZE).order_by("id")
    rows = list(entries.values_list("url", "updated_at", "withdrawn_at"))
    changed = max((updated_at for _url, updated_at, _gone in rows), default=None)
    return [(url, updated_at) for url, updated_at, gone in rows if gone is None], changed


def listing_rows(site: Site) -> tuple[list[Row], datetime | None]:
    """Home page, columns, organs and items of the catalogue, none that is empty but the home page; topics stand with the
    entries. One query."""
    listings = (
        Listing.objects.filter(site=site, is_public=True)
        .exclude(kind=Listing.Kind.TOPIC)
        .shown()
        .order_by("tree_path", "path")
    )
    rows = list(listings.values_list("path", "changed_at"))
    return rows, max((changed_at for _path, changed_at in rows), default=None)


def urlset(site: Site, rows: list[Row]) -> bytes:
    """A section as XML."""
    root = etree.Element("urlset", nsmap={None: NAMESPACE})
    for url in Section(site, rows).get_urls():
        element = etree.SubElement(root, "url")
        etree.SubElement(element, "loc").text = url["location"]
        etree.SubElement(element, "lastmod").text = iso(url["lastmod"])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def index(site: Site, sections: Iterable[tuple[int, datetime]]) -> bytes:
    """The index over `sections`, given by number and time of the last change."""
    root = etree.Element("sitemapindex", nsmap={None: NAMESPACE})
    for number, changed_at in sections:
        element = etree.SubElement(root, "sitemap")
        etree.SubElement(element, "loc").text = f"{public_address(site)}/sitemap-{number}.xml"
        etree.SubElement(element, "lastmod").text = iso(changed_at)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
