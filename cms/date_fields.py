"""Dates of forms: eight digits are a day and fewer are none; a day that does not exist is told as such."""

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
DIGITS = "%Y%m%d"
"""Of the forms in `settings.formats` the one that nothing divides: Python reads 202712 as 2 January 2027 by it."""


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


def guard(kind: Any) -> None:
    """Let fields of `kind` take digits without a divider only when they name year, month and day."""
    read = kind.strptime

    def strptime(field: Any, value: str, format: str) -> Any:
        if format == DIGITS and not re.fullmatch(r"\d{8}", value):
            raise ValueError(value)
        return read(field, value, format)

    kind.strptime = strptime


def register_date_fields() -> None:
    """Let the forms of the admin ask each date of a model with the field above, and every other date and moment, of
    forms of any room, of filters and of blocks, be read with the same care: so none can be forgotten."""
    guard(forms.DateField)
    guard(forms.DateTimeField)  # which reads by the forms of days, too
    register_form_field_override(
        models.DateField, override={"form_class": WrittenDateField, "widget": AdminDateInput}, exact_class=True
    )
