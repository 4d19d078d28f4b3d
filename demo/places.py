"""Organs with whom to call there, the portal and its columns. What is there already stays as it is."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from cms.models import ColumnPage, HomePage, SiteSettings
from organs.models import Organ, OrganContact

from . import reading


@transaction.atomic
def ensure_organs() -> int:
    """Make the organs that are missing; returns how many were made."""
    made = 0
    for fields in reading.organs():
        if Organ.objects.filter(code=fields["code"]).exists():
            continue
        parent = fields.pop("parent", None)
        organ = Organ(parent=Organ.objects.get(code=parent) if parent else None, **fields)
        organ.full_clean()
        organ.save()
        made += 1
    return made


@transaction.atomic
def ensure_contacts() -> int:
    """Register whom to call in organs where nobody is registered; returns how many lines were made."""
    known = set(OrganContact.objects.values_list("organ__code", flat=True))
    wanted = [fields for fields in reading.contacts() if fields["organ"] not in known]
    for fields in wanted:
        contact = OrganContact(**{**fields, "organ": Organ.objects.get(code=fields["organ"])})
        contact.full_clean()
        contact.save()
    return len(wanted)


@transaction.atomic
def ensure_home() -> HomePage:
    """The home page of the default site, in place of the page that a fresh Wagtail brings."""
    content = reading.site()
    home = HomePage.objects.order_by("pk").first()
    if home is None:
        home = Page.get_first_root_node().add_child(instance=HomePage(**content["home"]))
        settle_site(home, content["settings"])
    return home


def settle_site(home: HomePage, facts: dict[str, Any]) -> None:
    """Let the default site begin at `home`. Host and port follow the public address at every start."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome, site.root_page, site.site_name = site.root_page_id, home, facts["legal_name"]
    site.save()
    organ = Organ.objects.get(code=facts["organ"])
    SiteSettings.objects.get_or_create(site=site, defaults={**facts, "organ": organ})
    page = Page.objects.filter(pk=welcome).first()
    if page is not None and page.specific_class is Page:
        page.delete()


@transaction.atomic
def ensure_columns(home: HomePage, wanted: set[str]) -> int:
    """Make the columns named in `wanted`, and those above them, where they are missing; returns how many were made."""
    made = 0
    for fields in needed(reading.site()["columns"], wanted):
        if find_column(fields["slug"]) is not None:
            continue
        above, organ = fields.pop("parent", None), Organ.objects.get(code=fields.pop("organ"))
        parent = (find_column(above) if above else None) or HomePage.objects.get(pk=home.pk)
        uid = reading.settled_uid("column", fields["slug"])
        column = ColumnPage(uid=uid, organ=organ, show_in_menus=not above, **fields)
        parent.add_child(instance=column)
        made += 1
    return made


def needed(columns: list[dict[str, Any]], wanted: set[str]) -> list[dict[str, Any]]:
    """The columns in `wanted` and all above them, in the order in which they are written down."""
    parents = {one["slug"]: one.get("parent") for one in columns}
    slugs: set[str | None] = set()
    for slug in wanted:
        above: str | None = slug
        while above:
            slugs.add(above)
            above = parents[above]
    return [one for one in columns if one["slug"] in slugs]


def find_column(slug: str) -> ColumnPage | None:
    """The column that was made as `slug` (on a sub-site: site/slug), whatever its address is now."""
    return ColumnPage.objects.filter(uid=reading.settled_uid("column", slug)).first()
