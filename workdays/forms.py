"""What is filled in to import notices, and to ask for a deadline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .batch import read_days
from .calendar import check_days
from .dates import read_date
from .errors import WorkdayError
from .files import FileError, decoded, notices_in


class ImportForm(forms.Form):
    """A file or its text. After an error the text is in the form, to be mended on the spot."""

    file = forms.FileField(
        label=_("文件"),
        required=False,
        help_text=_(".csv 或 .json，每行写明一个假期或调休上班日，以及所依据的通知；电子表格请另存为 .csv。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
    )
    content = forms.CharField(
        label=_("内容"),
        required=False,
        strip=False,
        help_text=_("不上传文件的，可以直接粘贴；文件有错的，也可以在这里改正。选了文件的，以文件为准。"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off"}),
    )
    source = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        self.text = cleaned.get("content") or ""
        self.origin = file.name if file else cleaned.get("source", "")
        try:
            if file:
                self.text = decoded(file.read())
            elif not self.text.strip():
                raise FileError([str(_("请选择文件，或者粘贴内容。"))])
            self.notices = notices_in(self.text)
        except FileError as error:
            for problem in error.problems:
                self.add_error(None, problem)
        return cleaned

    def with_text(self) -> "ImportForm":
        """The same form, unbound, with the text that was read: a file cannot be put back into its field."""
        return ImportForm(initial={"content": self.text, "source": self.origin})


class DeadlineForm(forms.Form):
    """When something is due."""

    received = forms.CharField(
        label=_("收到日期"), max_length=40, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    days = forms.CharField(label=_("工作日数"), max_length=10, widget=forms.NumberInput(attrs={"min": 1, "max": 1000}))

    def clean_received(self) -> Any:
        try:
            return read_date(self.cleaned_data["received"])
        except WorkdayError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_days(self) -> int:
        try:
            days = read_days(self.cleaned_data["days"])
            check_days(days)
        except WorkdayError as error:
            raise forms.ValidationError(str(error)) from None
        return days
