"""Sections of the home page, each filled from the listing of a column."""

from typing import Any

from wagtail.models import Page, Site

from organs.models import Organ
from register import pages
from register.languages import MAIN, tag_of
from register.models import Entry, Listing

from .. import presenting
from ..filled import filled
from ..models import ColumnPage
from ..topics.showing import newest_topics

LENGTHS = {"news": 7, "notices": 7, "documents": 8}
UpdateClass = ColumnPage.UpdateClass
SECTIONS = {"news": UpdateClass.NEWS, "notices": UpdateClass.NOTICES, "documents": UpdateClass.POLICY}


def home_sections(site: Site, home: Page, owner: Organ | None = None, *, foreign: bool = False) -> dict[str, Any]:
    """`headline` (Entry or None), `news`, `notices`, `documents` (dicts of `title`, `url`, `entries`), `shown` (which of
    these three: all on a site without anything, else those it has), `columns` (dicts with `children`), `organs` (departments, townships) without the site's own, and `owner`, whose site it is."""
    columns = list(filled(ColumnPage.objects.live().descendant_of(home), site).order_by("path"))
    listings = {one.key: one for one in Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, is_public=True)}
    sections: dict[str, Any] = {
        name: section(first_of(columns, update_class, home), listings, LENGTHS[name])
        for name, update_class in SECTIONS.items()
    }
    sections["shown"] = [name for name in SECTIONS if sections[name]["title"]] or list(SECTIONS)
    sections["headline"] = headline(sections["news"])
    sections["columns"] = tree(columns, home)
    sections["owner"] = owner
    sections["topics"] = newest_topics(site, tag_of(home.locale.language_code) if foreign else MAIN)
    if foreign:  # what other rooms and organs show is written in the main language
        return sections | {"owner": None, "parts": [], "organs": {"departments": [], "townships": []}}
    sections["parts"] = presenting.home_parts(site)
    organs = [one for one in Organ.objects.active().filter(code__in=organ_codes(site)) if one != owner]
    sections["organs"] = {
        "departments": [organ for organ in organs if organ.level not in TOWNSHIP and organ.parent_id],
        "townships": [organ for organ in organs if organ.level in TOWNSHIP],
    }
    return sections


TOWNSHIP = {Organ.Level.TOWNSHIP, Organ.Level.SUBDISTRICT}


def organ_codes(site: Site) -> list[str]:
    """Codes of the organs that have published on this site."""
    rows = Listing.objects.filter(site=site, kind=Listing.Kind.ORGAN, is_public=True)
    return list(rows.values_list("key", flat=True))


def first_of(columns: list[ColumnPage], update_class: str, home: Page) -> ColumnPage | None:
    """The first main column of an update class, else the first one anywhere."""
    found = [column for column in columns if column.update_class == update_class]
    main = [column for column in found if column.depth == home.depth + 1]
    return next(iter([*main, *found]), None)


def section(column: ColumnPage | None, listings: dict[str, Listing], count: int) -> dict[str, Any]:
    """Title, address and newest entries of a column's listing."""
    listing = listings.get(str(column.pk)) if column else None
    if listing is None:
        return {"title": "", "url": "", "entries": []}
    return {"title": listing.title, "url": listing.path, "entries": pages.newest(listing, count)}


def headline(news: dict[str, Any]) -> Entry | None:
    """The newest news item that has a picture, taken out of the list of news."""
    for entry in news["entries"]:
        if entry.extra.get("picture"):
            news["entries"].remove(entry)
            return entry
    return None


def tree(columns: list[ColumnPage], home: Page) -> list[dict[str, Any]]:
    """Main columns with the columns right beneath them."""
    links: dict[str, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for column in columns:
        url = (column.get_url_parts() or ("", "", "/"))[2]
        node = {"title": column.title, "url": url, "description": column.description, "children": []}
        links[column.path] = node
        parent = links.get(column.path[: -column.steplen])
        (parent["children"] if parent else top).append(node)
    return top
