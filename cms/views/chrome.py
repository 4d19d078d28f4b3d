"""What surrounds the content of every public page: names, navigation, breadcrumb, feeds, META tags."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from register.addresses import absolute, public_address
from register.languages import MAIN, native_name
from register.models import Listing

from .. import presenting
from ..filled import filled
from ..models import SiteSettings

FEEDS = (("application/rss+xml", "rss", "RSS"), ("application/atom+xml", "atom", "Atom"), ("application/feed+json", "json", "JSON Feed"))  # fmt: skip
NAVIGATION_LIMIT = 8

Link = dict[str, Any]


class Version(Protocol):
    """A page that says the same in another language: an entry, or a listing."""

    language: str

    @property
    def address(self) -> str:
        """Its path."""


@dataclass
class Chrome:
    """Everything that `cms/base.html` shows around a page. Links are dicts with `title` and `url` (a path); `language` is
    a tag, `alternates` are the versions of the page as (tag, absolute address)."""

    site: Site
    site_settings: SiteSettings
    language: str
    home_url: str
    root: str
    canonical: str
    title: str
    emblem: dict[str, Any] = field(default_factory=dict)
    navigation: list[Link] = field(default_factory=list)
    breadcrumbs: list[Link] = field(default_factory=list)
    feeds: list[Link] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    languages: list[Link] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    open_graph: list[tuple[str, str]] = field(default_factory=list)
    json_ld: dict[str, Any] = field(default_factory=dict)

    @property
    def site_name(self) -> str:
        """What the site is called in the language of the page."""
        settings = self.site_settings
        return str(settings.legal_name if self.language == MAIN else settings.english_name or settings.legal_name)


def chrome_for(
    site: Site,
    path: str,
    title: str,
    *,
    tree_path: str = "",
    listing: Listing | None = None,
    description: str = "",
    versions: Iterable[Version] = (),
) -> Chrome:
    """The surroundings of the page at `path`. Costs three queries, whatever the size of the site.

    `tree_path` is the materialised path of the page, from which language, breadcrumb and current column follow;
    `listing` the one whose feeds the page announces, the home's when there is none; `versions` what says the same in
    all languages. The words of the interface are those of the language that is spoken when it is called.
    """
    settings = SiteSettings.of(site)
    above, led_to, homes = listings_for(site, tree_path)
    listings = {one.tree_path: one for one in above}
    home = above[0] if above else None
    language, home_url = (home.language, home.path) if home else (MAIN, "/")
    root = public_address(site)
    chrome = Chrome(site, settings, language, home_url, root, absolute(site, path), title)
    chrome.emblem = settings.emblem()
    links = navigation(site, tree_path[: 2 * Page.steplen] or site.root_page.path, home_url, path)
    chrome.navigation = with_areas(links, led_to, path) if language == MAIN else links
    chrome.breadcrumbs = breadcrumbs(listings.values(), path, title, home_url)
    chrome.feeds = feed_links(listing or home)
    settle_languages(chrome, homes, versions if path != home_url else homes)
    chrome.meta = [*site_meta(settings, root), ("Language", language)]
    if description:
        chrome.meta.append(("description", description))
    chrome.open_graph = open_graph(chrome, description)
    return chrome


def settle_languages(chrome: Chrome, homes: Iterable[Listing], versions: Iterable[Version]) -> None:
    """Announce the versions of the page to each other, and lead from it to every language that the site has."""
    found = {one.language: one.address for one in versions}
    if len(found) > 1:
        first = found.get(MAIN) or found[chrome.language]
        named = [*sorted(found.items(), key=lambda one: (one[0] != MAIN, one[0])), ("x-default", first)]
        chrome.alternates = [(tag, absolute(chrome.site, address)) for tag, address in named]
    begins = {home.language: home.path for home in homes}
    if len(begins) > 1:
        chrome.languages = [
            {"tag": tag, "title": native_name(tag), "url": found.get(tag, begin)}
            for tag, begin in sorted(begins.items(), key=lambda one: (one[0] != MAIN, one[0]))
            if tag != chrome.language
        ]


def listings_for(site: Site, tree_path: str) -> tuple[list[Listing], list[Listing], list[Listing]]:
    """Public listings of the home page and the columns on the way down to `tree_path`, topmost first; those of other rooms
    to which the navigation leads; and the home pages of all languages. One query."""
    paths = [tree_path[:end] for end in range(Page.steplen, len(tree_path) + 1, Page.steplen)]
    wanted = paths or [site.root_page.path]
    asked = Q(tree_path__in=wanted) | Q(kind=Listing.Kind.HOME)
    areas = presenting.navigation_keys()
    for kind, (key, _url, _title) in areas.items():
        asked |= Q(kind=kind, key=key)
    found = list(Listing.objects.filter(asked, site=site, is_public=True).order_by("tree_path"))
    above = [one for one in found if one.tree_path in wanted and one.kind not in areas]
    led_to = [one for one in found if one.kind in areas]
    return above, led_to, [one for one in found if one.kind == Listing.Kind.HOME]


def with_areas(links: list[Link], led_to: Iterable[Listing], path: str) -> list[Link]:
    """`links` with those of other rooms: in the place of a main column of the same title, else behind the home page."""
    for listing in led_to:
        _key, url, title = presenting.navigation_keys()[listing.kind]
        same = next((place for place, link in enumerate(links) if link["title"] == title), None)
        own = {"title": str(title), "url": url}
        if same is None:
            links.insert(1, {**own, "current": path.startswith(url)})
        else:
            links[same] = {**own, "current": path.startswith(url) or links[same]["current"]}
    return links


def navigation(site: Site, home_path: str, home_url: str, path: str) -> list[Link]:
    """Main columns beneath the home page with this tree path, at most eight and none that is empty, with `current` on the
    one that holds `path`."""
    beneath = Page.objects.filter(path__startswith=home_path, depth=len(home_path) // Page.steplen + 1)
    columns = filled(beneath.live().in_menu().order_by("path"), site)[:NAVIGATION_LIMIT]
    links: list[Link] = [{"title": _("首页"), "url": home_url, "current": path == home_url}]
    for column in columns:
        url = f"{home_url}{column.slug}/"
        links.append({"title": column.title, "url": url, "current": path.startswith(url)})
    return links


def breadcrumbs(listings: Iterable[Listing], path: str, title: str, home_url: str = "/") -> list[Link]:
    """The way from the home page to `path`; the last link is the page itself."""
    links: list[Link] = [
        {"title": _("首页") if one.kind == Listing.Kind.HOME else one.title, "url": one.path} for one in listings
    ]
    if not links:
        links = [{"title": _("首页"), "url": home_url}]
    if links[-1]["url"] != path:
        links.append({"title": title, "url": path})
    return links


def feed_links(listing: Listing | None) -> list[Link]:
    """The three feeds of a listing, for `<link rel="alternate">` and for people."""
    if listing is None:
        return []
    return [
        {
            "type": kind,
            "title": _("%(title)s（%(format)s）") % {"title": listing.title, "format": name},
            "url": f"{listing.path}feed.{extension}",
        }
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
        ("og:locale", "zh_CN" if chrome.language == MAIN else chrome.language.replace("-", "_")),
        ("og:site_name", chrome.site_name),
        ("og:title", chrome.title),
        ("og:url", chrome.canonical),
        *([("og:description", description)] if description else []),
    ]
