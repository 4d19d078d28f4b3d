"""What the rooms below, and this one, add to the Wagtail admin."""

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import (
    action_details,
    action_menu,
    after_editing,
    branding,
    clearance,
    compose,
    dashboard,
    menu,
    withdraw,
)
from .admin.organs import OrganViewSet
from .views.files import private_document, private_media


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    """Uploads that are not public, for people who are logged in, and the way to a new text."""
    return [
        path("files/documents/<int:pk>/<str:filename>", private_document, name="cms_private_document"),
        path("files/media/<path:path>", private_media, name="cms_private_media"),
        path("compose/<slug:kind>/", compose.compose, name="cms_compose"),
    ]


register_snippet(OrganViewSet)

hooks.register("insert_global_admin_css", branding.style_sheets)
hooks.register("construct_homepage_panels", dashboard.own_panels)
hooks.register("construct_page_action_menu", action_menu.put_review_first)
hooks.register("before_edit_page", action_details.settle_details, order=-10)
hooks.register("before_edit_page", after_editing.part_editing_from_approving)
hooks.register("before_publish_page", clearance.stop_publishing)
hooks.register("before_copy_page", clearance.stop_copying)
hooks.register("before_convert_alias_page", clearance.stop_converting)
hooks.register("before_move_page", clearance.stop_moving)
hooks.register("before_delete_page", clearance.stop_deleting)
hooks.register("before_bulk_action", clearance.stop_in_bulk)
hooks.register("register_page_header_buttons", withdraw.withdraw_button)
hooks.register("register_page_listing_more_buttons", withdraw.withdraw_button)
hooks.register("after_edit_page", after_editing.lead_home)
hooks.register("after_create_page", after_editing.lead_home)
hooks.register("register_admin_menu_item", menu.dashboard_item)
hooks.register("construct_main_menu", menu.drop_version)
hooks.register("construct_help_menu", menu.keep_own_help)
hooks.register("construct_reports_menu", menu.drop_needless_reports)
