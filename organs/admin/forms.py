"""What is filled in to change roles. The rules are the services'; a refusal comes back to the form."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from ..models import Organ, Role
from ..terms import end_of, start_of, today
from .person_chooser import chooser, shown


class PersonField(forms.ModelChoiceField):
    """An active person, looked up by name, account or organ."""

    def __init__(self, **kwargs: Any) -> None:
        people = get_user_model().objects.filter(is_active=True)
        widget = chooser.widget_class(show_edit_link=False)
        super().__init__(people, **{"label": _("人员"), "widget": widget, **kwargs})

    def label_from_instance(self, obj: Any) -> str:
        return shown(obj)


class DayField(forms.DateField):
    """A day in Beijing from today on, which may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        far = MaxValueValidator(date(2999, 12, 31), _("日期太远，请核对年份。"))
        super().__init__(required=False, widget=AdminDateInput, validators=[far], **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < today():
            raise forms.ValidationError(_("不能早于今天。"))
        return day


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
    since = DayField(label=_("任职起"), help_text=_("不填即从现在起。"))
    until = DayField(label=_("任期至"), help_text=_("含当日，到期自动失效；不填即没有期限。"))

    def clean(self) -> dict[str, Any]:
        """Days become moments; a term that begins today begins now."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("任期至不能早于任职起。"))
        data["since"] = start_of(since) if since and since > today() else None
        data["until"] = end_of(until) if until else None
        return data


class EndForm(forms.Form):
    until = DayField(label=_("任期至"), help_text=_("含当日，到期自动失效；不填即从现在起结束。"))

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        return end_of(until) if until else None


class EndStandInForm(forms.Form):
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
