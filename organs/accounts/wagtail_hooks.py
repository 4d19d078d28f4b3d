"""Accounts in the admin: the way to one's own second factor and password, and to somebody's account."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from . import services, views


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("accounts/<int:pk>/", views.security, name="accounts_security")]


@hooks.register("insert_global_admin_js")
def keep_forms() -> SafeString:
    """Warns before the session ends, and lets a form be sent after a new log-in."""
    return format_html(
        '<script src="{}" data-session="{}" data-login="{}" defer></script>',
        static("organs/accounts/session.js"),
        reverse("accounts_session"),
        reverse("account_login"),
    )


@hooks.register("insert_global_admin_css")
def style_sheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("organs/accounts/accounts.css"))


@hooks.register("register_account_menu_item")
def own_second_factor(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("两步验证"),
        "help_text": _("查看和更换登录时的第二步验证方式、恢复码。"),
    }


@hooks.register("register_account_menu_item")
def own_password(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("account_change_password"), "label": _("修改密码"), "help_text": _("更换登录密码。")}


@hooks.register("register_user_listing_buttons")
def account_button(user: Any, request_user: Any) -> list[Button]:
    if not services.may_manage(request_user, user):
        return []
    return [Button(_("账号安全"), url=reverse("accounts_security", args=[user.pk]), icon_name="key", priority=40)]


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def password_given_by_another(request: HttpRequest, user: Any) -> None:
    """A password that somebody else typed is good for one log-in."""
    if request.POST.get("password1") and request.user.pk != user.pk:
        services.require_new_password(user, by=request.user)
