"""What this room adds to the admin."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import catalogues, clock_panel, followed, guides, missing, overdue, plan, reached


class CataloguesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(catalogues.KEEP))


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    one = "catalogues/<int:organ_id>/"
    return [
        path("catalogues/", catalogues.index, name="catalog_catalogues"),
        path(one, catalogues.of_organ, name="catalog_catalogue"),
        path(f"{one}<slug:code>/prune/", catalogues.prune_view, name="catalog_prune"),
        path(f"{one}<slug:code>/restore/", catalogues.restore_view, name="catalog_restore"),
        path("guides/", guides.look, name="catalog_guides"),
        path("guides/<slug:kind>.xlsx", guides.template_file, name="catalog_guides_template"),
        path("overdue/", overdue.report, name="catalog_overdue"),
        path("overdue.<slug:name>", overdue.export, name="catalog_overdue_export"),
        path("interpretation/plan/<int:page_id>/", plan.plan, name="catalog_interpretation_plan"),
        path("interpretation/missing/", missing.MissingReport.as_view(), name="catalog_missing_interpretations"),
    ]


@hooks.register("register_admin_menu_item")
def catalogues_item() -> MenuItem:
    label = _("信息公开目录")
    return CataloguesItem(label, reverse("catalog_catalogues"), name="catalogues", icon_name="list-ul", order=155)


hooks.register("register_admin_menu_item", guides.menu_item)
hooks.register("register_page_header_buttons", plan.plan_button)
hooks.register("register_reports_menu_item", missing.menu_item)
hooks.register("construct_homepage_panels", missing.panel, order=10)  # after the house's own list
hooks.register("register_reports_menu_item", overdue.menu_item)
hooks.register("construct_homepage_panels", overdue.add_panel, order=110)
hooks.register("construct_homepage_panels", reached.add_panel, order=120)
hooks.register("construct_homepage_panels", clock_panel.add_panel, order=10)
hooks.register("after_create_page", followed.tell_followed, order=-10)  # before the way home is told
hooks.register("after_edit_page", followed.tell_followed, order=-10)
