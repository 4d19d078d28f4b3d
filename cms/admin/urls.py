"""Addresses of the admin where the house answers in Wagtail's place: they come before Wagtail's own."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .privacy import set_privacy
from .withdraw import withdraw_page

urlpatterns = [
    path("pages/<int:page_id>/unpublish/", require_admin_access(withdraw_page)),
    path("pages/<int:page_id>/privacy/", require_admin_access(set_privacy)),
]
