"""The outbox in the admin, to look at: what waits and what was given up. Nothing is edited here."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from outbox.models import OutboxRow


class LookOnly(ModelPermissionPolicy):
    """Whoever may view rows may view them; nobody may write, delete or copy one by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


class OutboxViewSet(ModelViewSet):
    """Listing and inspection. The payload is left out: it may hold addresses and the text of mails."""

    model = OutboxRow
    name = "outbox"
    icon = "mail"
    menu_label = _("发件箱")
    add_to_settings_menu = True
    menu_order = 900
    permission_policy = LookOnly(OutboxRow)
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("id", "kind", "created_at", "available_at", "attempts", "done_at", "dead_at", "last_error")
    form_fields = ("kind",)
    list_display = (
        "__str__",
        Column("state", label=_("状态")),
        Column("attempts", label=_("已尝试次数"), sort_key="attempts"),
        Column("created_at", label=_("写入时间"), sort_key="created_at"),
        Column("last_error", label=_("最近一次错误")),
    )
    list_filter = ("kind", "dead_at", "done_at")
    search_fields = ("kind", "last_error")
    ordering = ("-dead_at", "-id")


@hooks.register("register_admin_viewset")
def register_outbox() -> OutboxViewSet:
    """Under 设置."""
    return OutboxViewSet()
