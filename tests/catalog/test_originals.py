"""A 公文 beside its signed original."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile

from catalog.importing.create import Importer
from catalog.models import OfficialDocumentPage
from catalog.originals import compare, texts
from catalog.originals.rows import names_unit
from cms.models import HomePage, UploadedDocument
from cms.review.setup import ensure_review
from intake.readers import Reading
from organs.models import Organ
from tests.catalog.importing.corpus import CASES
from tests.intake.files import text_of, word
from tests.site import column, make_draft

pytestmark = pytest.mark.django_db

TITLE, NUMBER = "关于加强防汛工作的通知", "云政发〔2026〕8号"
FILES = {"minutes.txt", "mixed.txt", "notice.txt", "letter.txt"}
"""With an incomplete number; with a date in figures; two ordinary ones."""
FIRST, SECOND = "会议对防汛工作作出部署，请认真贯彻执行。", "各单位要落实值班制度，遇有险情立即报告。"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def docx(*paragraphs: str) -> bytes:
    return word("".join(text_of(words) for words in paragraphs))


def upload(name: str, data: bytes) -> UploadedDocument:
    document = UploadedDocument(title=name, file=ContentFile(data, name=name))
    document.save()
    return document


def original(*paragraphs: str) -> UploadedDocument:
    return upload("签发稿.docx", docx("云杉市人民政府文件", NUMBER, TITLE, "各县区人民政府：", *paragraphs))


def document(paragraphs: list[str], signed: UploadedDocument | None, **fields: Any) -> OfficialDocumentPage:
    body = [("paragraph", f"<p>{words}</p>") for words in paragraphs]
    facts = {"title": TITLE, "document_number": NUMBER, "addressees": "各县区人民政府", **fields}
    return make_draft("zhengcewenjian", document=True, body=body, signed_original=signed, **facts)


def test_nothing_differs__when_page_says_what_the_original_says(home: HomePage) -> None:
    found = compare(document([FIRST, SECOND], original(FIRST, SECOND)))
    assert (found.differences, found.unread) == ([], [])


def test_both_sides_are_named__when_one_word_differs(home: HomePage) -> None:
    found = compare(document([FIRST, SECOND.replace("立即", "及时")], original(FIRST, SECOND)))
    assert any("网页有而原件没有" in line and "及时" in line for line in found.differences)
    assert any("原件有而网页没有" in line and "立即" in line for line in found.differences)


def test_left_out_paragraph_is_named__when_page_is_shorter(home: HomePage) -> None:
    found = compare(document([FIRST], original(FIRST, SECOND)))
    assert found.differences == [f"原件有而网页没有：“{SECOND}”"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"title": "关于加强防汛抗旱工作的通知"}, "标题不一致"),
        ({"document_number": "云政发〔2026〕9号"}, "发文字号不一致"),
    ],
)
def test_head_is_compared__when_it_differs(home: HomePage, fields: dict[str, str], word: str) -> None:
    found = compare(document([FIRST, SECOND], original(FIRST, SECOND), **fields))
    assert any(word in line for line in found.differences)


def test_person_has_to_compare__when_there_is_no_original_or_it_cannot_be_read(home: HomePage) -> None:
    assert compare(document([FIRST], None)).unread == ["没有上传签发原件"]
    broken = upload("坏文件.docx", word("<w:p><w:r>"))
    assert "不能自动读取" in compare(document([FIRST], broken)).unread[0]


def with_attachment(page: OfficialDocumentPage, file: UploadedDocument) -> OfficialDocumentPage:
    page.body.append(("attachment", {"document": file, "title": ""}))
    return page


def test_attachment_agrees__when_it_is_the_original_or_stands_in_it(home: HomePage) -> None:
    signed = original(FIRST, SECOND)
    assert compare(with_attachment(document([FIRST, SECOND], signed), signed)) == compare(
        document([FIRST, SECOND], signed)
    )
    page = with_attachment(document([FIRST, SECOND], signed), upload("节选.docx", docx(SECOND)))
    assert (compare(page).differences, compare(page).unread) == ([], [])


def test_attachment_differs__when_part_of_it_is_not_in_the_original(home: HomePage) -> None:
    page = with_attachment(
        document([FIRST, SECOND], original(FIRST, SECOND)), upload("附件.docx", docx(FIRST, "新增一条。"))
    )
    assert any("附件“附件.docx”与原件不一致" in line and "新增一条" in line for line in compare(page).differences)


def test_person_has_to_compare_the_attachment__when_original_has_nothing_of_it(home: HomePage) -> None:
    page = with_attachment(document([FIRST, SECOND], original(FIRST, SECOND)), upload("名单.docx", docx("另附名单。")))
    assert compare(page).unread == ["附件“名单.docx”不在签发原件中"]


@pytest.mark.parametrize("case", [case for case in CASES if case.file in FILES], ids=lambda case: case.file)
def test_imported_page_agrees_with_its_file__when_nothing_was_changed(
    home: HomePage, organ: Organ, tmp_path: Path, case: Any
) -> None:
    ensure_review()
    path = tmp_path / case.file
    path.write_bytes(case.data)
    row = Importer(organ, column("zhengcewenjian")).take(path)
    assert row.status == "created", row.reason
    page = OfficialDocumentPage.objects.get(pk=row.page_id).get_latest_revision_as_object()
    assert page.signed_original is not None
    assert (compare(page).differences, compare(page).unread) == ([], [])


def with_blocks(page: OfficialDocumentPage, *blocks: tuple[str, Any]) -> OfficialDocumentPage:
    stream = page._meta.get_field("body").stream_block
    rows = [{"type": name, "value": value} for name, value in blocks]
    page.body = stream.to_python([*page.body.get_prep_value(), *rows])
    return page


def table(kind: str, types: str, *rows: tuple[str, ...], caption: str = "") -> tuple[str, dict[str, Any]]:
    """A block; the first of `rows` are the headings."""
    columns = [{"type": name, "heading": head} for name, head in zip(types.split(), rows[0], strict=True)]
    return kind, {"caption": caption, "columns": columns, "rows": [{"values": list(row)} for row in rows[1:]]}


def grid(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{text_of(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def original_with(*rows: tuple[str, ...]) -> UploadedDocument:
    head = "".join(text_of(words) for words in ("云杉市人民政府文件", NUMBER, TITLE, "各县区人民政府：", FIRST))
    return upload("签发稿.docx", word(head + grid(*rows) + text_of(SECOND)))


def page_with(signed: UploadedDocument, *blocks: tuple[str, Any]) -> OfficialDocumentPage:
    return with_blocks(document([FIRST], signed), *blocks, ("paragraph", f"<p>{SECOND}</p>"))


AMOUNTS = (("单位", "补贴（万元）"), ("甲区", "1,000.00"), ("乙区", "200.50"))


def test_table_differs__when_its_kind_of_block_has_cells_that_the_original_has_not(home: HomePage) -> None:
    block = table("figures", "text wan_yuan", ("企业", "补贴"), ("某公司", "500"), caption="补贴名单")
    found = compare(with_blocks(document([FIRST, SECOND], original(FIRST, SECOND)), block))
    text = "\n".join(found.differences)
    assert all(words in text for words in ("补贴名单", "企业", "某公司", "500"))


def test_series_differs__when_the_original_has_nothing_of_it(home: HomePage) -> None:
    _kind, numbers = table("", "text decimal", ("时期", "数值"), ("2026年1月", "31.5"), ("2026年2月", "32.5"))
    value = {"name": "财政收入", "unit": "亿元", "frequency": "month", "caliber": "", "table": numbers, "source": ""}
    found = compare(with_blocks(document([FIRST, SECOND], original(FIRST, SECOND)), ("series", value)))
    assert all(any(words in line for line in found.differences) for words in ("财政收入", "亿元", "31.5"))


@pytest.mark.parametrize(
    "heads", [("单位", "补贴"), ("单位", "补贴（万元）")], ids=["unit_of_column", "unit_in_heading"]
)
def test_nothing_differs__when_numbers_are_written_otherwise(home: HomePage, heads: tuple[str, ...]) -> None:
    block = table("figures", "text wan_yuan", heads, ("甲区", "1000"), ("乙区", "200.5"))
    found = compare(page_with(original_with(*AMOUNTS), block))
    assert (found.differences, found.unread) == ([], [])


def test_unit_differs__when_the_column_counts_in_another(home: HomePage) -> None:
    block = table("figures", "text yuan", ("单位", "补贴"), ("甲区", "1000"), ("乙区", "200.5"))
    found = compare(page_with(original_with(*AMOUNTS), block))
    assert any("补贴（元）" in line for line in found.differences)


def test_rows_are_named__when_cells_are_swapped(home: HomePage) -> None:
    signed = original_with(("单位", "金额"), ("甲区", "100"), ("乙区", "200"))
    block = table("table", "text text", ("单位", "金额"), ("甲区", "200"), ("乙区", "100"))
    found = compare(page_with(signed, block))
    assert "表格的行与原件不一致：网页为“甲区 200”，原件为“甲区 100”" in found.differences


def test_headings_are_named__when_they_are_swapped(home: HomePage) -> None:
    signed = original_with(("收入", "支出"), ("100", "200"))
    found = compare(page_with(signed, table("table", "text text", ("支出", "收入"), ("100", "200"))))
    assert any("网页为“支出 收入”" in line for line in found.differences)


def test_rows_are_named__when_their_order_differs(home: HomePage) -> None:
    signed = original_with(("名次", "单位"), ("第一名", "甲区政府"), ("第二名", "乙区政府"))
    rows = (("名次", "单位"), ("第二名", "乙区政府"), ("第一名", "甲区政府"))
    found = compare(page_with(signed, table("table", "text text", *rows)))
    assert len(found.differences) == 1
    assert "次序与原件不同" in found.differences[0]


@pytest.mark.parametrize("second", ["甲区", ""], ids=["repeated", "once"])
def test_nothing_differs__when_cells_are_merged_in_the_original(home: HomePage, second: str) -> None:
    cells = (
        f"<w:tr><w:tc>{text_of('单位')}</w:tc><w:tc>{text_of('项目')}</w:tc></w:tr>"
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{text_of("甲区")}</w:tc><w:tc>{text_of("堤防加固")}</w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{text_of('泵站改造')}</w:tc></w:tr>"
    )
    head = "".join(text_of(words) for words in (NUMBER, TITLE, "各县区人民政府：", FIRST))
    signed = upload("签发稿.docx", word(f"{head}<w:tbl>{cells}</w:tbl>{text_of(SECOND)}"))
    block = table("table", "text text", ("单位", "项目"), ("甲区", "堤防加固"), (second, "泵站改造"))
    found = compare(page_with(signed, block))
    assert (found.differences, found.unread) == ([], [])


def test_person_has_to_compare_the_row__when_the_original_has_no_table(home: HomePage) -> None:
    signed = original(FIRST, "甲区：100万元。", "乙区：200万元。", SECOND)
    block = table("table", "text text", ("甲区", "200"), ("乙区", "100"))
    assert any("不能自动比对" in line for line in compare(page_with(signed, block)).unread)


def test_nothing_differs__when_a_row_stands_in_the_text_of_the_original(home: HomePage) -> None:
    signed = original_with(("单位", "金额"), ("甲区", "100"))
    page = page_with(signed, table("table", "text text", ("单位", "金额"), ("甲区", "100")))
    page = with_blocks(page, table("table", "text text", ("各单位要落实值班制度，", "遇有险情立即报告。")))
    assert not any("表格的行" in line for line in compare(page).differences)


def test_person_has_to_compare__when_the_kind_of_block_is_unknown(home: HomePage, monkeypatch: Any) -> None:
    from catalog.originals import body

    monkeypatch.delitem(body.WORDS, "quotation")
    page = with_blocks(document([FIRST], original(FIRST)), ("quotation", {"text": "原件没有的话。", "source": ""}))
    assert compare(page).unread == ["“引文”不能自动比对"]


def test_moved_paragraph_is_named__when_the_order_differs(home: HomePage) -> None:
    third = "本通知自印发之日起施行。"
    found = compare(document([third, FIRST, SECOND], original(FIRST, SECOND, third)))
    assert found.differences == [f"次序与原件不同：“{third}”在原件中位于“{SECOND}”之后，在网页上位于正文之首"]


def test_repeated_paragraph_is_named__when_the_original_has_it_once(home: HomePage) -> None:
    found = compare(document([FIRST, SECOND, FIRST], original(FIRST, SECOND)))
    assert found.differences == [f"网页重复：“{FIRST}”在原件中出现1次，网页上出现2次"]


def test_left_out_repetition_is_named__when_the_page_says_it_once(home: HomePage) -> None:
    found = compare(document([FIRST, SECOND], original(FIRST, SECOND, FIRST)))
    assert found.differences == [f"网页有遗漏：“{FIRST}”在原件中出现2次，网页上出现1次"]


def test_nothing_differs__when_lines_are_broken_otherwise(home: HomePage) -> None:
    signed = original("一、总体要求", FIRST, SECOND, "特此通知。")
    assert compare(document(["一、总体要求", FIRST + SECOND, "特此通知。"], signed)).differences == []


@pytest.mark.parametrize(
    ("there", "here"), [("面积为102平方米。", "面积为10²平方米。"), ("含CO₂气体。", "含CO2气体。")]
)
def test_digits_differ__when_one_side_raises_or_lowers_them(home: HomePage, there: str, here: str) -> None:
    assert len(compare(document([here], original(there))).differences) == 2


def test_digits_agree__when_word_raises_what_the_page_raises(home: HomePage) -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    line = f"<w:p><w:r><w:t>面积为10</w:t></w:r>{raised}<w:r><w:t>平方米。</w:t></w:r></w:p>"
    head = "".join(text_of(words) for words in (NUMBER, TITLE, "各县区人民政府："))
    signed = upload("签发稿.docx", word(head + line))
    assert compare(document(["面积为10<sup>2</sup>平方米。"], signed)).differences == []
    assert compare(document(["面积为102平方米。"], signed)).differences


@pytest.mark.parametrize("printed", ["original", "attachment"])
def test_attachment_is_left_to_a_person__when_only_the_other_side_raises_its_digits(
    home: HomePage, printed: str, monkeypatch: Any
) -> None:
    high, low = f"{printed}占地100m²，减排CO₂三吨。", f"{printed}占地100m2，减排CO2三吨。"
    signed, attached = (high, low) if printed == "attachment" else (low, high)
    files = {"original": original(signed), "attachment": upload("附件.docx", docx(attached))}
    read_as_pdf(files[printed], monkeypatch)
    found = compare(with_attachment(document([signed], files["original"]), files["attachment"]))
    assert found.differences == []
    assert "附件“附件.docx”中的上标、下标不能自动比对" in found.unread


def read_as_pdf(file: UploadedDocument, monkeypatch: Any) -> None:
    read = texts.read
    monkeypatch.setattr(texts, "read", lambda one: replace(read(one), kind="pdf") if one.pk == file.pk else read(one))


def test_title_is_left_to_a_person__when_a_pdf_does_not_raise_its_digits(home: HomePage, monkeypatch: Any) -> None:
    title = "关于加强CO₂排放管理工作的通知"
    signed = upload(
        "签发稿.docx", docx("云杉市人民政府文件", NUMBER, title.replace("₂", "2"), "各县区人民政府：", FIRST)
    )
    read_as_pdf(signed, monkeypatch)
    found = compare(document([FIRST], signed, title=title))
    assert found.differences == []
    assert found.unread == [f"“{title}”中的上标、下标不能自动比对"]


def test_unit_agrees__when_the_original_begins_with_its_character(home: HomePage) -> None:
    assert names_unit("元", "元旦春节补贴标准(元)")
    assert names_unit("元", "元旦春节期间补贴500元")
    assert not names_unit("元", "元旦春节补贴标准(万元)")


@pytest.mark.parametrize("reason", ["too_slow", "crashed", "missing"])
def test_original_is_read_again_soon__when_the_failure_was_not_its_own(
    home: HomePage, reason: str, monkeypatch: Any
) -> None:
    assert texts.PASSING_FOR <= 60
    monkeypatch.setattr(texts, "PASSING_FOR", 0)
    page = document([FIRST], original(FIRST))
    with patch("catalog.originals.texts.read_file", return_value=Reading(reason=reason)):
        assert compare(page).unread
    assert compare(page).unread == []


def test_original_is_not_read_again__when_nothing_can_be_read_in_it(home: HomePage) -> None:
    page = document([FIRST], upload("坏文件.docx", word("<w:p><w:r>")))
    compare(page)
    with patch("catalog.originals.texts.read_file") as reading:
        assert compare(page).unread
    reading.assert_not_called()
