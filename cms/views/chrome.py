"""What surrounds the content of every public page: names, navigation, breadcrumb, feeds, META tags."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from register.addresses import absolute, public_address
from register.models import Listing

from ..models import HomePage, SiteSettings

FEEDS = (("application/rss+xml", "rss", "RSS"), ("application/atom+xml", "atom", "Atom"), ("application/feed+json", "json", "JSON Feed"))  # fmt: skip
NAVIGATION_LIMIT = 8

Link = dict[str, Any]


@dataclass
class Chrome:
    """Everything that `cms/base.html` shows around a page. Links are dicts with `title` and `url` (a path)."""

    site: Site
    site_settings: SiteSettings
    home: Page | None
    root: str
    canonical: str
    title: str
    emblem: dict[str, Any] = field(default_factory=dict)
    navigation: list[Link] = field(default_factory=list)
    breadcrumbs: list[Link] = field(default_factory=list)
    feeds: list[Link] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    open_graph: list[tuple[str, str]] = field(default_factory=list)
    json_ld: dict[str, Any] = field(default_factory=dict)


def chrome_for(
    site: Site, path: str, title: str, *, tree_path: str = "", listing: Listing | None = None, description: str = ""
) -> Chrome:
    """The surroundings of the page at `path`. Costs four queries, whatever the size of the site.

    `tree_path` is the materialised path of the page, from which breadcrumb and current column follow; `listing` the
    one whose feeds the page announces, the home's when there is none.
    """
    settings = SiteSettings.of(site)
    listings = {one.tree_path: one for one in listings_above(site, tree_path)}
    home = HomePage.objects.filter(pk=site.root_page_id).first()
    root = public_address(site)
    chrome = Chrome(site, settings, home, root, absolute(site, path), title)
    chrome.emblem = settings.emblem()
    chrome.navigation = navigation(home, path)
    chrome.breadcrumbs = breadcrumbs(listings.values(), path, title)
    chrome.feeds = feed_links(listing or next(iter(listings.values()), None))
    chrome.meta = site_meta(settings, root)
    if description:
        chrome.meta.append(("description", description))
    chrome.open_graph = open_graph(chrome, description)
    return chrome


def listings_above(site: Site, tree_path: str) -> list[Listing]:
    """Public listings of the home page and the columns on the way down to `tree_path`, topmost first."""
    paths = [tree_path[:end] for end in range(Page.steplen, len(tree_path) + 1, Page.steplen)]
    wanted = paths or [site.root_page.path]
    return list(Listing.objects.filter(site=site, tree_path__in=wanted, is_public=True).order_by("tree_path"))


def navigation(home: Page | None, path: str) -> list[Link]:
    """Main columns, at most eight, with `current` on the one that holds `path`."""
    if home is None:
        return []
    columns = home.get_children().live().in_menu()[:NAVIGATION_LIMIT]
    links: list[Link] = [{"title": _("首页"), "url": "/", "current": path == "/"}]
    for column in columns:
        url = f"/{column.slug}/"
        links.append({"title": column.title, "url": url, "current": path.startswith(url)})
    return links


def breadcrumbs(listings: Iterable[Listing], path: str, title: str) -> list[Link]:
    """The way from the home page to `path`; the last link is the page itself."""
    links: list[Link] = [
        {"title": _("首页") if one.kind == Listing.Kind.HOME else one.title, "url": one.path} for one in listings
    ]
    if not links:
        links = [{"title": _("首页"), "url": "/"}]
    if links[-1]["url"] != path:
        links.append({"title": title, "url": path})
    return links


def feed_links(listing: Listing | None) -> list[Link]:
    """The three feeds of a listing, for `<link rel="alternate">` and for people."""
    if listing is None:
        return []
    return [
        {"type": kind, "title": f"{listing.title}（{name}）", "url": f"{listing.path}feed.{extension}"}
        for kind, extension, name in FEEDS
    ]


def site_meta(settings: SiteSettings, root: str) -> list[tuple[str, str]]:
    """META tags of every page (《政府网站发展指引》 annex, 网站标签)."""
    return [
        ("SiteName", settings.legal_name),
        ("SiteDomain", urlsplit(root).hostname or ""),
        ("SiteIDCode", settings.site_code),
    ]


def open_graph(chrome: Chrome, description: str) -> list[tuple[str, str]]:
    """Open Graph tags that every page has."""
    return [
        ("og:type", "website"),
        ("og:locale", "zh_CN"),
        ("og:site_name", chrome.site_settings.legal_name),
        ("og:title", chrome.title),
        ("og:url", chrome.canonical),
        *([("og:description", description)] if description else []),
    ]
