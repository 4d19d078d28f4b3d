"""How content leaves the house. Included before Wagtail's pages, which take every path."""

from django.urls import include, path, re_path

from .views import directory, feeds, sitemaps

LISTING = r"((?:[\w\-]+/)*)"
FEED = r"feed\.(rss|atom|json)"

urlpatterns = [
    path("api/", include("syndication.api.urls")),
    path("feeds/", directory.feeds_page),
    path("feeds.opml", directory.feeds_opml),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap_index),
    re_path(r"^sitemap-(0|[1-9][0-9]{0,8})\.xml$", sitemaps.sitemap_section),
    re_path(rf"^{LISTING}archive/([0-9]{{1,9}})/{FEED}$", feeds.archive),
    re_path(rf"^{LISTING}{FEED}$", feeds.front),
]
