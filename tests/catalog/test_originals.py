"""A 公文 beside its signed original."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from catalog.importing.create import Importer
from catalog.models import OfficialDocumentPage
from catalog.originals import compare
from cms.models import HomePage, UploadedDocument
from cms.review.setup import ensure_review
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
