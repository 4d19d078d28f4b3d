"""年度报告: tables in the exact form, sums that are checked, one for each organ and year, late by article 49."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from catalog import overdue
from catalog.admin.due_panel import due_words
from catalog.annual_report.tables import APPLICATIONS, OUTCOMES
from catalog.models import AnnualReportPage
from catalog.recounting import recount
from cms.models import HomePage
from organs.models import Organ
from register.models import Entry
from tests.site import make_organ

from .figures import REMEDIES, applications
from .pages import draft, published

pytestmark = pytest.mark.django_db


def problem_of(**fields: Any) -> str:
    return "；".join(draft(AnnualReportPage, **fields).publication_problems())


def test_form_has_21_outcomes_and_the_rows_of_the_notice() -> None:
    assert len(OUTCOMES) == 21
    (table,) = APPLICATIONS.tables
    assert len(table.rows) == 2 + 21 + 1 + 1
    spans = [head for row in table.rows for head in row.heads]
    assert sum(columns * rows for _text, columns, rows in spans) == len(table.rows) * 3, "the form has no holes"


def test_page_has_six_parts_and_the_tables(home: HomePage, client: Any) -> None:
    html = client.get(published(AnnualReportPage).url).content.decode()
    parts = re.findall(r"<h2>([一二三四五六])、", html)
    assert parts == list("一二三四五六")
    assert '<th scope="rowgroup" rowspan="22">三、本年度办理结果</th>' in html
    assert '<th scope="rowgroup" rowspan="8">（三）不予公开</th>' in html
    assert "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和" in html
    remedies = html[html.index("remedies") :]
    assert len(re.findall(r"<td", remedies[: remedies.index("</table>")])) == 15
    assert "18.62" in html


def test_tables_travel_whole(home: HomePage) -> None:
    entry = Entry.objects.get(uid=published(AnnualReportPage).uid)
    assert 'rowspan="22"' in entry.content_html
    assert "本年度未收取信息处理费。" in entry.content_html
    assert entry.extra["report_year"] == 2025
    assert entry.due_on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"applications": applications(continued=[2, 0, 0, 0, 0, 0, 2])},
            "“自然人”一列：第一项加第二项为3，第三项（七）加第四项为4，相差1，两者应当相等。",
        ),
        (
            {"applications": applications(results=[1, 1, 0, 0, 0, 0, 2], received=[2, 1, 0, 0, 0, 0, 3])},
            "“自然人”一列：第三项“（七）总计”为1，（一）至（六）之和为2，相差1。",
        ),
        ({"applications": applications(received=[3, 1, 0, 0, 0, 0, 5])}, "“一、本年新收政府信息公开申请数量”一行：总计为5，各列之和为4"),
        ({"applications": {}}, "“一、本年新收政府信息公开申请数量”的“自然人”没有填写，没有的填0（共175处未填）"),
        ({"remedies": {**REMEDIES, "review": [3, 1, 0, 1, 6]}}, "“行政复议”一行：总计为6，各列之和为5，相差1"),
        ({"proactive": {}}, "“规章”的“本年制发件数”没有填写"),
        ({"report_year": 2007}, "报告年度请填2008至"),
        ({"problems": "没有。"}, "请至少写20个字"),
    ],
)  # fmt: skip
def test_mistake_is_told_in_chinese(home: HomePage, changes: dict[str, Any], words: str) -> None:
    assert words in problem_of(**changes)


def test_second_report_is_refused__while_the_organ_has_one_of_the_year(home: HomePage, organ: Organ) -> None:
    published(AnnualReportPage, organ=organ)
    assert "已有公开的2025年年度报告" in problem_of(organ=organ)
    assert problem_of(organ=organ, report_year=2024) == ""
    assert problem_of(organ=make_organ("minzhengju")) == ""


def test_report_is_late_by_article_49__whatever_the_calendar(home: HomePage) -> None:
    school = make_organ("jiaoyuju", kind=Organ.Kind.DEPARTMENT)
    city = make_organ("shizhengfu", kind=Organ.Kind.GOVERNMENT)
    town = make_organ("songlan", kind=Organ.Kind.GOVERNMENT, level=Organ.Level.TOWNSHIP)
    for organ in (school, city, town):
        draft(AnnualReportPage, organ=organ, title=organ.code)
    for day, late in (
        (date(2026, 1, 31), set()),
        (date(2026, 2, 1), {"jiaoyuju", "songlan"}),
        (date(2026, 3, 31), {"jiaoyuju", "songlan"}),
        (date(2026, 4, 1), {"jiaoyuju", "songlan", "shizhengfu"}),
    ):
        assert {one.title for one in overdue.waiting(None, day)} == late
        noon = datetime.combine(day, time(12), ZoneInfo("Asia/Shanghai"))
        assert overdue.waiting_number(None, noon) == len(late)
    words, is_late = due_words(AnnualReportPage.objects.get(title="jiaoyuju"), date(2026, 2, 1))
    assert is_late
    assert "应于2026-01-31前公开（《政府信息公开条例》第四十九条），现已逾期" in words


def test_day_stays__when_due_dates_are_counted_anew(home: HomePage) -> None:
    published(AnnualReportPage, issued_on=date(2026, 1, 10))
    assert recount() == 0
    assert Entry.objects.get(kind="annual_report").due_on == date(2026, 1, 31)


def test_figures_are_typed__when_programs_read_them(home: HomePage, client: Any) -> None:
    page = published(AnnualReportPage)
    data = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert data["application_figures"]["received"] == {
        "person": 3, "company": 1, "research": 0, "charity": 0, "legal": 0, "other": 0, "total": 4,
    }  # fmt: skip
    assert data["proactive_figures"]["fees"] == {"charged": "18.620000"}
