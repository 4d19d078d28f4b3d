"""The one service that opens a site."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Site

from organs.models import Organ
from register.sequence import hold

from ..models import ColumnPage, HomePage, SiteSettings
from ..models.listing_pages import ListingPage
from . import recording
from .hosts import settled_host
from .plans import Plan, PlannedColumn

NameOfUid = Callable[[str], uuid.UUID]


@dataclass(frozen=True)
class Opened:
    """A site, and whether it was made just now."""

    site: Site
    made: bool


def open_site(
    organ: Organ,
    host: str,
    plan: Plan,
    *,
    legal_name: str = "",
    user: Any = None,
    uid_of: NameOfUid | None = None,
    dry_run: bool = False,
    **facts: Any,
) -> Opened:
    """Open the site of `organ` at `host`, with the columns of `plan`, all of them live; what is there stays untouched.

    `facts` are further fields of `SiteSettings`; `uid_of` gives the uid of a column by its slug, where uids must be
    known beforehand; `dry_run` does everything and undoes it. Opening the same site of the same organ again makes
    nothing. Raises ValidationError by field: `organ` when it exists no more, `host` when it is malformed or another
    site's, others as `SiteSettings` judges.
    """
    Site.clear_site_root_paths_cache()
    try:
        with transaction.atomic():
            hold()
            host = checked_host(host, organ)
            existing = site_at(host)
            if existing is None:
                settings = settings_for(organ, legal_name, facts)
                site = make_site(organ, host, settings, user)
                add_columns(site.root_page, organ, plan, uid_of or (lambda slug: uuid.uuid4()), user)
                recording.opened(site, settings, user, plan.name)
                transaction.set_rollback(dry_run)
        return Opened(existing or site, made=existing is None)
    finally:
        # Wagtail caches where sites begin for every process; what it read meanwhile may have been undone.
        Site.clear_site_root_paths_cache()


def make_site(organ: Organ, host: str, settings: SiteSettings, user: Any) -> Site:
    """Home page, Wagtail's site and what it says of itself. The first one of an installation is the default site, in the
    place of the one that a fresh Wagtail brings."""
    home = add_home(organ, host, settings, user)
    default = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    site = default if default is None or is_stock(default) else Site(port=default.port)
    site = site or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname, site.root_page, site.site_name = host, home, settings.legal_name
    site.save()
    if welcome is not None:
        welcome.delete()
    log(instance=site, action="wagtail.create", user=user)
    settings.site = site
    settings.pk = SiteSettings.objects.filter(site=site).values_list("pk", flat=True).first()
    settings.save()
    return site


def site_at(host: str) -> Site | None:
    return next((one for one in Site.objects.filter(hostname=host) if not is_stock(one)), None)


def is_stock(site: Site) -> bool:
    """Whether `site` is the one that a fresh Wagtail brings: it shows a page of no type, alone."""
    return site.root_page.specific_class is Page and site.root_page.is_leaf()


def checked_host(host: str, organ: Organ) -> str:
    """`host` as it is stored. Raises ValidationError by field."""
    if organ.status != Organ.Status.ACTIVE:
        raise ValidationError({"organ": _("“%(name)s”已撤并，不能开设网站。") % {"name": organ.name}})
    try:
        host = settled_host(host)
    except ValidationError as error:
        raise ValidationError({"host": error}) from error
    taken = site_at(host)
    owner = SiteSettings.objects.filter(site=taken).values_list("organ", flat=True).first() if taken else None
    if taken and owner != organ.pk:
        message = _("域名“%(host)s”已由“%(site)s”使用，请换一个域名。")
        raise ValidationError({"host": message % {"host": host, "site": taken.site_name or taken.hostname}})
    return host


def settings_for(organ: Organ, legal_name: str, facts: dict[str, Any]) -> SiteSettings:
    """What the new site says of itself; what nobody gave is taken from the organ. Raises ValidationError by field."""
    known = {"sponsor": organ.name[:80], "address": organ.address, "telephone": organ.telephone}
    settings = SiteSettings(
        organ=organ, legal_name=legal_name.strip() or organ.name, **{**known, **{k: v for k, v in facts.items() if v}}
    )
    settings.full_clean(exclude=["site"])
    return settings


def add_home(organ: Organ, host: str, settings: SiteSettings, user: Any) -> HomePage:
    """The home page, beside those of the other sites; its slug is seen by nobody and only has to be free."""
    root = Page.get_first_root_node()
    slug = slugify(host.replace(".", "-"))[:200]
    if not Page._slug_is_available(slug, root):
        slug = f"{slug}-{uuid.uuid4().hex[:8]}"
    introduction = _("%(name)s网站：发布%(organ)s的工作动态、通知公告和政策文件，公开政府信息。") % {
        "name": settings.legal_name,
        "organ": organ.short_name,
    }
    home = HomePage(title=settings.legal_name, slug=slug, introduction=introduction[:200], owner=user)
    root.add_child(instance=home)
    log(instance=home, action="wagtail.create", user=user)
    return home


def add_columns(home: HomePage, organ: Organ, plan: Plan, uid_of: NameOfUid, user: Any) -> None:
    """The columns of `plan` beneath `home`. Raises ValidationError that names the column."""
    made: dict[str, ListingPage] = {"": home}
    for planned in plan.columns:
        column = column_of(planned, organ, uid_of(planned.slug), user)
        try:
            made[planned.parent].add_child(instance=column)
        except ValidationError as error:
            message = _("栏目“%(title)s”：%(errors)s") % {"title": planned.title, "errors": "；".join(error.messages)}
            raise ValidationError({"template": message}) from error
        log(instance=column, action="wagtail.create", user=user)
        made[planned.slug] = column


def column_of(planned: PlannedColumn, organ: Organ, uid: uuid.UUID, user: Any) -> ColumnPage:
    """The column that is planned, for `organ`, unsaved."""
    return ColumnPage(
        uid=uid,
        organ=organ,
        owner=user,
        slug=planned.slug,
        title=planned.title,
        description=named(planned.description, organ),
        keywords=named(planned.keywords, organ),
        column_type=planned.column_type,
        column_type_other=planned.column_type_other,
        update_class=planned.update_class,
        promised_days=planned.promised_days,
        show_in_menus=planned.show_in_menus and not planned.parent,
    )


def named(text: str, organ: Organ) -> str:
    """`text` of a template, with the name of the organ in its place."""
    return text.replace("{organ}", organ.short_name)
