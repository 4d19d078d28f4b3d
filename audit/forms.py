"""What the log can be searched by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .actions import choices
from .models import AuditRecord
from .reading import on_days

ANY = ("", _("全部"))


class FilterForm(forms.Form):
    """All conditions hold together; each is answered by an index."""

    begin = forms.DateField(label=_("起始日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("截止日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    actor = forms.CharField(label=_("人员（用户名）"), required=False, max_length=150)
    action = forms.ChoiceField(label=_("操作"), required=False)
    result = forms.ChoiceField(label=_("结果"), required=False, choices=[ANY, *AuditRecord.Result.choices])
    organ = forms.CharField(label=_("机构代号"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [ANY, *choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begin, end = cleaned.get("begin"), cleaned.get("end")
        if begin and end and end < begin:
            self.add_error("end", _("截止日期早于起始日期。"))
        return cleaned

    def conditions(self) -> dict[str, Any]:
        """What was asked for, by name; nothing of it when something is wrong."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    def records(self) -> QuerySet[AuditRecord]:
        """The records asked for; none when something is wrong."""
        if not self.is_valid():
            return AuditRecord.objects.none()
        asked = self.conditions()
        records = on_days(asked.pop("begin", None), asked.pop("end", None))
        return records.filter(**{"actor_name" if name == "actor" else name: value for name, value in asked.items()})
