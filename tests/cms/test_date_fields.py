"""Dates are typed as documents write them."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from wagtail.blocks import DateBlock

from catalog.models import OfficialDocumentPage
from cms.date_fields import WrittenDateField

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
