"""The telling blocks of an interpretation, as files state them."""

import json

import pytest

from catalog.models import InterpretationPage
from demo.explaining import blocks


def test_blocks__hold_running_text_as_markup_and_the_rest_as_it_is() -> None:
    stated = [
        {"type": "background", "value": {"heading": "背景", "text": "**甲**\n乙"}},
        {"type": "case", "value": {"heading": "案例", "situation": "**丙**", "answer": "丁"}},
    ]
    first, second = (one["value"] for one in blocks(stated, lambda kind, name: None))
    assert first == {"heading": "背景", "text": "<p><b>甲</b></p><p>乙</p>"}
    assert second == {"heading": "案例", "situation": "**丙**", "answer": "<p>丁</p>"}


@pytest.mark.django_db
def test_blocks__are_read_by_the_body_with_their_rows() -> None:
    stated = [
        {"type": "questions", "value": {"heading": "问答", "items": [{"question": "何时？", "answer": "明年。"}]}},
        {"type": "chart", "value": {"title": "图", "kind": "bar", "table": "| 项目 | 数 |\n| 甲 | 1 |\n| 乙 | 2 |"}},
    ]
    page = InterpretationPage(body=json.dumps(blocks(stated, lambda kind, name: None)))
    questions, chart = page.body
    assert questions.value["items"][0]["question"] == "何时？"
    assert questions.value["items"][0]["answer"].source == "<p>明年。</p>"
    assert [row["values"][1] for row in chart.value["table"].row_data] == [1, 2]


def test_blocks__are_refused__when_a_type_is_missing() -> None:
    with pytest.raises(KeyError, match="type"):
        blocks([{"value": {}}], lambda kind, name: None)
