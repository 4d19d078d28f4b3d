"""What the rooms below add to the Wagtail admin."""

from typing import Any

from django.db import transaction
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from organs.models import Organ
from register.sequence import hold

from .views.files import private_document, private_media


@hooks.register("register_admin_urls")
def private_files() -> list:
    """Uploads that are not public, for people who are logged in."""
    return [
        path("files/documents/<int:pk>/<str:filename>", private_document, name="cms_private_document"),
        path("files/media/<path:path>", private_media, name="cms_private_media"),
    ]


@hooks.register("before_bulk_action")
def lock_before_bulk_action(request: Any, action_type: str, objects: Any, action: Any) -> None:
    """An action on many pages is one transaction: it takes the register's lock before the first page's row."""
    if transaction.get_connection().in_atomic_block:
        hold()


class OrganViewSet(SnippetViewSet):
    """机构 in the admin."""

    model = Organ
    icon = "group"
    menu_label = _("机构")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "code", "kind", "level", "status"]
    list_filter = ["kind", "level", "status"]
    search_fields = ["name", "short_name", "code"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
                FieldRowPanel([FieldPanel("credit_code"), FieldPanel("organisation_code")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("parent"), FieldPanel("position")]),
            ],
            heading=_("基本信息"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("office_hours"), FieldPanel("telephone")])],
            heading=_("联系方式"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("status"), FieldPanel("ended_on")]), FieldPanel("successor")],
            heading=_("存续与承接"),
        ),
    ]


register_snippet(OrganViewSet)
