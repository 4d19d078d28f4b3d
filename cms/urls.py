"""Public addresses beside those of pages, which come last (`page_urls`)."""

from django.urls import path, re_path

from .views.files import public_document, public_media
from .views.listing import archive_response, newer_response, year_response
from .views.serve import other_site, site_map

PATH = r"((?:[\w\-]+/)*)"

urlpatterns = [
    path("documents/<int:pk>/<str:filename>", public_document, name="cms_public_document"),
    path("media/<path:path>", public_media, name="cms_public_media"),
    re_path(r"^sites/(\d{1,9})(/(?:[\w\-]+/)*)$", other_site),
    path("sitemap/", site_map, name="cms_site_map"),
    re_path(rf"^{PATH}archive/(\d{{1,9}})/$", archive_response),
    re_path(rf"^{PATH}archive/(\d{{1,9}})/newer/$", newer_response),
    re_path(rf"^{PATH}year/(\d{{4}})/$", year_response),
]
