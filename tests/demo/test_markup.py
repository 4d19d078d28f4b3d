"""The light markup of the demo's texts."""

from typing import Any

import pytest

from cms.models import ArticlePage
from demo.markup import blocks


def nothing(kind: str, name: str) -> int | None:
    return None


def first(text: str) -> dict[str, Any]:
    return blocks(text, nothing)[0]


def test_blocks__are_headings_of_their_level__when_lines_begin_with_hashes() -> None:
    stream = blocks("## 一、总则\n### （一）范围\n#### 1.对象", nothing)
    assert [(one["type"], one["value"]["level"], one["value"]["text"]) for one in stream] == [
        ("heading", "2", "一、总则"),
        ("heading", "3", "（一）范围"),
        ("heading", "4", "1.对象"),
    ]


def test_blocks__keep_one_paragraph_a_line__when_lines_follow_each_other() -> None:
    assert first("甲\n**乙**丙")["value"] == "<p>甲</p><p><b>乙</b>丙</p>"


def test_blocks__escape_what_looks_like_html() -> None:
    assert first("PM<10 & PM>2.5")["value"] == "<p>PM&lt;10 &amp; PM&gt;2.5</p>"


def test_table__has_number_columns__when_every_cell_is_a_figure() -> None:
    value = first("!table 产量\n| 序号 | 名称 | 数值 | 增长 |\n| 1 | 茶 | 12.60 | -3 |\n| 2 | 菇 | 5 | — |")["value"]
    assert value["caption"] == "产量"
    assert [column["type"] for column in value["columns"]] == ["text", "text", "number", "text"]
    assert value["rows"][0] == {"values": ["1", "茶", "12.60", "-3"]}


def test_table__is_refused__when_a_row_is_too_short() -> None:
    with pytest.raises(ValueError, match="different length"):
        blocks("| 甲 | 乙 |\n| 1 |", nothing)


def test_quotation__has_its_source__when_the_last_line_is_a_dash() -> None:
    assert first("> 先审查、后公开。\n> ——保密制度")["value"] == {"text": "先审查、后公开。", "source": "保密制度"}


def test_notice__has_title_and_text() -> None:
    assert first("!notice warning 结冰\n请慢行。\n注意保暖。")["value"] == {
        "kind": "warning",
        "title": "结冰",
        "text": "请慢行。\n注意保暖。",
    }


def test_link__leads_to_the_page__when_the_publication_is_there() -> None:
    stream = blocks("见[办法](@008-jujia)和[外站](https://example.cn/)。", lambda kind, name: 7)
    assert stream[0]["value"] == (
        '<p>见<a linktype="page" id="7">办法</a>和<a href="https://example.cn/">外站</a>。</p>'
    )


def test_link__is_its_text__when_the_publication_is_not_there() -> None:
    assert first("见[办法](@008-jujia)。")["value"] == "<p>见办法。</p>"


@pytest.mark.parametrize("line", ["!image none.jpg | 山", "!attachment none.pdf | 表", "!video x", "#标题"])
def test_blocks__are_refused__when_a_line_is_no_markup_or_its_file_is_missing(line: str) -> None:
    with pytest.raises(ValueError, match="not markup"):
        blocks(line, nothing)


def test_blocks__are_what_the_body_of_a_page_takes() -> None:
    text = "## 一、\n\n甲\n\n| a | b |\n| 1 | 2 |\n\n> 引\n\n!notice info 注\n正文\n\n!image a.jpg | 山 | 图"
    known = {one.name for one in ArticlePage._meta.get_field("body").stream_block.child_blocks.values()}
    assert {one["type"] for one in blocks(text, lambda kind, name: 1)} <= known
