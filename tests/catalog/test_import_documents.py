import io
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import WorkflowState

from audit.models import AuditRecord
from catalog.importing.drafting import genre_of, table_value
from catalog.importing.parsed import Grid
from catalog.models import ImportedDocument, OfficialDocumentPage
from cms.models import HomePage
from cms.review.setup import ensure_review
from intake.folders import files_beneath
from organs.models import Organ
from tests.catalog.importing.corpus import CASES

pytestmark = pytest.mark.django_db

NOTICE = next(case for case in CASES if case.file == "notice.txt")
LETTER = next(case for case in CASES if case.file == "letter.txt")
METADATA = next(case for case in CASES if case.file == "metadata_table.html")


@pytest.fixture
def site(home: HomePage, organ: Organ) -> HomePage:
    ensure_review()
    return home


def run(*paths: Path, **options: object) -> list[dict]:
    out = StringIO()
    names = [str(path) for path in paths]
    options = {"organ": "yunshan", "column": "zhengcewenjian", "format": "json", **options}
    call_command("import_documents", *names, stdout=out, stderr=StringIO(), **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def put(folder: Path, case, name: str = "", data: bytes | None = None) -> Path:
    path = folder / (name or case.file)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(case.data if data is None else data)
    return path


def test_a_file_becomes_a_draft_in_review(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, LETTER))
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    assert (row["status"], row["reason"]) == ("created", None)
    assert not page.live
    assert (page.title, page.document_number, str(page.issued_on)) == (LETTER.title, LETTER.number, LETTER.day)
    assert page.addressees == "市自然资源和规划局"
    assert page.genre == "函"
    assert page.workflow_in_progress
    assert page.current_workflow_task.name == "初审"
    body = page.body.render_as_block()
    assert "特此函达" in body
    assert "二〇二二年八月三十一日" not in body


def test_a_row_has_the_agreed_fields__in_order(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, NOTICE))
    assert list(row) == [
        "path", "status", "reason", "title", "organ", "addressees", "document_number", "issued_on",
        "sections", "paragraphs", "attachments", "text", "original_published_at", "source", "left_out", "warnings",
        "page_id",
    ]  # fmt: skip
    assert row["sections"][1] == {"level": 1, "title": "一、总体要求"}


def test_a_signature_stays_text__when_an_annexed_plan_follows_it(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, NOTICE))
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    words = [str(block.value) for block in page.body]
    assert any("2023年4月6日" in word for word in words)
    assert page.is_signed_in_body
    assert [block.value["level"] for block in page.body if block.block_type == "heading"] == ["2", "2", "2", "3", "2"]


def test_tables_become_typed_tables__with_merged_cells_filled(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, METADATA))
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    (table,) = [block.value for block in page.body if block.block_type == "table"]
    assert [column["heading"] for column in table.columns] == ["人员类别", "缴费（元） 个人", "缴费（元） 资助"]
    assert [str(cell.value) for cell in next(iter(table.rows))] == ["普通居民", "320", "0"]


def test_nothing_is_created_twice__in_whatever_encoding_it_comes(site: HomePage, tmp_path: Path) -> None:
    text = NOTICE.data.decode()
    first = put(tmp_path, NOTICE)
    again = put(tmp_path, NOTICE, "again.txt", text.replace("\n", "\r\n").encode("gb18030"))
    html = "<html><body>" + "".join(f"<p>{line}</p>\n" for line in text.split("\n")) + "</body></html>"
    page = put(tmp_path, NOTICE, "again.html", html.encode("utf-16"))
    rows = run(first, again, page)
    assert [row["status"] for row in rows] == ["created", "duplicate", "duplicate"]
    assert len({row["page_id"] for row in rows}) == 1
    assert [row["status"] for row in run(first, again)] == ["duplicate", "duplicate"]
    assert (
        OfficialDocumentPage.objects.count() == ImportedDocument.objects.count() == WorkflowState.objects.count() == 1
    )


def test_a_deleted_import_can_be_imported_again(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, LETTER))
    OfficialDocumentPage.objects.get(pk=row["page_id"]).delete()
    assert run(tmp_path / LETTER.file)[0]["status"] == "created"


def test_dry_run_writes_nothing__and_tells_what_would_be(site: HomePage, tmp_path: Path) -> None:
    rows = run(put(tmp_path, LETTER), put(tmp_path, LETTER, "copy.txt"), dry_run=True)
    assert [(row["status"], row["page_id"]) for row in rows] == [("created", None), ("duplicate", None)]
    out = StringIO()
    options = {"organ": "yunshan", "column": "zhengcewenjian", "dry_run": True}
    call_command("import_documents", str(tmp_path / LETTER.file), stdout=out, **options)
    assert "可导入 1 件" in out.getvalue()
    assert "已导入" not in out.getvalue()
    assert OfficialDocumentPage.objects.count() == 0
    run(tmp_path / LETTER.file)
    assert run(tmp_path / LETTER.file, dry_run=True)[0]["status"] == "duplicate"


