"""Addresses of 政府信息公开. Pages of single items, their archives and feeds are those of any listing."""

from django.urls import path, re_path

from .area.catalogue_page import catalogue_page
from .area.data_files import data_file
from .area.downloads import download
from .area.landing import landing
from .models.statistics import FORMATS

urlpatterns = [
    path("zfxxgk/", landing, name="catalog_area"),
    path("zfxxgk/mulu/", catalogue_page, name="catalog_page"),
    re_path(r"^zfxxgk/mulu\.(xlsx|csv|json)$", download, name="catalog_download"),
    *(path(f"data/<uuid:uid>.{suffix}", data_file, {"suffix": suffix}, name="catalog_data") for suffix in FORMATS),
]
