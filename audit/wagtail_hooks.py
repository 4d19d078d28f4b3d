"""The log in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import dashboard, views
from .permissions import may_read


class AuditMenuItem(MenuItem):
    """Seen by auditors only."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [
        path("audit/", views.log, name="audit_log"),
        path("audit/export/", views.export, name="audit_export"),
        path("audit/<int:seq>/", views.entry, name="audit_record"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return AuditMenuItem(_("审计日志"), reverse("audit_log"), name="audit", icon_name="clipboard-list", order=9_500)


hooks.register("construct_homepage_panels", dashboard.add_panel, order=80)
