"""Accounts: making one, its first password, disabling it. Roles are given elsewhere (posts), groups and the superuser's
flag nowhere in the admin."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from ..events import note

MANAGE = "organs.manage_accounts"
User = get_user_model()


class AccountPolicy(ModelPermissionPolicy):
    """Accounts are kept by whoever has `organs.manage_accounts`, and deleted by nobody: what people did names them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(user.has_perm(MANAGE))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and (user.is_superuser or not instance.is_superuser)


class NameFields:
    """Without groups and the superuser's flag; an office may have no address."""

    fields: Any

    def simplify(self) -> None:
        for name in ("groups", "is_superuser"):
            self.fields.pop(name, None)
        self.fields["email"].required = False
        self.fields["last_name"].label, self.fields["first_name"].label = _("姓"), _("名")
        order = ["username", "last_name", "first_name", "email", "is_active", "password1", "password2"]
        self.fields = {name: self.fields[name] for name in order if name in self.fields}


class PersonCreationForm(NameFields, UserCreationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("初始密码")
        self.simplify()


class PersonEditForm(NameFields, UserEditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("重新设置密码")
        if "is_active" in self.fields:
            self.fields["is_active"].help_text = _("取消勾选即停用账号，其任职记录保留。")
        self.simplify()


class PersonFilters(WagtailFilterSet):
    class Meta:
        model = User
        fields = ["is_active"]


class PersonIndexView(IndexView):
    """Nothing is done to many accounts at once."""

    @property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_filterset_kwargs()
        kwargs.pop("is_searching", None)  # for Wagtail's filter by groups
        return kwargs


class PersonCreateView(CreateView):
    def get_page_subtitle(self) -> str:
        """The title says it all."""
        return ""

    def save_instance(self) -> Any:
        person = super().save_instance()
        note("account.create", by=self.request.user, about=person)
        return person


class PersonEditView(EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Superusers are changed by superusers only: whoever could set their password would be one."""
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def save_instance(self) -> Any:
        person = super().save_instance()
        note("account.change", by=self.request.user, about=person, fields=sorted(self.form.changed_data))
        return person


class PersonViewSet(UserViewSet):
    """Accounts, for security administrators."""

    menu_label = _("账号")
    permission_policy = AccountPolicy(User)
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    filterset_class = PersonFilters
    copy_view_enabled = False
    template_prefix = "organs/people/"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonEditForm if for_update else PersonCreationForm


def posts_button(user: Any, request_user: Any) -> list[Any]:
    """From the list of accounts to the posts of each."""
    return [Button(_("任职与代理"), reverse("organs_person", args=[user.pk]), icon_name="group", priority=5)]
