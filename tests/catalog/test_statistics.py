"""统计信息: series on the page, and as files that are there only while the page is."""

import csv
import io
import json
import re
from typing import Any

import jsonschema
import openpyxl
import pytest

from catalog.models import StatisticsPage
from cms.clearance.gate import let_down
from cms.models import HomePage
from register.models import Entry
from syndication.api.data import data_schema
from tests.site import publish

from .figures import series
from .pages import draft, published

pytestmark = pytest.mark.django_db


def file_of(client: Any, page: StatisticsPage, suffix: str, **headers: str) -> Any:
    return client.get(f"/data/{page.uid}.{suffix}", **headers)


def test_page_shows_chart_table_and_files(home: HomePage, client: Any) -> None:
    page = published(StatisticsPage)
    html = client.get(page.url).content.decode()
    assert html.count('<svg class="chart"') == 2
    assert "<table data-sortable>" in html
    assert '<td class="amount" data-value="-1.5">-1.50</td>' in html
    assert "口径说明：现价。" in html
    for suffix in ("csv", "xlsx", "json"):
        assert f'href="/data/{page.uid}.{suffix}"' in html
        assert re.search(
            rf'<link rel="alternate" type="[^"]+" title="数据（{suffix.upper()}）" href="/data/{page.uid}', html
        )
    entry = Entry.objects.get(uid=page.uid)
    assert entry.extra["indicators"] == "规模以上工业增加值、用电量"
    assert "2025年12月" in entry.content_html
    assert "/data/" not in entry.content_html


def test_files_say_the_same_as_the_page(home: HomePage, client: Any) -> None:
    page = published(StatisticsPage)
    data = json.loads(file_of(client, page, "json").content)
    jsonschema.validate(data, data_schema(), format_checker=jsonschema.FormatChecker())
    assert data["content_digest"] == Entry.objects.get(uid=page.uid).content_digest
    assert data["organ"] == page.organ.name
    (first, second) = data["series"]
    assert (first["name"], second["unit"]) == ("规模以上工业增加值", "亿千瓦时")
    assert first["points"][1] == {"period": "2025-02", "label": "2025年2月", "value": "5", "yoy": "-1.5"}
    text = file_of(client, page, "csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 25
    assert lines[2][:7] == ["规模以上工业增加值", "亿元", "月度", "2025年2月", "2025-02", "5", "-1.5"]
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(client, page, "xlsx").content)).active
    assert [cell.value for cell in sheet[3]][3:7] == ["2025年2月", "2025-02", 5, -1.5]


def test_files_are_the_same_bytes_and_known_by_etag__until_the_content_changes(home: HomePage, client: Any) -> None:
    page = published(StatisticsPage)
    for suffix in ("csv", "xlsx", "json"):
        answer = file_of(client, page, suffix)
        assert file_of(client, page, suffix).content == answer.content
        assert file_of(client, page, suffix, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    before = file_of(client, page, "csv")
    page.caliber, page.correction_note = "口径已调整。", "补充口径"
    publish(page)
    after = file_of(client, page, "csv", HTTP_IF_NONE_MATCH=before["ETag"])
    assert after.status_code == 200
    assert "口径已调整。" in after.content.decode()


def test_no_draft_is_told_by_files(home: HomePage, client: Any) -> None:
    assert file_of(client, draft(StatisticsPage), "json").status_code == 404
    page = published(StatisticsPage)
    before = file_of(client, page, "json").content
    page.caliber = "草稿中的口径"
    page.save_revision()
    assert file_of(client, page, "json").content == before


def test_files_are_gone__when_the_page_was_withdrawn(home: HomePage, client: Any) -> None:
    page = published(StatisticsPage)
    let_down(page).unpublish()
    answer = file_of(client, page, "csv")
    assert answer.status_code == 410
    assert "规模以上" not in answer.content.decode()


def test_files_are_no_formulas__when_a_name_looks_like_one(home: HomePage, client: Any) -> None:
    page = published(StatisticsPage, indicators=[("series", series("=1+1"))])
    assert list(csv.reader(io.StringIO(file_of(client, page, "csv").content.decode("utf-8-sig"))))[1][0] == "'=1+1"
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(client, page, "xlsx").content)).active
    assert sheet["A2"].data_type == "s"


def test_strange_addresses_are_not_found(home: HomePage, client: Any) -> None:
    for path in ("/data/x.csv", "/data/00000000-0000-0000-0000-000000000000.csv", "/data/.json"):
        assert client.get(path).status_code == 404


def test_api_tells_series_and_files(home: HomePage, client: Any) -> None:
    page = published(StatisticsPage)
    data = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert data["indicators"][0]["value"]["points"][0]["period"] == "2025-01"
    assert [one["url"] for one in data["data_files"]] == [
        f"http://testserver/data/{page.uid}.{suffix}" for suffix in ("csv", "xlsx", "json")
    ]
    entry = client.get(f"/api/v1/entries/{page.uid}/").json()
    assert entry["extra"]["data_url"] == f"http://testserver/data/{page.uid}.json"


MONTHS = (("2025年1月", "1", None), ("2025年2月", "2", None))


@pytest.mark.parametrize(
    ("indicators", "words"),
    [
        ([], "还没有指标"),
        ([("series", series()), ("series", series())], "指标“规模以上工业增加值”重复"),
        ([("series", series("甲", "quarter", *MONTHS))], "第1行的时期“2025年1月”不是季度，请写作“2026年第一季度”"),
        ([("series", series("甲", "month", MONTHS[1], MONTHS[0]))], "第2行“2025年1月”排在“2025年2月”之后"),
        ([("series", series("甲", "month", MONTHS[0], MONTHS[0]))], "第2行“2025年1月”与“2025年1月”重复"),
        ([("series", series("甲", "month", MONTHS[0], ("2025年2月", None, None)))], "第2行“2025年2月”没有数值"),
        ([("series", series("甲", "month", MONTHS[0]))], "一个序列须有2至400个时期，现有1个"),
    ],
)
def test_mistake_is_told_in_chinese(home: HomePage, indicators: Any, words: str) -> None:
    assert words in "；".join(draft(StatisticsPage, indicators=indicators).publication_problems())


def test_next_release_is_refused__when_it_lies_before_this_one(home: HomePage) -> None:
    (problem,) = draft(StatisticsPage, issued_on="2026-03-01", next_release_on="2026-02-01").publication_problems()
    assert "下次发布日期须在本次数据形成之后" in problem
