"""What the rooms below, and this one, add to the Wagtail admin."""

from typing import Any

from django.db import transaction
from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from register.sequence import hold

from .admin import action_details, action_menu, after_editing, branding, compose, dashboard, menu
from .admin.explorer import ColumnListing
from .admin.organs import OrganViewSet
from .permissions import hooks as permission_hooks
from .views.files import private_document, private_media


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    """Uploads that are not public, for people who are logged in, and the way to a new text."""
    return [
        path("files/documents/<int:pk>/<str:filename>", private_document, name="cms_private_document"),
        path("files/media/<path:path>", private_media, name="cms_private_media"),
        path("read/<int:page_id>/", permission_hooks.read_draft, name="cms_read_draft"),
        path("compose/<slug:kind>/", compose.compose, name="cms_compose"),
    ]


@hooks.register("register_admin_viewset")
def column_listing() -> ColumnListing:
    return ColumnListing()


@hooks.register("before_bulk_action")
def lock_before_bulk_action(request: Any, action_type: str, objects: Any, action: Any) -> None:
    """An action on many pages is one transaction: it takes the register's lock before the first page's row."""
    if transaction.get_connection().in_atomic_block:
        hold()


register_snippet(OrganViewSet)

hooks.register("insert_global_admin_css", branding.style_sheets)
hooks.register("construct_homepage_panels", dashboard.own_panels)
hooks.register("construct_page_action_menu", action_menu.put_review_first)
hooks.register("construct_page_chooser_queryset", permission_hooks.limit_page_chooser)
hooks.register("construct_page_listing_buttons", permission_hooks.read_button)
hooks.register("before_create_page", permission_hooks.refuse_foreign_type)
hooks.register("before_edit_page", permission_hooks.refuse_foreign_change, order=-5)
hooks.register("before_edit_page", action_details.settle_details, order=-10)
hooks.register("before_edit_page", after_editing.part_editing_from_approving)
hooks.register("after_edit_page", after_editing.lead_home)
hooks.register("after_create_page", after_editing.lead_home)
hooks.register("register_admin_menu_item", menu.dashboard_item)
hooks.register("construct_main_menu", menu.drop_version)
hooks.register("construct_help_menu", menu.keep_own_help)
hooks.register("construct_reports_menu", menu.drop_needless_reports)
