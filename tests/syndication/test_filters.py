"""/api/v1/filters/: by what the list of entries can be narrowed, in words."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.clearance.gate import let_down
from syndication.api.schemas import served
from tests.site import make_article, make_document, make_organ

pytestmark = pytest.mark.django_db

PATH = "/api/v1/filters/"


def get(client: Any, status: int = 200, /, **asked: str) -> Any:
    response = client.get(PATH, asked)
    assert response.status_code == status, response.content
    return json.loads(response.content)


def choices(client: Any, name: str, **asked: str) -> dict[str, str]:
    """Title by value of one filter."""
    found = next(one for one in get(client, **asked)["filters"] if one["name"] == name)
    return {one["value"]: one["title"] for one in found["choices"]}


@pytest.fixture
def several(home: Any) -> dict[str, Any]:
    first, second = (make_organ(code, short_name=name, position=n) for n, (code, name) in enumerate(ORGANS.items(), 1))
    return {
        "valid": make_document(
            title="有效的文件", organ=first, theme="综合政务\\信访", genre="通知", validity="valid",
            catalogue_group="20-04-01", openness="result", issued_on=date(2020, 2, 3),
        ),
        "repealed": make_document(
            title="废止的文件", organ=second, theme="国防\\国防动员", genre="意见", validity="repealed",
            catalogue_group="20-07", openness="decision", issued_on=date(2019, 2, 3),
        ),
        "article": make_article(title="要闻", organ=second),
    }  # fmt: skip


ORGANS = {"minzhengju": "市民政局", "jiaoyuju": "市教育局"}


def test_values_have_titles_in_their_order__when_something_has_them(several, client):
    assert list(choices(client, "organ").items()) == list(ORGANS.items())
    assert choices(client, "kind") == {"article": "文章", "official_document": "公文"}
    assert choices(client, "validity") == {"valid": "有效", "repealed": "废止"}
    assert list(choices(client, "openness")) == ["decision", "result"]
    assert list(choices(client, "genre")) == ["意见", "通知"]
    assert choices(client, "language") == {"zh-Hans": "中文"}
    years = choices(client, "year")
    assert set(years.values()) == {f"{year}年" for year in years}


def test_levels_are_told__when_values_stand_beneath_others(several, client):
    found = {one["name"]: one["choices"] for one in get(client)["filters"]}
    themes = [(one["value"], one["title"], one["parent"]) for one in found["theme"]]
    assert themes == [
        ("综合政务", "综合政务", None),
        ("综合政务\\信访", "信访", "综合政务"),
        ("国防", "国防", None),
        ("国防\\国防动员", "国防动员", "国防"),
    ]
    items = [(one["value"], one["parent"]) for one in found["catalogue"]]
    assert items == [("20", None), ("20-04", "20"), ("20-04-01", "20-04"), ("20-07", "20")]
    assert all(one["title"] != one["value"] for one in found["catalogue"])


def test_only_what_answers_all_others_is_offered__when_narrowed(several, client):
    assert set(choices(client, "genre", validity="repealed")) == {"意见"}
    assert set(choices(client, "validity", validity="repealed")) == {"valid", "repealed"}
    assert set(choices(client, "kind", catalogued="true")) == {"official_document"}
    assert choices(client, "organ", organ="minzhengju", kind="article") == {"jiaoyuju": "市教育局"}
    assert set(choices(client, "genre", column="/zhengcewenjian/")) == {"意见", "通知"}
    assert choices(client, "theme", genre="决议") == {}


def test_every_value_finds_something__when_asked_of_the_list(several, client):
    for one in get(client)["filters"]:
        for choice in one["choices"]:
            asked = client.get("/api/v1/entries/", {one["name"]: choice["value"], "fields": "uid"})
            assert asked.json()["results"], (one["name"], choice)


def test_value_goes__when_what_had_it_is_withdrawn(several, client):
    let_down(several["repealed"]).unpublish()
    assert choices(client, "validity") == {"valid": "有效"}
    assert "国防" not in choices(client, "theme")


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"sort": "newest"}, "sort"),
        ({"catalogued": "1"}, "catalogued"),
        ({"year": "26"}, "year"),
        ({"organ": " "}, "organ"),
    ],
)
def test_question_is_refused__when_it_is_wrong(home, client, asked, word):
    assert word in get(client, 400, **asked)["detail"]


def test_answer_fits_its_schema_and_may_be_read_from_anywhere(several, client):
    response = client.get(PATH, headers={"origin": "https://m.example.cn"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304
    jsonschema.Draft202012Validator(served().answers["filters"]).validate(response.json())


def test_queries_stay_as_many__when_there_is_more(several, client):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            get(client, organ="jiaoyuju", catalogued="true")
        return len(queries)

    get(client)
    few = count()
    for number in range(6):
        make_document(title=f"更多文件{number}", organ=make_organ(f"ju{number}"), genre="公告", catalogue_group="20-01")
    assert count() == few <= 5
