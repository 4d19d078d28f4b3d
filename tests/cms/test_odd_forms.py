"""Forms that no browser of an editor sends get an answer that says so, and no error of ours."""

import json

import pytest
from django.urls import reverse

from organs.models import Role
from tests.cms.test_admin_editing import form
from tests.site import column, make_organ, make_person

pytestmark = pytest.mark.django_db

DRAFT = {"text": "字", "type": "unstyled", "key": "a", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}


def raw(**blocks):
    return json.dumps({"blocks": [DRAFT], "entityMap": {}, **blocks})


PARAGRAPHS = [
    "not json",
    "[" * 100_000 + "]" * 100_000,
    raw(blocks={"a": 1}, entityMap=[]),
    raw(blocks=[{**DRAFT, "type": "unordered-list-item", "depth": 99_999}]),
    raw(blocks=[{**DRAFT, "entityRanges": [{"offset": 0, "length": 1, "key": 7}]}]),
]


@pytest.fixture
def send(client, home):
    client.force_login(make_person("bian", (Role.EDITOR, None)))
    client.raise_request_exception = False
    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("yaowen").pk])
    return lambda **changes: client.post(address, {**form(organ=make_organ().pk), **changes})


@pytest.mark.parametrize("value", PARAGRAPHS)
def test_answer_is_400__when_a_paragraph_is_none(send, value):
    assert send(**{"body-0-value": value}).status_code == 400


def test_answer_is_400__when_the_parts_of_a_block_are_none(send):
    assert send(**{"body-0-type": "attachment", "body-0-value-document": "abc"}).status_code == 400
    assert send(**{"body-0-type": "table", "body-0-value": '{"data": 1}'}).status_code == 400


def test_field_is_named__when_time_or_keywords_are_beyond_reason(send):
    for name, value in (("go_live_at", "0001-01-01 00:00"), ("expire_at", "9999-12-31 23:59")):
        response = send(**{name: value})
        assert response.status_code == 200
        assert name in response.context["form"].errors
    response = send(keywords="、".join(f"词{number}" for number in range(51)))
    assert response.context["form"].errors["keywords"] == ["关键词最多50个。"]


@pytest.mark.parametrize(
    ("model", "stream"),
    [
        ("officialdocumentpage", "relations"),
        ("interpretationpage", "documents"),
        ("leaderpage", "speeches"),
    ],
)
def test_answer_is_400__when_a_page_is_named_by_no_number(client, send, model, stream):
    address = reverse("wagtailadmin_pages:add", args=["catalog", model, column("yaowen").pk])
    block, chooser = {"relations": ("relation", "document"), "documents": ("document", "document"), "speeches": ("speech", "page")}[stream]  # fmt: skip
    wrong = {
        f"{stream}-count": "1", f"{stream}-0-deleted": "", f"{stream}-0-order": "0", f"{stream}-0-type": block,
        f"{stream}-0-id": "", f"{stream}-0-value-{chooser}": "abc",
    }  # fmt: skip
    assert client.post(address, {**form(organ=make_organ().pk), **wrong}).status_code == 400


@pytest.mark.parametrize("value", ["x", "9" * 40, "-1", "1.5"])
def test_answer_is_400__when_a_choice_is_no_number(client, send, value):
    assert send(organ=value).status_code == 400
    address = reverse("wagtailadmin_pages:add", args=["catalog", "leaderpage", column("yaowen").pk])
    assert client.post(address, {**form(organ=make_organ().pk), "portrait": value}).status_code == 400
