"""Days that a text can name: what lies outside is a slip in the year."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1949, 2100
ADVICE = _("日期不合理，请核对年份。")


def is_reasonable(day: date) -> bool:
    """True for a day or a time that an organ of today can mean."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def reasonable_day(day: date) -> None:
    """A validator of fields and blocks. Raises ValidationError."""
    if not is_reasonable(day):
        raise ValidationError(ADVICE)


def odd_days(page: models.Model, without: frozenset[str]) -> Iterator[str]:
    """Names of the fields of `page`, but those in `without`, that name a day or a time which nobody can mean."""
    for field in page._meta.concrete_fields:
        value: Any = getattr(page, field.attname)
        named = field.name not in without and isinstance(field, models.DateField) and isinstance(value, date)
        if named and not is_reasonable(value):
            yield field.name
