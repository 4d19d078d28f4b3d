"""Typed tables and series: what they refuse, how they are read, and that reviewers see every figure."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from cms.blocks import BodyBlock
from cms.blocks.figures import FiguresTableBlock
from cms.blocks.series import SeriesBlock, points
from cms.models import ArticlePage, HomePage
from cms.periods import read_period
from cms.review.differences.pages import compare
from cms.review.passages import passages
from tests.catalog.figures import series
from tests.site import make_draft


@pytest.mark.parametrize(
    ("text", "frequency", "code"),
    [
        ("2026年1月", "month", "2026-01"),
        ("2026-01", "month", "2026-01"),
        ("2026 年 12 月", "month", "2026-12"),
        ("2026年1—9月", "month", "2026-01/2026-09"),
        ("２０２６年１～９月", "month", "2026-01/2026-09"),
        ("٢٠٢٦年3月", "month", None),
        ("2026年13月", "month", None),
        ("2026年9—1月", "month", None),
        ("2026年第三季度", "quarter", "2026-Q3"),
        ("2026年一季度", "quarter", "2026-Q1"),
        ("2026Q4", "quarter", "2026-Q4"),
        ("2026年上半年", "quarter", "2026-Q1/2026-Q2"),
        ("2026年前三季度", "quarter", "2026-Q1/2026-Q3"),
        ("2026年五季度", "quarter", None),
        ("２０２６Ｑ１", "quarter", "2026-Q1"),
        ("2026年", "year", "2026"),
        ("２０２６年", "year", "2026"),
        ("2026", "year", "2026"),
        ("0026", "year", None),
        ("去年", "year", None),
    ],
)
def test_period_is_read__as_officials_write_it(text: str, frequency: str, code: str | None) -> None:
    found = read_period(text, frequency)
    assert (found.code if found else None) == code


def test_table_shows_units_and_even_decimals() -> None:
    block = FiguresTableBlock()
    columns = [("text", "项目"), ("integer", "人数"), ("wan_yuan", "金额"), ("percent", "占比（%）"), ("date", "日期")]
    value = block.to_python(
        {
            "caption": "表",
            "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
            "rows": [
                {"values": ["甲", "12000", "1234.5", "5", "2026-03-01"]},
                {"values": ["乙", None, "1", "5.25", None]},
            ],
        }
    )
    html = block.render(value)
    assert '<th scope="col" class="amount">金额（万元）</th>' in html
    assert '<th scope="col" class="amount">占比（%）</th>' in html
    for cell in ("12,000", "1,234.50", "1.00", "5.00", "5.25", "2026-03-01"):
        assert f">{cell}</td>" in html
    assert 'data-value="1234.5"' in html
    assert "<table data-sortable>" in html
    value.row_data[1]["values"][0] = "合计"
    assert "data-sortable" not in block.render(value)
    assert block.get_api_representation(value)["rows"][0] == ["甲", "12000", "1234.5", "5", "2026-03-01"]


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("integer", "1.5", "这里应为整数"),
        ("yuan", "1.555", "小数最多2位"),
        ("percent", "1.23456", "小数最多4位"),
        ("decimal", "1e20", "数字过大"),
    ],
)
def test_number_is_refused__when_it_is_not_of_its_type(kind: str, number: str, words: str) -> None:
    block = FiguresTableBlock().child_blocks[kind]
    with pytest.raises(ValidationError) as refusal:
        block.clean(Decimal(number))
    assert words in str(refusal.value)


def test_heading_is_asked_for() -> None:
    block = FiguresTableBlock()
    value = block.to_python({"caption": "", "columns": [{"type": "text", "heading": " "}], "rows": []})
    with pytest.raises(TypedTableBlockValidationError) as refusal:
        block.clean(value)
    assert "请填写每一列的列名" in str(refusal.value.non_block_errors)


def test_series_is_refused_at_its_table__but_not_in_a_draft() -> None:
    block = SeriesBlock()
    wrong = block.to_python(series("甲", "year"))
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(wrong)
    assert "不是年度" in str(refusal.value.block_errors["table"].non_block_errors)
    block.defer_required_validation()
    assert block.clean(wrong)["name"] == "甲"
    block.restore_deferred_validation()


def test_series_is_drawn_by_its_last_points__and_told_whole() -> None:
    block = SeriesBlock()
    rows = [(f"{year}年", str(year - 1900), None) for year in range(1990, 2020)]
    value = block.to_python(series("人口", "year", *rows))
    html = block.render(value)
    assert len(points(value)) == 30
    assert "图中为最近24个时期" in html
    assert "同比" not in html
    assert html.count("<tr>") == 31
    assert len(block.get_api_representation(value)["points"]) == 30


def test_body_of_every_text_has_them() -> None:
    assert {"figures", "series"} <= set(BodyBlock().child_blocks)


@pytest.mark.django_db
def test_reviewers_see_every_figure(home: HomePage) -> None:
    make_draft()

    def page_with(number: str) -> Any:
        page = ArticlePage.objects.get()
        table = {"caption": "", "columns": [{"type": "integer", "heading": "编号"}], "rows": [{"values": [number]}]}
        page.body = BodyBlock().to_python(
            [{"type": "figures", "value": table, "id": "1"}, {"type": "series", "value": series(), "id": "2"}]
        )
        return page

    old, new = page_with("7"), page_with("8")
    (found,) = compare(old, new)
    assert found.path == "body.1"
    assert any(row.change == "changed" for row in found.rows)
    texts = "\n".join(one.text for one in passages(new))
    assert "2025年12月" in texts
    assert "15" in texts
