"""Addresses under /api/."""

from django.urls import path, re_path

from .entries import EntryDetail, EntryList, Unknown
from .wagtail_api import router

urlpatterns = [
    path("v1/entries/", EntryList.as_view()),
    path("v1/entries/<uuid:uid>/", EntryDetail.as_view()),
    path("v2/", router.urls),
    re_path(r"^(.*)$", Unknown.as_view()),
]
