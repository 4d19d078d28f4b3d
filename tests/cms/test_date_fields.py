"""Dates are typed as documents write them."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from wagtail.blocks import DateBlock

from catalog.admin.plan import PlanForm
from catalog.models import OfficialDocumentPage
from cms.date_fields import WrittenDateField
from organs.admin.forms import AppointForm, EndForm

FORMS = ["2026-11-30", "2026/11/30", "2026.11.30", "2026年11月30日", "20261130", "２０２６年１１月３０日"]


@pytest.fixture(scope="module")
def field() -> Any:
    return OfficialDocumentPage.get_edit_handler().get_form_class().base_fields["issued_on"]


@pytest.mark.parametrize("text", FORMS)
def test_date_is_read__when_it_is_written_as_documents_do(field: Any, text: str) -> None:
    assert isinstance(field, WrittenDateField)
    assert field.clean(text) == date(2026, 11, 30)


@pytest.mark.parametrize("text", FORMS[:5])
def test_date_of_a_block_is_read__when_it_is_written_as_documents_do(text: str) -> None:
    assert DateBlock().field.clean(text) == date(2026, 11, 30)


PLAIN = {
    "due_on": PlanForm.base_fields["due_on"],
    "since": AppointForm.base_fields["since"],
    "until": AppointForm.base_fields["until"],
    "end": EndForm.base_fields["until"],
    "block": DateBlock().field,
    "moment": forms.DateTimeField(),
    "any": forms.DateField(),
}


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("text", ["202712", "2027111", "2026113", "202611 3"])
def test_day_is_refused_in_every_form__when_its_digits_are_not_eight(name: str, text: str) -> None:
    with pytest.raises(ValidationError, match=r"日期(和时间)?请写作“2026-11-24"):
        PLAIN[name].clean(text)


@pytest.mark.parametrize("name", PLAIN)
def test_day_is_read_in_every_form__when_its_digits_are_eight(name: str) -> None:
    day = PLAIN[name].clean("29981130")
    assert (day.year, day.month, day.day) == (2998, 11, 30)


@pytest.mark.parametrize("text", ["2026-11-31", "2026年11月31日", "2026.2.30", "20261131", "2026/13/1"])
def test_day_is_told_to_be_none__when_only_the_day_is_wrong(field: Any, text: str) -> None:
    with pytest.raises(ValidationError, match=f"没有“{text}”这个日期。"):
        field.clean(text)


@pytest.mark.parametrize("text", ["2026111", "11月30日", "明天", "2026-11"])
def test_style_is_told__when_it_is_none_of_a_date(field: Any, text: str) -> None:
    with pytest.raises(ValidationError, match="日期请写作“2026-11-24”的样式"):
        field.clean(text)


@pytest.mark.parametrize("text", ["2026年11月30日 09:30", "2026.11.30 9:30", "2026-11-30 09:30:00"])
def test_moment_is_read__when_its_day_is_written_as_documents_do(text: str) -> None:
    assert localtime(forms.DateTimeField().clean(text)).replace(tzinfo=None) == datetime(2026, 11, 30, 9, 30)
