"""All listings of a site that can be subscribed to, in the groups in which people look for them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from register.models import Listing

from .conditional import fingerprint

TITLES = {
    Listing.Kind.HOME: _("全部信息"),
    Listing.Kind.COLUMN: _("按栏目"),
    Listing.Kind.TOPIC: _("专题"),
    Listing.Kind.ORGAN: _("按发布机构"),
    Listing.Kind.CATALOGUE: _("政府信息公开目录"),
}


@dataclass(frozen=True)
class Group:
    title: str
    listings: list[Listing]


def groups_of(site: Site) -> list[Group]:
    """Public listings: the home page, columns as the tree orders them, organs and items of the catalogue by their codes.
    Empty columns too: who follows a site may subscribe before the first text. One query."""
    listings = list(Listing.objects.filter(site=site, is_public=True).order_by("tree_path", "path"))
    groups = [Group(str(title), [one for one in listings if one.kind == kind]) for kind, title in TITLES.items()]
    return [group for group in groups if group.listings]


def directory_etag(site: Site, root: str, groups: list[Group]) -> str:
    """Validator over everything that a list of listings shows."""
    listings = [listing for group in groups for listing in group.listings]
    rows = [f"{one.pk} {one.path} {one.title} {one.description} {one.changed_at.isoformat()}" for one in listings]
    return fingerprint(1, root, site.site_name, *rows)
