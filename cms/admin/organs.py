"""机构 in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from organs.models import Organ

from .one_by_one import OneByOneIndexView


class OrganViewSet(SnippetViewSet):
    """Organs as a menu item of their own."""

    model = Organ
    index_view_class = OneByOneIndexView
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
