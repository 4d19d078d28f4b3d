"""Addresses under /api/."""

from django.conf import settings
from django.urls import path, re_path

from .docs import docs
from .entries import EntryDetail, EntryList, Unknown
from .filters import Filters
from .openapi import OpenApi
from .portals import PortalItems, Portals, items_xlsx
from .preview import Preview, PreviewFile
from .schemas import Schema, SchemaIndex
from .wagtail_api import router

# Drafts leave by the back office alone.
drafts = [
    path("v2/preview/", Preview.as_view()),
    re_path(r"^v2/preview/files(?P<path>/(?:documents|media)/.+)$", PreviewFile.as_view()),
]

urlpatterns = [
    path("v1/entries/", EntryList.as_view()),
    path("v1/entries/<uuid:uid>/", EntryDetail.as_view()),
    path("v1/filters/", Filters.as_view()),
    path("v1/portals/", Portals.as_view()),
    path("v1/portals/<slug:code>/items/", PortalItems.as_view(), name="portal_items"),
    path("v1/portals/<slug:code>/items.xlsx", items_xlsx, name="portal_items_xlsx"),
    path("v1/schemas/", SchemaIndex.as_view()),
    path("v1/schemas/<slug:name>.json", Schema.as_view()),
    path("v1/schemas/blocks/<slug:name>.json", Schema.as_view(), {"group": "blocks"}),
    path("v1/openapi.json", OpenApi.as_view()),
    path("v1/docs/", docs),
    *([] if settings.PUBLIC_ONLY else drafts),
    path("v2/", router.urls),
    re_path(r"^([\s\S]*)$", Unknown.as_view()),
]
