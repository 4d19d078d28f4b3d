"""Fields of many cells: what is typed is kept, what is wrong is told by row and column."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalog.annual_report.tables import REMEDIES
from catalog.budget.sangong import SANGONG
from catalog.grids.field import GridFormField
from catalog.models import AnnualReportPage, BudgetPage
from cms.clearance.digest import content_digest
from cms.models import HomePage
from cms.review.differences.pages import compare

from .figures import PROACTIVE
from .figures import SANGONG as FILLED
from .pages import draft


def post(field: GridFormField, **cells: str) -> Any:
    return field.widget.value_from_datadict({f"t-{name}": text for name, text in cells.items()}, {}, "t")


def test_cells_are_read_as_people_write_them() -> None:
    field = GridFormField(grid=SANGONG)
    typed = post(field, **{"abroad-0": " 1,286.50 ", "abroad-2": "１２．５", "all-0": ""})
    assert field.clean(typed) == {"abroad": ["1286.5", None, "12.5"]}


@pytest.mark.parametrize("text", ["约3", "-1", "1.5", "1e5", "NaN", "9" * 20, "=1+1", "<b>"])
def test_wrong_cell_is_told_by_row_and_column__and_kept(text: str) -> None:
    field = GridFormField(grid=REMEDIES)
    typed = post(field, **{"review-1": text})
    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)
    assert "“行政复议”的“结果纠正”应为不小于0的整数，现为" in refusal.value.messages[0]
    html = field.widget.render("t", typed, {"id": "id_t"})
    assert f'value="{text.replace("<", "&lt;").replace(">", "&gt;")}"' in html


def test_many_wrong_cells_are_counted() -> None:
    field = GridFormField(grid=REMEDIES)
    with pytest.raises(ValidationError) as refusal:
        field.clean(post(field, **{f"review-{number}": "x" for number in range(5)}, **{"direct_suit-0": "y"}))
    assert refusal.value.messages[-1] == "另有1处填写有误。"


def test_every_cell_counts_for_the_signature_and_is_told_as_a_difference(db: None, home: HomePage) -> None:
    cases: tuple[tuple[Any, str, Any], ...] = (
        (BudgetPage, "sangong", FILLED),
        (AnnualReportPage, "proactive", PROACTIVE),
    )
    for model, name, filled in cases:
        page = draft(model)
        other = model.objects.get(pk=page.pk)
        key = next(iter(filled))
        setattr(other, name, {**filled, key: [9, *filled[key][1:]]})
        assert content_digest(other) != content_digest(page)
        assert [one.path for one in compare(page, other)] == [name]
