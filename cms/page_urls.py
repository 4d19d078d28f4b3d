"""Listings and publications: they take every path. The addresses of foreign pages begin with their language."""

from django.urls import re_path

from .urls import PATH
from .views.serve import serve

urlpatterns = [re_path(rf"^{PATH}$", serve, name="wagtail_serve")]
