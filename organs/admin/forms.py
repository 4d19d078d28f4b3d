"""What is filled in to change roles. The rules are the services'; a refusal comes back to the form."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from ..models import Organ, Role


class PersonField(forms.ModelChoiceField):
    """An active person, by name and account."""

    def __init__(self, **kwargs: Any) -> None:
        people = get_user_model().objects.filter(is_active=True).order_by("last_name", "first_name", "username")
        super().__init__(people, **{"label": _("人员"), **kwargs})

    def label_from_instance(self, obj: Any) -> str:
        name = obj.get_full_name()
        return f"{name}（{obj.username}）" if name else str(obj.username)


class AppointForm(forms.Form):
    user = PersonField()
    organ = forms.ModelChoiceField(
        Organ.objects.active(),
        label=_("机构"),
        required=False,
        empty_label=_("门户编辑部（对全部机构有效）"),
        help_text=_("系统管理员、安全管理员、审计管理员不选机构。"),
    )
    role = forms.ChoiceField(label=_("角色"), choices=Role.choices)
    post = forms.CharField(
        label=_("职务"), max_length=60, required=False, help_text=_("如“办公室主任”，写入审核表；不填则写角色名称。")
    )


class EndForm(forms.Form):
    """Nothing to fill in."""


class HandOverForm(forms.Form):
    user = PersonField(label=_("接任人"))
    post = forms.CharField(label=_("接任人职务"), max_length=60, required=False)


class StandInForm(forms.Form):
    user = PersonField(label=_("代理人"))
    since = forms.DateTimeField(
        label=_("代理开始时间"), required=False, help_text=_("不填即从现在起。"), widget=AdminDateTimeInput
    )
    until = forms.DateTimeField(label=_("代理结束时间"), help_text=_("到时代理自动失效。"), widget=AdminDateTimeInput)
    reason = forms.CharField(label=_("事由"), max_length=120, required=False, help_text=_("如“出差”“休假”。"))
