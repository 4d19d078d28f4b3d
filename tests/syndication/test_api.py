"""/api/v1/entries/: what is public now, page by page."""

import base64
import json
from datetime import timedelta

import jsonschema
import pytest

from register import services
from register.models import Entry
from syndication.api.cursor import Cursor
from tests.site import make_article, make_document, make_draft

from .entries import BEGIN, attachment, make_entries, make_entry

pytestmark = pytest.mark.django_db

PATH = "/api/v1/entries/"
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$"}
ADDRESS = {"type": "string", "pattern": "^https?://"}
TEXT = {"type": "string"}
WORDS = {"type": "array", "items": TEXT}


def maybe(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


def exactly(**properties: dict) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


ENTRY = exactly(
    uid=TEXT,
    id={"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
    url=ADDRESS,
    api_url=ADDRESS,
    kind=TEXT,
    title=TEXT,
    summary=TEXT,
    content_html=TEXT,
    content_digest={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    edition={"type": "integer"},
    language=TEXT,
    organ=exactly(code=TEXT, name=TEXT, short_name=TEXT, url=ADDRESS),
    column=maybe(exactly(title=TEXT, url=ADDRESS)),
    index_number=TEXT,
    document_number=TEXT,
    formed_on=maybe({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
    issued_on=maybe({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
    categories=WORDS,
    keywords=WORDS,
    catalogue=TEXT,
    theme=TEXT,
    genre=TEXT,
    openness=TEXT,
    validity=TEXT,
    importance=TEXT,
    source=TEXT,
    author=TEXT,
    origin={"type": "object"},
    attachments={
        "type": "array",
        "items": exactly(url=ADDRESS, title=TEXT, type=TEXT, size={"type": "integer"}, sha256=TEXT),
    },
    image=maybe(ADDRESS),
    extra={"type": "object"},
    published_at=MOMENT,
    first_published_at=MOMENT,
    original_published_at=maybe(MOMENT),
    updated_at=MOMENT,
    seq={"type": "integer"},
)
PAGE = exactly(results={"type": "array", "items": ENTRY}, next=maybe(ADDRESS))


def get(client, path: str = PATH, status: int = 200) -> dict:
    response = client.get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response
    assert "Vary" not in response
    return json.loads(response.content)


def test_page_is_as_documented__when_entries_are_full(home, client):
    make_entry(
        attachments=(attachment(1),),
        issued_on=BEGIN.date(),
        document_number="云政发〔2026〕1号",
        extra={"effective_on": "2026-05-01", "picture": {"url": "/media/a.jpg", "alt": ""}, "inner": "x"},
    )
    make_document()
    make_article()
    page = get(client)
    jsonschema.validate(page, PAGE)
    assert len(page["results"]) == 3
    one = page["results"][-1]
    assert one["url"] == "http://testserver/gonggao/t0/"
    assert one["column"] == {"title": "公告", "url": "http://testserver/gonggao/"}
    assert one["organ"]["code"] == "yunshan"
    assert 'href="http://testserver/gonggao/"' in one["content_html"]
    assert one["attachments"][0]["url"] == "http://testserver/documents/1/000000000001.pdf"
    assert one["image"] == "http://testserver/media/a.jpg"
    assert one["extra"] == {"effective_on": "2026-05-01"}
    assert one["published_at"] == "2026-03-01T09:00:00+08:00"
    assert get(client, one["api_url"].removeprefix("http://testserver")) == one


def test_column_address_is_right__when_column_is_real(home, client):
    make_article("shizhengfu")
    column = get(client)["results"][0]["column"]
    assert column == {"title": "市政府文件", "url": "http://testserver/zhengcewenjian/shizhengfu/"}
    assert client.get("/zhengcewenjian/shizhengfu/").status_code == 200


@pytest.mark.parametrize("limit", [1, 7, 20, 25, 100])
def test_next_leads_through_all__when_followed(home, client, limit):
    entries = make_entries(25)
    seen, path, pages = [], f"{PATH}?limit={limit}", 0
    while path:
        page = get(client, path)
        seen += [one["uid"] for one in page["results"]]
        pages += 1
        assert page["next"] is None or page["next"].startswith("http://testserver/api/v1/entries/?cursor=")
        path = (page["next"] or "").removeprefix("http://testserver")
    assert seen == [str(entry.uid) for entry in reversed(entries)]
    assert pages == -(-25 // limit)


def test_nothing_is_lost__when_times_are_equal(home, client):
    entries = [make_entry(number, at=BEGIN) for number in range(7)]
    seen, path = [], f"{PATH}?limit=2"
    while path:
        page = get(client, path)
        seen += [one["uid"] for one in page["results"]]
        path = (page["next"] or "").removeprefix("http://testserver")
    assert seen == sorted((str(entry.uid) for entry in entries), reverse=True)


def test_reader_keeps_its_place__when_something_newer_comes(home, client):
    make_entries(4)
    first = get(client, f"{PATH}?limit=2")
    make_entry(50)
    second = get(client, first["next"].removeprefix("http://testserver"))
    assert [one["title"] for one in second["results"]] == ["公告第1号", "公告第0号"]


def test_draft_and_withdrawn_are_absent__when_listed(home, client):
    make_draft(title="草稿")
    entry = make_entry()
    services.withdraw(entry, Entry.Reason.UNPUBLISHED, BEGIN)
    assert get(client) == {"results": [], "next": None}


def test_tombstone_is_told__when_withdrawn(home, client):
    entry = make_entry(summary="不应再出现的概述", content_html="<p>不应再出现的正文</p>")
    services.withdraw(entry, Entry.Reason.RESTRICTED, BEGIN + timedelta(days=1), successor_url="/gonggao/t9/")
    told = get(client, f"{PATH}{entry.uid}/", 410)
    assert told == {
        "detail": "该信息已撤下，请停止展示并删除已保存的内容。",
        "uid": str(entry.uid),
        "id": f"urn:uuid:{entry.uid}",
        "url": "http://testserver/gonggao/t0/",
        "kind": "article",
        "withdrawn_at": "2026-03-02T09:00:00+08:00",
        "reason": "restricted",
        "reason_text": "不再属于主动公开范围",
        "successor_url": "http://testserver/gonggao/t9/",
        "seq": 2,
    }


@pytest.mark.parametrize(
    "path",
    [
        f"{PATH}0000aaaa-0000-4000-8000-00000000ffff/",
        f"{PATH}abc/",
        "/api/",
        "/api/v1/",
        "/api/v9/x",
        "/api/v1/entries",
    ],
)
def test_answer_is_404_as_json__when_unknown(home, client, path):
    response = client.get(path)
    if response.status_code == 301:  # only a slash was missing
        assert response["Location"] == f"{path}/"
        return
    assert get(client, path, 404)["detail"].startswith("没有该")


@pytest.mark.parametrize("limit", ["0", "101", "-1", "", "abc", "1e2", "２０", "9" * 40, "1.0", "%00", "%ff"])
def test_limit_is_refused__when_odd(home, client, limit):
    response = client.get(f"{PATH}?limit={limit}")
    assert response.status_code == 400
    if limit != "%00":
        assert "limit" in get(client, f"{PATH}?limit={limit}", 400)["detail"]


ODD_CURSORS = [
    "",
    "x",
    "a" * 5000,
    "测试",
    "%ff%fe",
    "=" * 8,
    "A" * 32,
    "A" * 31 + "%0a",
    base64.urlsafe_b64encode(b"\x7f" + b"\xff" * 23).decode(),
    base64.urlsafe_b64encode(b"\x80" + b"\x00" * 23).decode(),
    base64.urlsafe_b64encode(b"\x00" * 12).decode(),
]


@pytest.mark.parametrize("cursor", ODD_CURSORS)
def test_cursor_is_refused_or_read__when_odd(home, client, cursor):
    response = client.get(f"{PATH}?cursor={cursor}")
    if cursor == "A" * 32:  # all zero: a time and a uid like any other
        assert response.status_code == 200
        return
    assert "cursor" in get(client, f"{PATH}?cursor={cursor}", 400)["detail"]


def test_cursor_is_the_same__when_written_and_read(home):
    entry = make_entry(at=BEGIN + timedelta(microseconds=123457))
    cursor = Cursor.behind(entry)
    assert Cursor.read(cursor.written()) == cursor


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", "application/json;q=0", "*/*"])
def test_answer_is_json__when_anything_is_accepted(home, client, accept):
    make_entry()
    plain = client.get(PATH)
    other = client.get(PATH, headers={"accept": accept})
    assert (other.status_code, other.content) == (200, plain.content)


def test_nothing_can_be_written__when_tried(home, client):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(PATH).status_code == 405


def test_browser_of_another_site_may_ask__when_it_asks_first(home, client):
    response = client.options(PATH, headers={"origin": "https://other.example", "access-control-request-method": "GET"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_304_is_answered__when_client_has_the_page(home, client):
    entry = make_entry()
    for path in (PATH, f"{PATH}{entry.uid}/"):
        etag = client.get(path)["ETag"]
        held = client.get(path, headers={"if-none-match": etag, "origin": "https://other.example"})
        assert (held.status_code, held.content, held["ETag"]) == (304, b"", etag)
        assert held["Access-Control-Allow-Origin"] == "*"
        assert held["Access-Control-Expose-Headers"] == "ETag"
        assert client.head(path).status_code == 200
    before = client.get(PATH)["ETag"]
    make_entry(1)
    assert client.get(PATH)["ETag"] != before


def test_queries_do_not_grow__when_there_are_100_entries(home, client, django_assert_num_queries):
    entry = make_entries(5)[0]
    with django_assert_num_queries(2):
        get(client, f"{PATH}?limit=100")
    make_entries(100, first=5)
    with django_assert_num_queries(2):
        page = get(client, f"{PATH}?limit=100")
    with django_assert_num_queries(2):
        get(client, page["next"].removeprefix("http://testserver"))
    with django_assert_num_queries(2):
        get(client, f"{PATH}{entry.uid}/")
