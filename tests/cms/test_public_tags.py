"""The filters of the public templates."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

import catalog
import cms
from cms.blocks.text import HeadingBlock
from cms.templatetags.public import file_kind, json_ld, names, outlined, shortened, telephones, title_parts

ROOMS = [Path(str(room.__file__)).parent for room in (cms, catalog)]


def heading(level: int) -> SimpleNamespace:
    return SimpleNamespace(block_type="heading", block=HeadingBlock(), value={"level": str(level), "text": "一、"})


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_json_ld_cannot_end_its_script__when_a_title_tries():
    written = json_ld({"name": "</script><script>alert(1)</script>"})
    assert written.count("<script") == 1
    assert written.count("</script>") == 1


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("open until nine", 15, "open until nine"),
        ("open until nine in the evening, on Mondays until five", 14, "open until…"),
        ("open until nine in the evening, on Mondays until five", 12, "open until…"),
        ("open until nine in the evening, on Mondays until five", 33, "open until nine in the evening…"),
        ("incomprehensibilities", 10, "incompreh…"),
        ("松雾公路全线通车，雾岭乡到城区缩短35分钟", 10, "松雾公路全线通车，…"),
        ("一、总则　全长26.8公里，总投资3.2亿元", 8, "一、总则　全长…"),
        ("一、总则 本市城区供水2026年", 13, "一、总则 本市城区供水…"),
    ],
)
def test_text_is_shortened_between_words__when_it_is_written_in_words(text, length, shown):
    assert shortened(text, length) == shown


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ([2, 3, 4], [2, 3, 4]),
        ([2, 4, 4], [2, 3, 3]),
        ([4, 4], [2, 2]),
        ([3, 2], [2, 2]),
        ([2, 3, 2, 4], [2, 3, 2, 3]),
    ],
)
def test_outlined_skips_no_level_and_keeps_siblings__when_a_text_skips(levels, shown):
    ranks = [level for _block, level in outlined(heading(level) for level in levels)]
    assert all(rank <= before + 1 for before, rank in zip([1, *ranks], ranks, strict=False))
    assert ranks[0] == 2
    assert ranks == shown


def test_title_parts_break_after_the_organ__when_it_writes_about_something():
    html = title_parts("云杉市人民政府关于印发供暖预案的通知")
    assert html.count("title-part") == 2
    assert text_of(html) == "云杉市人民政府关于印发供暖预案的通知"


def test_title_parts_keep_a_title_whole__when_it_begins_with_its_matter():
    assert title_parts("关于停水的公告").count("title-part") == 1


def test_title_parts_break_at_blanks__but_not_beside_figures():
    html = title_parts("稳中求进 提质增效　全市 3 月经济运行平稳")
    assert re.findall(r">([^<]+)</span>", html) == ["稳中求进", "提质增效", "全市 3 月经济运行平稳"]
    assert text_of(html) == "稳中求进 提质增效 全市 3 月经济运行平稳"


def test_title_parts_escape__when_a_title_holds_markup():
    assert "<b>" not in title_parts("云杉市教育局关于<b>招生</b>的通知")


@pytest.mark.parametrize(
    ("attachment", "kind"),
    [({"type": "application/pdf"}, "PDF"), ({"type": "", "url": "/documents/1/a.ofd"}, "OFD"), ({"type": None}, "")],
)
def test_file_kind__when_type_is_known_or_not(attachment, kind):
    assert file_kind(attachment) == kind


def test_names_are_parted__when_organs_issue_together():
    assert names("云杉市财政局、云杉市民政局") == ["云杉市财政局", "云杉市民政局"]


def test_templates_hold_nothing_that_the_policy_forbids():
    """No inline style, script or handler, and nothing fetched from elsewhere: `style-src 'self'; script-src 'self'`."""
    forbidden = re.compile(
        r"""\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|\ssrc=["'](?:https?:)?//"""
    )
    templates = [path for room in ROOMS for path in (room / "templates").rglob("*.html")]
    assert len(templates) > 30
    assert [path.name for path in templates if forbidden.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>电话：0000-6012345。</p>", "<p>电话：<span>0000-6012345</span>。</p>"),
        ("0000-6012345、010-12345678转801", "<span>0000-6012345</span>、<span>010-12345678转801</span>"),
        ('<a href="tel:0000-6012345">咨询</a>', '<a href="tel:0000-6012345">咨询</a>'),
        ("<option>0000-6012345</option>", "<option><span>0000-6012345</span></option>"),
        ("<select><option>0000-6012345</option></select>", "<select><option>0000-6012345</option></select>"),
        ("<svg><text>0000-6012345</text></svg>", "<svg><text>0000-6012345</text></svg>"),
        ("2026-11-24，索引号113300-20261124-00012", "2026-11-24，索引号113300-20261124-00012"),
        ("/t20261124-0a1b2c3d/ 1234-56789012-x", "/t20261124-0a1b2c3d/ 1234-56789012-x"),
    ],
)
def test_telephone_is_kept_whole__when_it_stands_in_a_text(html, shown):
    assert telephones(html) == shown.replace("<span>", '<span class="telephone">')
