"""预决算: totals that name row and difference, year-on-year, drawings, and what programs read."""

from typing import Any

import pytest

from catalog.models import BudgetPage
from cms.models import HomePage
from organs.models import Organ
from register.models import Entry
from tests.site import make_organ

from .figures import SANGONG, balance, money
from .pages import draft, published

pytestmark = pytest.mark.django_db


def problem_of(**fields: Any) -> str:
    return "；".join(draft(BudgetPage, **fields).publication_problems())


def test_whole_budget_has_no_problems(home: HomePage) -> None:
    assert problem_of() == ""


def test_tables_show_totals_and_change_against_the_year_before(home: HomePage, client: Any) -> None:
    page = published(BudgetPage)
    html = client.get(page.url).content.decode()
    assert '<td class="amount" data-value="1050.5">1,050.50</td>' in html
    assert '<td class="amount" data-value="50">50.00</td>' in html  # 教育支出 850 − 800
    assert "6.3%" in html  # 50 / 800
    assert html.count('<svg class="chart"') == 2
    entry = Entry.objects.get(uid=page.uid)
    assert "1,050.50" in entry.content_html
    assert "<svg" not in entry.content_html
    assert entry.extra["budget_kind"] == "部门预算"
    assert entry.catalogue == "20-07"


def test_total_is_refused__when_it_is_not_the_sum_of_its_parts(home: HomePage) -> None:
    income = money(("财政拨款收入", "900", "1000"), ("其他收入", "100", "50"), ("收入总计", "1000", "1050.5"))
    found = problem_of(tables=[("balance", balance(income=income))])
    assert found == "收支总表：收入表第3行“收入总计”的“本年数”为1,050.50，各分项之和为1,050.00，相差0.50，请核对。"


def test_total_that_was_not_filled_in_is_told_as_that(home: HomePage) -> None:
    income = money(("财政拨款收入", "900", "1000"), ("其他收入", "100", "50"), ("收入总计", "1000", None))
    found = problem_of(tables=[("balance", balance(income=income))])
    assert "收入表第3行“收入总计”的“本年数”没有填写，各分项之和为1,050.00，请补上。" in found


def test_rows_of_which_count_for_nothing__and_totals_count_subtotals(home: HomePage) -> None:
    spent = money(
        ("甲", "1", "1"), ("乙", "2", "2"), ("小计", "3", "3"), ("丙", "4", "4"), ("小计", "4", "4"),
        ("其中：丁", "99", "99"), ("本年支出合计", "7", "7"), ("结转下年", "1", "1"), ("支出总计", "8", "8"),
    )  # fmt: skip
    income = money(("拨款", "8", "8"), ("收入总计", "8", "8"))
    assert problem_of(tables=[("balance", balance(income=income, expenditure=spent))]) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tables": []}, "还没有收支总表"),
        (
            {"tables": [("balance", balance(income=money(("拨款", "1000", "1000"), ("收入总计", "1000", "1000"))))]},
            "“本年数”的“收入总计”为1,000.00，“支出总计”为1,050.50，相差50.50，两者应当相等",
        ),
        (
            {"tables": [("balance", balance(income=money(("拨款", "1000", "1050.5"))))]},
            "收入表没有“合计”或“总计”一行",
        ),
        ({"tables": [("balance", balance(income=money()))]}, "收入表须有1至300行"),
        (
            {"tables": [("balance", balance(income=money(("", "1000", "1050.5"), ("收入总计", "1000", "1050.5"))))]},
            "收入表第1行没有填写项目",
        ),
        ({"sangong": {**SANGONG, "all": ["45", "45", "41"]}}, "“合计”的“本年数”为41.00，各分项之和为40.50，相差0.50"),
        ({"sangong": {**SANGONG, "purchase": ["12", "12", "11"]}}, "“公务用车购置及运行维护费”的“本年数”为28.50"),
        ({"sangong": {}}, "“因公出国（境）费”的“上年数”没有填写，没有发生的填0（共12处）"),
        ({"fiscal_year": 1999}, "年度请填2000至"),
        ({"fiscal_year": 2099}, "年度请填2000至"),
        ({"budget_kind": "government_budget"}, "不是一级政府，请选择部门预算或者部门决算"),
    ],
)
def test_mistake_is_told_in_chinese(home: HomePage, changes: dict[str, Any], words: str) -> None:
    organ = make_organ("jiaoyuju", kind=Organ.Kind.DEPARTMENT)
    assert words in problem_of(organ=organ, **changes)


def test_government_may_leave_sangong_to_its_departments(home: HomePage) -> None:
    government = make_organ("shizhengfu", kind=Organ.Kind.GOVERNMENT)
    assert problem_of(organ=government, budget_kind="government_budget", sangong={}) == ""


def test_figures_are_typed__when_programs_read_them(home: HomePage, client: Any) -> None:
    page = published(BudgetPage)
    data = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert data["sangong_figures"]["all"] == {"previous": "45", "planned": "45", "current": "40.5"}
    (table,) = data["tables"]
    assert table["value"]["income"]["columns"][1] == {"type": "wan_yuan", "heading": "上年数"}
    assert table["value"]["income"]["rows"][1] == ["其他收入", "100", "50.5"]


def test_draft_may_be_incomplete__and_need_not_add_up(home: HomePage) -> None:
    wrong = balance(income=money(("财政拨款收入", "900", "1000"), ("收入总计", "1", "2")))
    new = BudgetPage(title="草稿", organ=make_organ(), fiscal_year=2026)
    new.clean()
    page = draft(BudgetPage, tables=[("balance", wrong)], sangong={})
    page.save_revision()
    assert page.whole_problems()["tables"]


def test_all_mistakes_are_told_at_once__when_rows_and_sums_are_wrong(home: HomePage) -> None:
    spent = money(("", "1", "1"), ("教育支出", "900", "1000"), ("支出总计", "900", "1130"))
    sangong = {**SANGONG, "abroad": ["", "10", "8"], "all": ["45", "1", "40.5"]}
    told = problem_of(tables=[("balance", balance(expenditure=spent))], sangong=sangong)
    assert "支出表第1行没有填写项目" in told
    assert "支出表第3行“支出总计”的“本年数”" in told
    assert "两者应当相等" in told
    assert "“因公出国（境）费”的“上年数”没有填写" in told
    assert "“合计”的“年初预算数”为1.00" in told
