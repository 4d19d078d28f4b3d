"""Budgets, plans, statistics and annual reports of the demo: each as whole as its form demands."""

from typing import Any

import pytest

from catalog.models.base import CataloguePage
from cms.models import HomePage
from demo import figures, reading
from demo.drafting import MODELS, of_type
from tests.site import column, make_organ

KINDS = ("annual_report", "budget", "plan", "statistics")
STATED = [one for one in reading.publications() if one.kind in KINDS]
ORGANS = {organ["code"]: organ for organ in reading.organs()}


def no_file(kind: str, name: str) -> None:
    """None of these has pictures or attachments."""


def made(one: reading.Publication) -> Any:
    """The page as a draft, with its tables."""
    model = MODELS[one.kind]
    known = {name: ORGANS[one.organ][name] for name in ("name", "short_name", "kind", "level")}
    organ = make_organ(one.organ, **known)
    facts = {name: value for name, value in of_type(model, one, None, no_file).items() if name != "openness"}
    body = [("paragraph", "<p>正文。</p>")]
    page = model(title=one.title, organ=organ, live=False, issued_on=one.issued_on, body=body, **facts)
    return column("yaowen").add_child(instance=page)


@pytest.mark.django_db
@pytest.mark.parametrize("one", STATED, ids=lambda one: one.name)
def test_figures_add_up__and_fill_every_cell_that_is_asked_for(home: HomePage, one: reading.Publication) -> None:
    page = made(one)
    assert isinstance(page, CataloguePage)
    found = {
        name: problems for name, problems in type(page).objects.get(pk=page.pk).whole_problems().items() if problems
    }
    assert found == {}
    assert type(page).objects.get(pk=page.pk).publication_problems() == []


def test_demo_has_several_of_each() -> None:
    of = {kind: {one.organ for one in STATED if one.kind == kind} for kind in KINDS}
    assert len(of["budget"]) >= 4
    assert len(of["annual_report"]) >= 4
    series = [one for publication in STATED for one in publication.facts.get("indicators", [])]
    assert {one["frequency"] for one in series} == {"month", "quarter", "year"}
    assert min(len(one["rows"].strip().splitlines()) for one in series) >= 12


def test_tables_are_read__with_gaps_as_empty_cells() -> None:
    read = figures.money("| 项目 | 上年数 |\n| 甲 |  |")
    assert read["rows"] == [{"values": ["甲", None]}]
    assert read["columns"][1] == {"type": "wan_yuan", "heading": "上年数"}
