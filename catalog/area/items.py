"""The tree of items that the public sees: those in which something is public, nothing empty."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.views.chrome import Chrome, Link
from register.models import Listing

from ..catalogue_items import ARTICLES, ITEMS, CatalogueItem, number_of, way_to
from ..listings import AREA, CATALOGUE, path_of


@dataclass
class Branch:
    """One item with those beneath it."""

    item: CatalogueItem
    url: str
    number: str
    is_current: bool = False
    children: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """The items of one article."""

    title: str
    branches: list[Branch]


def tree(site: Site, current: str = "") -> list[Group]:
    """Items with live publications on `site`, with those above them, by article; `current` is marked. One query."""
    listings = Listing.objects.filter(site=site, kind=Listing.Kind.CATALOGUE, is_public=True)
    codes = listings.with_entries().values_list("key", flat=True)
    filled = {item.code for code in codes for item in way_to(code)}
    branches = {
        code: Branch(item, path_of(code), number_of(item), code == current)
        for code, item in ITEMS.items()
        if code in filled
    }
    for branch in branches.values():
        if branch.item.parent in branches:
            branches[branch.item.parent].children.append(branch)
    top = [one for one in branches.values() if one.item.parent not in branches]
    groups = [Group(str(title), [one for one in top if one.item.article == key]) for key, title in ARTICLES.items()]
    return [group for group in groups if group.branches]


def area_link() -> Link:
    return {"title": _("政府信息公开"), "url": AREA}


def catalogue_link() -> Link:
    return {"title": _("法定主动公开内容"), "url": CATALOGUE}


def item_context(context: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """What the page of one item shows beside its entries. One query. Raises Http404 for an empty one."""
    if not context["entries"] and not context["is_archive"]:
        raise Http404(_("该事项下没有公开的信息。"))  # its feeds still tell what became of what was there
    chrome: Chrome = context["chrome"]
    item = ITEMS.get(listing.key)
    above = [{"title": one.title, "url": path_of(one.code)} for one in way_to(listing.key) if one != item]
    chrome.breadcrumbs[1:1] = [area_link(), *([catalogue_link(), *above] if item else [])]
    return {"item": item, "tree": tree(chrome.site, listing.key), "catalogue_url": CATALOGUE}
