"""What the rooms below, and this one, add to the Wagtail admin."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .admin import (
    action_details,
    action_menu,
    after_editing,
    branding,
    checked_words,
    clearance,
    compose,
    dashboard,
    empty_column,
    menu,
    page_links,
    preview_links,
    sites,
    translate,
    waiting,
)
from .admin.explorer import ColumnListing
from .admin.organs import OrganViewSet
from .admin.review_screen.button import to_review_screen
from .admin.review_screen.instead import look_first
from .admin.review_screen.urls import urlpatterns as review_urls
from .admin.review_sheets import handling, listing, sheet
from .admin.step_mergings import StepMergingViewSet
from .permissions import hooks as permission_hooks
from .views.files import private_document, private_media


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    """Uploads that are not public, for people who are logged in, and the way to a new text."""
    return [
        path("files/documents/<int:pk>/<str:filename>", private_document, name="cms_private_document"),
        path("files/media/<path:path>", private_media, name="cms_private_media"),
        path("read/<int:page_id>/", permission_hooks.read_draft, name="cms_read_draft"),
        path("own/", dashboard.own_list, name="cms_own"),
        path("compose/<slug:kind>/", compose.compose, name="cms_compose"),
        path("preview-links/<int:page_id>/", preview_links.preview_links, name="cms_preview_links"),
        path("translate/<int:page_id>/", translate.TranslateView.as_view(), name="cms_translate"),
        path("open-site/", sites.open_site_view, name="cms_open_site"),
        path("review/waiting/", waiting.waiting_list, name="cms_waiting"),
        path("review/sheets/", listing.sheets, name="cms_review_sheets"),
        path("review/sheets/<int:sheet_id>/", sheet.sheet, name="cms_review_sheet"),
        path("review/sheets/<int:sheet_id>/lane/", handling.handling, name="cms_review_handling"),
        *review_urls,
    ]


@hooks.register("register_admin_urls", order=-10)
def urls_before_wagtails() -> list:
    """Pages that stand at an address of Wagtail's, and are reached by its name."""
    names = {"app_name": "cms", "model_name": "sitesettings"}
    return [
        path("settings/cms/sitesettings/<int:pk>/", sites.SiteSettingsView.as_view(), names),
        path("sites/delete/<int:pk>/", sites.delete_site),
    ]


@hooks.register("register_admin_viewset")
def column_listing() -> ColumnListing:
    return ColumnListing()


@hooks.register("before_bulk_action")
def keep_home_pages_in_bulk(request: Any, action_type: str, objects: Any, action: Any) -> Any:
    return sites.keep_home_pages(request, objects) if action_type == "delete" and action.models == [Page] else None


@hooks.register("before_delete_page")
def keep_home_page(request: Any, page: Page) -> Any:
    return sites.keep_home_pages(request, [page])


sites.name_columns()
register_snippet(OrganViewSet)
register_snippet(checked_words.CheckedWordViewSet)
register_snippet(StepMergingViewSet)

hooks.register("insert_global_admin_css", branding.style_sheets)
hooks.register("insert_global_admin_js", branding.dates_script)
hooks.register("insert_editor_js", branding.editor_scripts)
hooks.register("register_rich_text_features", page_links.link_pages, order=10)
hooks.register("construct_homepage_panels", dashboard.own_panels)
hooks.register("construct_homepage_panels", translate.add_panel, order=10)
hooks.register("register_page_header_buttons", translate.buttons)
hooks.register("register_page_listing_more_buttons", translate.buttons)
hooks.register("construct_page_action_menu", action_menu.put_review_first)
hooks.register("before_create_page", after_editing.refuse_torn_forms, order=-30)
hooks.register("before_edit_page", after_editing.refuse_torn_forms, order=-30)
hooks.register("before_create_page", after_editing.send_urgently)
hooks.register("before_edit_page", after_editing.send_urgently, order=-20)
hooks.register("construct_page_chooser_queryset", permission_hooks.limit_page_chooser)
hooks.register("construct_page_listing_buttons", permission_hooks.read_button)
hooks.register("before_create_page", permission_hooks.refuse_foreign_type)
hooks.register("before_edit_page", permission_hooks.refuse_foreign_change, order=-5)
hooks.register("before_edit_page", action_details.settle_details, order=-10)
hooks.register("before_edit_page", after_editing.part_editing_from_approving)
hooks.register("before_edit_page", look_first)
hooks.register("before_edit_page", after_editing.keep_owed_review)
hooks.register("before_publish_page", clearance.stop_publishing)
hooks.register("after_publish_page", empty_column.tell_empty)
hooks.register("before_copy_page", clearance.stop_copying)
hooks.register("before_convert_alias_page", clearance.stop_converting)
hooks.register("before_move_page", clearance.stop_moving)
hooks.register("before_delete_page", clearance.stop_deleting)
hooks.register("before_bulk_action", clearance.stop_in_bulk)
hooks.register("after_edit_page", after_editing.lead_home)
hooks.register("after_create_page", after_editing.lead_home)
hooks.register("register_admin_menu_item", menu.dashboard_item)
hooks.register("register_settings_menu_item", sites.open_site_item)
hooks.register("register_page_header_buttons", to_review_screen)
hooks.register("register_page_header_buttons", preview_links.to_preview_links)
hooks.register("register_page_listing_more_buttons", to_review_screen)
hooks.register("register_admin_menu_item", listing.menu_item)
hooks.register("construct_main_menu", menu.drop_version)
hooks.register("construct_help_menu", menu.keep_own_help)
hooks.register("construct_reports_menu", menu.drop_needless_reports)
