import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.sanitize import MAX_CHARACTERS, HtmlTooLarge, clean_html, is_safe_address, strip_xml_forbidden


@pytest.mark.parametrize(
    "html",
    [
        '<h2>标题</h2><p>文<strong>粗</strong><a href="/a/b" title="甲">链</a></p>',
        '<table><caption>表</caption><thead><tr><th scope="col" colspan="2">甲</th></tr></thead><tbody><tr><td rowspan="2">乙</td></tr></tbody></table>',
        '<figure><img src="/media/a.png" alt="图" width="20" height="30"><figcaption>注</figcaption></figure>',
        '<ol><li><a href="mailto:a@b.cn">信</a></li></ol><blockquote>引</blockquote>',
    ],
)
def test_clean_html_keeps__what_official_texts_need(html: str) -> None:
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>文<script>alert(1)</script></p>", "<p>文</p>"),
        ('<p style="color:red" onclick="x()" class="a">文</p>', "<p>文</p>"),
        ("<svg><desc><p>画</p></desc></svg>文", "文"),
        ("<math><mi>x</mi></math>文", "文"),
        ("<form action=/x><input name=a>文</form>", "文"),
        ('<a href="javascript:alert(1)">文</a>', "<a>文</a>"),
        ('<a href="java&#10;script:alert(1)">文</a>', "<a>文</a>"),
        ('<a href="//evil.example/">文</a>', "<a>文</a>"),
        ('<a href="/\\evil.example/">文</a>', "<a>文</a>"),
        ('<a href="data:text/html,x">文</a>', "<a>文</a>"),
        ('<img src="data:image/png;base64,AA" alt="图">', '<img alt="图">'),
        ("<iframe src=/x>内</iframe>文<!-- 注 -->", "文"),
        ('<td colspan="9999999">文</td>', "文"),
        ("<h1>文</h1>", "文"),
    ],
)
def test_clean_html_drops__what_is_dangerous_or_decoration(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


def test_clean_html_refuses__when_there_is_too_much() -> None:
    with pytest.raises(HtmlTooLarge):
        clean_html("字" * (MAX_CHARACTERS + 1))


def test_clean_html_is_stable__when_it_is_done_twice() -> None:
    once = clean_html('<p>甲&amp;乙 &lt;b&gt;<a href="/x?a=1&amp;b=2">丙</a><br></p>')
    assert clean_html(once) == once


@pytest.mark.parametrize("value", ["http://a.cn/", "https://a.cn", "mailto:a@b.cn", "tel:12345", "/a/b?c=1#d", "#top"])
def test_is_safe_address__for_addresses_that_stay_what_they_look_like(value: str) -> None:
    assert is_safe_address(value)


@pytest.mark.parametrize(
    "value",
    ["", "//a", "/\\a", "\\a", "a/b", "ftp://a", "javascript:1", " /a", "/a\n", "/a\u2028", "vbscript:x", "/\u200b/a"],
)
def test_is_safe_address_refuses__what_a_browser_would_read_otherwise(value: str) -> None:
    assert not is_safe_address(value)


@given(st.text(max_size=400))
def test_clean_html_leaves_no_tag_of_its_own__on_random_text(text: str) -> None:
    cleaned = clean_html(text).lower()
    assert "<script" not in cleaned
    assert "<svg" not in cleaned


def test_strip_xml_forbidden_keeps_text__and_drops_control_characters() -> None:
    assert strip_xml_forbidden("甲\x00\x0b\ud800乙\t\n\U00020000\ufffe") == "甲乙\t\n\U00020000"
