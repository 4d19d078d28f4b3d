"""What may be asked of /api/v1/entries/, and what is refused."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from register import services
from register.models import Entry
from register.ordering import ORDERS
from tests.recall import recall
from tests.site import column, make_article, make_document, make_organ

from .entries import make_entry

pytestmark = pytest.mark.django_db

PATH = "/api/v1/entries/"


def get(client, status: int = 200, /, **asked: str) -> dict:
    response = client.get(PATH, asked)
    assert response.status_code == status, response.content
    return json.loads(response.content)


def titles(client, **asked: str) -> list[str]:
    return [one["title"] for one in get(client, **asked)["results"]]


@pytest.fixture
def several(home):
    return recall.scene(make_several)


def make_several():
    make_article(title="要闻一")
    make_document(
        title="文件一",
        theme="综合政务\\信访",
        genre="通知",
        validity="valid",
        catalogue_group="20-04-01",
        openness="result",
        issued_on=date(2020, 2, 3),
    )
    make_document(
        "shizhengfu", title="文件二", theme="综合政务\\其他", genre="意见", validity="repealed", catalogue_group="20-07",
        openness="decision", issued_on=date(2019, 2, 3),
    )  # fmt: skip
    make_article(title="外单位", organ=make_organ("minzhengju"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"organ": "minzhengju"}, {"外单位"}),
        ({"organ": "nobody"}, set()),
        ({"column": "/zhengcewenjian/"}, {"文件一", "文件二"}),
        ({"column": "/zhengcewenjian/shizhengfu"}, {"文件二"}),
        ({"column": "/nowhere/"}, set()),
        ({"kind": "article"}, {"要闻一", "外单位"}),
        ({"theme": "综合政务"}, {"文件一", "文件二"}),
        ({"theme": "综合政务\\信访"}, {"文件一"}),
        ({"genre": "意见", "validity": "repealed"}, {"文件二"}),
        ({"genre": "意见", "validity": "valid"}, set()),
        ({"catalogue": "20-04"}, {"文件一"}),
        ({"catalogue": "20"}, {"文件一", "文件二"}),
        ({"catalogued": "true"}, {"文件一", "文件二"}),
        ({"openness": "decision"}, {"文件二"}),
        ({"catalogue": "20-07", "openness": "result"}, set()),
        ({"sort": "number"}, {"文件一", "文件二"}),
        ({"year": "1999"}, set()),
        ({"updated_after": "2000-01-01T00:00:00+08:00", "kind": "article"}, {"要闻一", "外单位"}),
        ({"updated_after": "2100-01-01T00:00:00Z"}, set()),
    ],
)
def test_only_what_was_asked_for_comes__when_filtered(several, client, asked, expected):
    assert set(titles(client, **asked)) == expected


def test_column_is_known_by_its_uid__when_asked_so(several, client):
    assert set(titles(client, column=str(column("zhengcewenjian").uid))) == {"文件一", "文件二"}
    assert titles(client, column="00000000-0000-0000-0000-000000000000") == []


def test_order_is_turned_around__when_oldest_comes_first(several, client):
    assert titles(client, sort="oldest") == titles(client)[::-1]


def test_formed_and_number_order__when_asked_for(several, client):
    by_day = get(client, sort="formed", kind="official_document")["results"]
    assert [(one["title"], one["formed_on"]) for one in by_day] == [("文件一", "2020-02-03"), ("文件二", "2019-02-03")]
    numbers = [one["index_number"] for one in get(client, sort="number")["results"]]
    assert numbers == sorted(numbers)
    assert (by_day[0]["catalogue"], by_day[0]["openness"]) == ("20-04-01", "result")


@pytest.mark.parametrize("sort", ORDERS)
def test_nothing_is_skipped_or_repeated__when_the_last_entry_is_withdrawn_and_newer_ones_come(home, client, sort):
    for number in range(9):
        make_entry(number, index_number=f"2026-{number // 2:05d}", issued_on=date(2026, 1, 1 + number // 3))
    every = titles(client, sort=sort)
    page = get(client, sort=sort, limit="2")
    seen, round_ = [one["title"] for one in page["results"]], 0
    while page["next"]:
        query = {name: values[0] for name, values in parse_qs(urlsplit(page["next"]).query).items()}
        if last := Entry.objects.filter(title=seen[-1]).first():
            services.withdraw(last, Entry.Reason.OUTDATED)
        make_entry(100 + round_, index_number="2026-00000", issued_on=date(2030, 1, 1))
        page, round_ = get(client, **query), round_ + 1
        seen += [one["title"] for one in page["results"] if one["title"] in every]
    assert seen == every


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("other", ["formed", "number", "newest"])
def test_cursor_is_refused__when_it_belongs_to_another_order(home, client, sort, other):
    for number in range(3):
        make_entry(number, index_number=f"2026-{number:05d}", issued_on=date(2026, 1, 1))
    cursor = parse_qs(urlsplit(get(client, sort=other, limit="1")["next"]).query)["cursor"][0]
    alike = sort == other or {sort, other} <= {"newest", "oldest"}
    told = get(client, 200 if alike else 400, sort=sort, cursor=cursor)
    assert alike or told["detail"].startswith("cursor 无效")


def test_question_goes_on__when_next_is_followed(home, client):
    for number in range(7):
        make_entry(number, kind="article" if number % 2 else "official_document")
    asked = {"kind": "official_document", "limit": "2", "sort": "oldest", "fields": "title,uid"}
    page = get(client, **asked)
    assert page["next"] is not None
    query = {name: values[0] for name, values in parse_qs(urlsplit(page["next"]).query).items()}
    assert {name: value for name, value in query.items() if name != "cursor"} == asked
    following = get(client, **query)
    assert [one["title"] for one in page["results"] + following["results"]] == [f"公告第{n}号" for n in (0, 2, 4, 6)]
    assert following["next"] is None
    assert list(page["results"][0]) == ["uid", "title"]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"organs": "x"}, "organs"),
        ({"offset": "20"}, "offset"),
        ({"fields": "title,secret"}, "secret"),
        ({"fields": ""}, "fields"),
        ({"year": "26"}, "年份"),
        ({"year": "２０２６"}, "年份"),
        ({"year": "99999"}, "年份"),
        ({"updated_after": "2026-11-24T09:30:00"}, "时区"),
        ({"updated_after": "2026-11-24"}, "时区"),
        ({"updated_after": "昨天"}, "时区"),
        ({"updated_after": "2026-11-24T09:30:00 08:00"}, "%2B"),
        ({"updated_after": "0001-01-01T00:00:00+14:00"}, ""),
        ({"sort": "title"}, "newest"),
        ({"column": "yaowen"}, "路径"),
        ({"catalogued": "false"}, "true"),
        ({"organ": ""}, "organ"),
        ({"organ": "x" * 500}, "organ"),
        ({"cursor": "x"}, "cursor"),
        ({"validity": "abolished"}, "validity 没有“abolished”这个值。可用的值：valid、amended、lapsed、repealed。"),
        ({"kind": "news"}, "official_document"),
        ({"genre": "诗"}, "通知"),
        ({"openness": "open"}, "decision、execution、management、service、result"),
        ({"language": "zh"}, "zh-Hans"),
        ({"catalogue": "20-0"}, "20、20-01"),
        ({"theme": "综合政务\\没有"}, "综合政务、国民经济管理"),
        ({"theme": "信访"}, "一级分类\\二级分类"),
    ],
)
def test_question_is_refused_in_chinese__when_it_is_wrong(home, client, asked, word):
    make_article()
    detail = get(client, 400, **asked)["detail"]
    assert word in detail
    assert any("\u4e00" <= letter <= "\u9fff" for letter in detail)


def test_question_is_refused__when_a_parameter_comes_twice(home, client):
    response = client.get(f"{PATH}?kind=article&kind=other")
    assert response.status_code == 400


def test_refusal_is_json__when_no_view_saw_the_request(home, client):
    for odd, status in ((f"{PATH}?organ=%00", 400), (f"/api/{'x' * 3000}/", 414)):
        response = client.get(odd)
        assert response.status_code == status
        assert json.loads(response.content)["detail"]


def test_queries_are_few_and_do_not_grow__when_there_is_more(several, client):
    asked = {"column": "/zhengcewenjian/", "theme": "综合政务", "organ": "yunshan"}

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            get(client, **asked)
        return len(queries)

    before = cost()
    for number in range(8):
        make_entry(number, column_id=column("zhengcewenjian").pk, theme="综合政务\\信访")
    assert cost() == before <= 6


def test_unknown_address_is_json__when_it_has_a_new_line(home, client):
    response = client.get("/api/v1/entries/a%0Ab/")
    assert response.status_code == 404
    assert json.loads(response.content)["detail"]
