"""工作日历 in the admin, under 设置."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


class CalendarItem(MenuItem):
    """Seen by whoever may change the calendar."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(views.PERMISSION))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [
        path("workdays/", views.index, name="workdays_index"),
        path("workdays/import/", views.import_file, name="workdays_import"),
        path("workdays/example.csv", views.example, name="workdays_example"),
        path("workdays/<int:notice_id>/withdraw/", views.withdraw, name="workdays_withdraw"),
    ]


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return CalendarItem(_("工作日历"), reverse("workdays_index"), name="workdays", icon_name="calendar", order=880)
