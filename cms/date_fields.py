"""Dates of forms: a day that is written as it should be and does not exist is told as such."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput

WRITTEN = re.compile(r"\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日|\d{4})")


class WrittenDateField(forms.DateField):
    """Takes the forms of `settings.formats`, and says which of two mistakes it was."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        plain = unicodedata.normalize("NFKC", value).strip()
        if plain and not WRITTEN.fullmatch(plain):  # 2026111 would be read as some day
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(plain)
        except ValidationError:
            raise ValidationError(_("没有“%(text)s”这个日期。") % {"text": plain}, code="invalid") from None


def register_date_fields() -> None:
    """Let the forms of the admin ask each date with it."""
    register_form_field_override(
        models.DateField, override={"form_class": WrittenDateField, "widget": AdminDateInput}, exact_class=True
    )
