"""The menus of the admin, without what leads abroad or explains nothing to an official."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem, SubmenuMenuItem

QUIET_HELP = {"keyboard-shortcuts-trigger"}
NEEDLESS_REPORTS = {"locked-pages", "page-types-usage"}


def dashboard_item() -> MenuItem:
    """The dashboard by its name: a reviewer's menu has little else."""
    return MenuItem(_("工作台"), reverse("wagtailadmin_home"), name="dashboard", icon_name="home", order=1)


def keep_own_help(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's release notes and editor guide are English pages of another site."""
    items[:] = [item for item in items if item.name in QUIET_HELP]


def drop_needless_reports(request: HttpRequest, items: list[Any]) -> None:
    """Nobody locks pages here: review locks them, and the dashboard tells by whom."""
    items[:] = [item for item in items if item.name not in NEEDLESS_REPORTS]


def drop_version(request: HttpRequest, items: list[Any]) -> None:
    """The settings menu without Wagtail's version beneath it."""
    for place, item in enumerate(items):
        if item.name == "settings":
            items[place] = SubmenuMenuItem(
                item.label, item.menu, name=item.name, icon_name=item.icon_name, order=item.order
            )
