"""联络信息 in the admin: kept by the liaison of each organ and by 编辑部, exported as the 登记表."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from ..contacts import as_csv, as_xlsx, organs_kept_by, readable, table
from ..events import note
from ..models import OrganContact

SEEN = "organs.view_organcontact"
FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class ContactPolicy(ModelPermissionPolicy):
    """Read by people with a role in the organ, written by its liaison and 编辑部, deleted by nobody: a term ends."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "view":
            return bool(user.has_perm(SEEN))
        return action in {"add", "change"} and user.has_perm(SEEN) and organs_kept_by(user).exists()

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Viewing first: it costs no query, and the menu asks for all at once."""
        return any(self.user_has_permission(user, action) for action in sorted(actions, reverse=True))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "view":
            return readable(user).filter(pk=instance.pk).exists()
        return action != "delete" and organs_kept_by(user).filter(pk=instance.organ_id).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[OrganContact]:
        return readable(user)


class ContactForm(WagtailAdminModelForm):
    """Only of the organs that the person keeps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = organs_kept_by(self.for_user) if self.for_user else self.fields["organ"].queryset
        self.fields["organ"].queryset = organs
        if self.instance.pk is None and len(first := list(organs[:2])) == 1:
            self.initial["organ"] = first[0].pk


class ContactIndexView(generic.IndexView):
    @cached_property
    def kept(self) -> set[int]:
        """Ids of the organs whose rows lead to their form. One query."""
        return set(organs_kept_by(self.request.user).values_list("pk", flat=True))

    def get_edit_url(self, instance: OrganContact) -> str | None:
        return reverse(self.edit_url_name, args=[instance.pk]) if instance.organ_id in self.kept else None

    def get_base_queryset(self) -> QuerySet[OrganContact]:
        return readable(self.request.user).select_related("organ")

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """In the menu beside the title, where Wagtail's own exports are: as buttons they leave a phone no title."""
        labels = (("xlsx", _("导出登记表（xlsx）")), ("csv", _("导出登记表（csv）")))
        return [
            *super().header_more_buttons,
            *(Button(label, reverse("organs_register", args=[name]), icon_name="download") for name, label in labels),
        ]


class ContactCreateView(generic.CreateView):
    def save_instance(self) -> Any:
        contact = super().save_instance()
        note("contact.add", by=self.request.user, about=contact, organ=contact.organ)
        return contact


class ContactEditView(generic.EditView):
    def get_object(self, queryset: Any = None) -> Any:
        contact = super().get_object(queryset)
        if not organs_kept_by(self.request.user).filter(pk=contact.organ_id).exists():
            raise PermissionDenied
        return contact

    def save_instance(self) -> Any:
        contact = super().save_instance()
        note(
            "contact.change",
            by=self.request.user,
            about=contact,
            organ=contact.organ,
            fields=sorted(self.form.changed_data),
        )
        return contact


class ContactViewSet(ModelViewSet):
    model = OrganContact
    name = "contacts"
    icon = "mail"
    menu_label = _("联络信息")
    menu_order = 160
    add_to_admin_menu = True
    add_to_reference_index = False
    permission_policy = ContactPolicy(OrganContact)
    index_view_class = ContactIndexView
    add_view_class = ContactCreateView
    edit_view_class = ContactEditView
    copy_view_enabled = False
    list_display = [
        "__str__",
        "name",
        "post",
        "department",
        "telephone",
        "until",
    ]
    list_filter = ["organ", "kind"]
    search_fields = ["name", "department", "organ__name"]
    ordering = ["organ__position", "organ_id", "kind"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("organ"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("name"), FieldPanel("post")]),
            FieldPanel("department", help_text=_("责任处室须填写；其他类别可以不填。")),
            FieldRowPanel([FieldPanel("telephone"), FieldPanel("mobile")]),
            FieldPanel("email"),
            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        ],
        base_form_class=ContactForm,
    )


def export(request: HttpRequest, name: str) -> HttpResponse:
    """The 登记表 of the organs that the person sees."""
    if name not in FORMATS:
        raise Http404
    if not ContactPolicy(OrganContact).user_has_permission(request.user, "view"):
        raise PermissionDenied
    make, content_type = FORMATS[name]
    rows = table(readable(request.user))
    note("contact.export", by=request.user, rows=len(rows) - 1)
    response = HttpResponse(make(rows), content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''%E7%99%BB%E8%AE%B0%E8%A1%A8.{name}"
    return response