def test_a_bad_file_stops_no_other(site: HomePage, tmp_path: Path) -> None:
    files = [
        put(tmp_path, LETTER, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        put(tmp_path, LETTER, "b.txt", b""),
    ]
    rows = run(*files, tmp_path / "none.pdf", put(tmp_path, LETTER))
    assert [row["status"] for row in rows] == ["failed", "failed", "failed", "created"]
    assert "另存为" in rows[0]["reason"]
    assert rows[2]["reason"] == "文件不存在。"


def test_an_error_while_writing_fails_the_file__and_leaves_nothing(
    site: HomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("库已满")

    monkeypatch.setattr("catalog.importing.create.submit", broken)
    (row,) = run(put(tmp_path, LETTER))
    assert (row["status"], row["reason"]) == ("failed", "导入时出错：库已满")
    assert OfficialDocumentPage.objects.count() == ImportedDocument.objects.count() == 0


def test_a_number_that_no_field_can_hold_is_reported(site: HomePage, tmp_path: Path) -> None:
    text = "〔2015〕—138号\n各县人民政府：\n根据有关要求，现将工作方案印发给你们，请认真贯彻执行。\n云杉市人民政府办公室\n2015年5月16日\n"
    (row,) = run(put(tmp_path, LETTER, data=text.encode()))
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    assert row["document_number"] == "〔2015〕138号"
    assert page.document_number == ""
    assert {"number_left_out", "no_title"} <= {warning["kind"] for warning in row["warnings"]}
    assert page.title == "（待补标题）letter"


@pytest.mark.parametrize(
    ("options", "words"),
    [({"organ": "nobody"}, "没有代号为“nobody”的机构"), ({"column": "nowhere"}, "没有网址名为“nowhere”的栏目")],
)
def test_unknown_names_are_refused_in_words(site: HomePage, tmp_path: Path, options: dict, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(put(tmp_path, LETTER), **options)


def test_a_column_may_be_named_by_its_path(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, LETTER), column="zhengcewenjian/shizhengfu")
    assert OfficialDocumentPage.objects.get(pk=row["page_id"]).get_parent().slug == "shizhengfu"


CARRIED = """<html><head><meta name="PubDate" content="2019-05-06"><meta name="ContentSource" content="松岚镇人民政府">
<title>松岚镇人民政府关于封山育林的通告</title></head><body><h1>松岚镇人民政府关于封山育林的通告</h1>
<p>发布时间：2019-05-06 10:22 来源：松岚镇人民政府</p><p>为保护森林资源，自即日起对后山林区实行封山育林，禁止放牧、砍柴。</p>
<p>松岚镇人民政府</p><p>2019年5月5日</p></body></html>"""


def test_an_old_page_keeps_its_time_and_source__shown_logged_and_told(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, LETTER, "old.html", CARRIED.encode()))
    assert (row["original_published_at"], row["source"]) == ("2019-05-06T10:22:00+08:00", "松岚镇人民政府")
    told = {warning["kind"]: warning["text"] for warning in row["warnings"]}
    assert told["original_published_at"] == "发布时间：2019-05-06 10:22"
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    assert page.original_published_at.isoformat() == "2019-05-06T02:22:00+00:00"
    assert page.source == "松岚镇人民政府"
    assert {"term": "原发布日期", "value": "2019年5月6日"} in page.metadata()
    logged = AuditRecord.objects.get(action="catalog.import", target_id=str(page.pk))
    assert logged.details["original_published_at"] == ["", "2019-05-06T10:22:00+08:00"]
    assert (logged.organ, logged.target_title) == ("yunshan", page.title)


def test_an_old_page_of_which_only_the_day_is_known__begins_that_day(site: HomePage, tmp_path: Path) -> None:
    text = CARRIED.replace(" 10:22", "")
    (row,) = run(put(tmp_path, LETTER, "old.html", text.encode()))
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    assert row["original_published_at"] == "2019-05-06"
    assert timezone.localtime(page.original_published_at).isoformat() == "2019-05-06T00:00:00+08:00"


@pytest.mark.parametrize("day", ["2099-01-01 10:00", "2019-13-40 10:22"])
def test_a_time_that_cannot_be_is_not_taken__and_the_page_is_imported(site: HomePage, tmp_path: Path, day: str) -> None:
    text = CARRIED.replace("2019-05-06 10:22", day).replace("2019-05-06", day)
    (row,) = run(put(tmp_path, LETTER, "old.html", text.encode()))
    assert (row["status"], row["original_published_at"]) == ("created", None)


@pytest.mark.parametrize(
    ("signed", "told"), [("松岚镇人民政府", True), ("云杉市财政局", False), ("云杉市教育局、云杉市财政局", False)]
)
def test_an_organ_other_than_the_named_one_is_told(site: HomePage, tmp_path: Path, signed: str, told: bool) -> None:
    Organ.objects.update(name="云杉市财政局", short_name="市财政局")
    text = f"关于停水的通知\n定于2023年5月6日停水，请各用户储水备用。\n{signed}\n2023年5月1日\n"
    (row,) = run(put(tmp_path, LETTER, data=text.encode()))
    assert [w["text"] for w in row["warnings"] if w["kind"] == "other_organ"] == ([signed] if told else [])


@pytest.mark.parametrize("rest", ["", "各乡镇：\n", "附件：1.甲表\n"])
def test_a_document_without_a_body_fails__with_its_reason(site: HomePage, tmp_path: Path, rest: str) -> None:
    text = f"云杉市人民政府关于停水的通知\n{rest}云杉市人民政府\n2023年5月1日\n"
    (row,) = run(put(tmp_path, LETTER, data=text.encode()))
    assert (row["status"], row["page_id"]) == ("failed", None)
    assert "没有正文" in row["reason"]
    assert OfficialDocumentPage.objects.count() == WorkflowState.objects.count() == 0


def test_validity_is_left_open__and_not_shown(site: HomePage, tmp_path: Path) -> None:
    (row,) = run(put(tmp_path, LETTER))
    page = OfficialDocumentPage.objects.get(pk=row["page_id"])
    assert page.validity == ""
    assert "有效性" not in {one["term"] for one in page.metadata()}
    assert OfficialDocumentPage().validity == "valid"


def test_text_output_names_the_page__of_what_was_imported_now_or_before(site: HomePage, tmp_path: Path) -> None:
    out = StringIO()
    for _time in range(2):
        call_command(
            "import_documents", str(put(tmp_path, LETTER)), organ="yunshan", column="zhengcewenjian", stdout=out
        )
    page = OfficialDocumentPage.objects.get()
    assert out.getvalue().count(f"页面 {page.pk}  http://testserver/admin/pages/{page.pk}/edit/") == 2


def test_text_output_has_warnings_and_a_summary(site: HomePage, tmp_path: Path) -> None:
    out = StringIO()
    call_command("import_documents", str(put(tmp_path, LETTER)), organ="yunshan", column="zhengcewenjian", stdout=out)
    assert "联系人姓名  方知远" in out.getvalue()
    assert out.getvalue().endswith("导入 1 件，重复 0 件，失败 0 件。\n")


def test_directories_are_walked__without_hidden_and_lock_files(tmp_path: Path) -> None:
    for name in ("b/c.txt", "b/.x.txt", "b/~$d.docx", "a.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("文")
    found = [os.path.relpath(path, tmp_path) for path in files_beneath([str(tmp_path), str(tmp_path / "a.txt")])]
    assert found == ["a.txt", "b/c.txt"]


def test_genre_is_the_last_word_of_the_title() -> None:
    titles = ["关于甲的通知", "关于乙的批复", "关于丙的复函（试行）", "丁管理办法", "戊工作意见（征求意见稿）"]
    assert [genre_of(title) for title in titles] == ["通知", "批复", "函", "办法", "意见"]


def test_table_value_fills_ragged_rows() -> None:
    grid = Grid([[("甲", 1, 1, False), ("乙", 1, 1, False)], [("丙", 1, 1, False)]])
    assert table_value(grid)["rows"] == [{"values": ["丙", ""]}]


def test_links_out_of_a_folder_are_passed_over__when_it_is_walked(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("不应导入", encoding="utf-8")
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "own.txt").write_text("可以导入", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    assert files_beneath([str(folder)]) == [str(folder / "own.txt")]


@pytest.mark.parametrize("given", [[], ["a.docx"], ["a.docx", "--organ", "yunshan"], ["--organ", "a", "--column", "b"]])
def test_what_is_missing_is_told_in_chinese__when_the_command_is_incomplete(given: list[str]) -> None:
    with pytest.raises(CommandError, match="导入须写明文件或者目录、--organ 机构的代号和 --column 栏目的网址名"):
        call_command("import_documents", *given)


def odd_file(folder: Path, case: Any, name: str, encoding: str) -> bytes:
    """A file whose name is no UTF-8, as servers of old wrote it; its path."""
    path = os.fsencode(folder) + b"/" + name.encode(encoding)
    Path(os.fsdecode(path)).write_bytes(case.data)
    return path


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_rest_is_imported__when_a_name_is_written_in_gbk(site: HomePage, tmp_path: Path, form: str) -> None:
    odd_file(tmp_path, NOTICE, "甲通知.txt", "gb18030")
    put(tmp_path, LETTER, "乙函.txt")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    options = {"organ": "yunshan", "column": "zhengcewenjian", "format": form}
    call_command("import_documents", str(tmp_path), stdout=out, stderr=StringIO(), **options)
    out.flush()
    text = out.buffer.getvalue().decode()
    assert "甲通知.txt" in text
    assert "乙函.txt" in text
    assert sorted(ImportedDocument.objects.values_list("file_name", flat=True)) == ["乙函.txt", "甲通知.txt"]
    pages = [OfficialDocumentPage.objects.get(pk=row.page_id) for row in ImportedDocument.objects.all()]
    originals = [page.get_latest_revision_as_object().signed_original for page in pages]
    assert sorted(one.title for one in originals) == ["乙函.txt", "甲通知.txt"]
