import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.inspection import Found, Inspection, WordLists, inspect_file, inspect_text, register_words
from intake.inspection.child import FORMATS, extract
from intake.inspection.extract import Extract
from intake.inspection.wordlists import Typo, configured_words, default_words, read_words
from intake.scripts import RAISED
from tests.intake.files import flagged_as_encrypted, huge_word, locked_word, ole, package, text_of, word
from tests.intake.labelled.prints import by_hand, shown
from tests.intake.labelled.sample import citizen
from tests.intake.labelled.sheets import book
from tests.intake.test_readers import BILLION, scan

NUMBER = citizen("42010619870315421")
TODAY = date(2026, 11, 1)


def sheet_bomb() -> bytes:
    """A sheet of 300 MB in a small file."""
    data = book(["甲"])
    from tests.intake.labelled.sheets import patched

    return patched(data, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace("</row>", " " * 300_000_000 + "</row>")})


# File, or what makes one when that takes seconds, and a word of the answer.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty.txt": (b"", "空"),
    "empty.docx": (b"", "空"),
    "binary.txt": (bytes(range(256)) * 40, "二进制"),
    "broken.pdf": (b"%PDF-1.7\n" + b"x" * 400, "损坏"),
    "broken.xlsx": (book(["甲"])[:-300], "损坏"),
    "locked.docx": (locked_word(), "加密"),
    "zip_locked.xlsx": (flagged_as_encrypted(book(["甲"])), "加密"),
    "scan.pdf": (scan(), "扫描件"),
    "doctype.docx": (word(text_of("文"), prolog=BILLION), "DOCTYPE"),
    "bomb.docx": (huge_word, "压缩炸弹"),
    "bomb.xlsx": (sheet_bomb, "压缩炸弹"),
    "text.docx": ("云杉市".encode(), "损坏"),
    "old.doc": (ole("WordDocument"), "另存为"),
    "old.xls": (ole("Workbook"), "另存为"),
    "slides.pptx": (package({"ppt/presentation.xml": "<a/>"}), "不能检测"),
    "macros.docm": (package({"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "宏"),
    "pack.zip": (package({"a.txt": "a"}), "压缩包"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "图片"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_inspect_file_says_why__when_a_file_cannot_be_read(name: str, tmp_path: Path) -> None:
    made, words = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(made if isinstance(made, bytes) else made())
    before = time.monotonic()
    inspection = inspect_file(path)
    assert words in inspection.error
    assert inspection.findings == ()
    assert time.monotonic() - before < 30


def test_inspect_file_says_why__when_the_path_is_no_file(tmp_path: Path) -> None:
    assert "不存在" in inspect_file(tmp_path / "nothing.txt").error
    assert "目录" in inspect_file(tmp_path).error


def test_inspect_file_reads_bytes_as_it_reads_a_path(tmp_path: Path) -> None:
    data = word(text_of(f"身份证{NUMBER}"))
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert inspect_file(data, "a.docx", today=TODAY) == inspect_file(path, today=TODAY)
    assert inspect_file(data).findings == (Found("citizen_id", NUMBER, "正文第1段", NUMBER),)


def test_inspect_file_goes_by_content__when_the_name_is_wrong() -> None:
    assert inspect_file(book(["手机", 13871234567]), "名单.docx").findings[0].location == "工作表“名单”B1"


def test_inspect_file_keeps_what_it_found__when_pages_are_pictures() -> None:
    document = scan()
    inspection = inspect_file(document.replace(b"%%EOF", b"%%EOF\n"), "a.pdf")
    assert "扫描件" in inspection.error


def test_inspect_file_tells_what_it_did_not_look_into() -> None:
    inspection = inspect_file(word(text_of("文"), more={"word/embeddings/a.bin": ole("x"), "word/header1.xml": "<"}))
    assert inspection.error == ""
    assert [("header1" in notice, "a.bin" in notice) for notice in inspection.notices] == [(True, False), (False, True)]


def test_inspect_text_names_the_line__when_no_location_is_given() -> None:
    found = inspect_text(f"甲\n身份证{NUMBER}")
    assert found == [Found("citizen_id", NUMBER, "第2行", NUMBER)]
    assert inspect_text(f"身份证{NUMBER}", "标题")[0].location == "标题"


def test_normal_has_no_breaks__when_a_number_is_broken() -> None:
    found = inspect_text("手机138\u200b7123\n4567，")[0]
    assert (found.text, found.normal) == ("138\u200b7123\n4567", "13871234567")


def test_inspect_text_takes_no_birth_after_today() -> None:
    number = citizen("42010620260801421")
    assert inspect_text(number, today=date(2026, 7, 31)) == []
    assert [found.kind for found in inspect_text(number, today=date(2026, 8, 1))] == ["citizen_id"]


def test_words_are_those_given__and_not_the_built_in_ones() -> None:
    words = WordLists(frozenset({"云杉计划"}), frozenset({"AV"}), {"按步": Typo("按部", ("按步行",))})
    text = "云杉计划，云 杉计划；have AV；按步就班，按步行距离；布署"
    found = [(one.kind, one.text, one.advice) for one in inspect_text(text, words=words)]
    assert found == [
        ("sensitive_word", "云杉计划", ""),
        ("sensitive_word", "云 杉计划", ""),
        ("forbidden_word", "AV", ""),
        ("typo", "按步", "按部"),
    ]


def test_registered_words_join_the_built_in_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.inspection.wordlists._sources", {})
    register_words("test", lambda: WordLists(sensitive=frozenset({"云杉计划"})))
    assert {found.text for found in inspect_text("云杉计划要认真布署")} == {"云杉计划", "布署"}
    assert "云杉计划" in configured_words().sensitive


def test_read_words_passes_over_comments_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "typos.txt").write_text("# 说明\n按步 按部 按步行\n孤\n\n", encoding="utf-8-sig")
    words = read_words(tmp_path)
    assert words == WordLists(typos={"按步": Typo("按部", ("按步行",))})


def test_built_in_corrections_are_right__as_far_as_a_list_can_tell() -> None:
    words = default_words()
    rights = "。".join(typo.right for typo in words.typos.values())
    assert [found.text for found in inspect_text(rights, words=words) if found.kind == "typo"] == []
    for wrong, typo in words.typos.items():
        assert wrong != typo.right
        assert [found.text for found in inspect_text(f"。{wrong}。", words=words) if found.kind == "typo"], wrong
        assert not [found for found in inspect_text("。".join(typo.unless), words=words) if found.text == wrong], wrong


def test_ten_thousand_words_are_looked_for_at_once__in_a_long_text() -> None:
    words = WordLists(sensitive=frozenset(f"词{number}语{number * 7}" for number in range(10_000)))
    text = "各区县人民政府要认真落实防汛责任，加强值班值守。" * 4_200 + "词77语539"
    inspect_text("先编译", words=words)
    before = time.process_time()
    assert [found.text for found in inspect_text(text, words=words)] == ["词77语539"]
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "1 " * 100_000,
        "138 " * 50_000,
        "一" * 100_000,
        "机密" * 60_000,
        "电话" * 80_000,
        "\n1" * 80_000,
        "密级：" * 50_000,
        "(+86) " * 40_000,
    ],
)
def test_no_text_takes_long__however_it_is_made(text: str) -> None:
    before = time.process_time()
    inspect_text(text)
    assert time.process_time() - before < 4


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="0123456789xX -\n\u200b（）()+,.、年元身份证手机电话卡号密级绝机秘★编一二三８６", max_size=200))
def test_found_stands_in_the_text__whatever_the_text(text: str) -> None:
    for found in inspect_text(text):
        assert found.text
        assert found.text in text
        assert found.location


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 5_000), st.integers(0, 255), st.integers(0, 3_000))
def test_extract_never_raises__when_bytes_are_damaged(kind: str, place: int, byte: int, cut: int) -> None:
    whole = {
        "docx": word(text_of("手机13871234567")),
        "xlsx": book(["甲", 1]),
        "pdf": by_hand(shown("x 13871234567")),
        "txt": "手机13871234567".encode(),
    }
    data = bytearray(whole[kind])
    data[place % len(data)] = byte
    assert isinstance(extract(kind, bytes(data[: max(1, len(data) - cut % len(data))])), Extract)


def test_answer_of_the_child_is_believed_in_its_shape_only() -> None:
    for answer in (b"", b"[]", b"{}", b"[1,2,3,4]", b'[[[true,[["a"]]]],[],[],"",1]', b"\xff"):
        assert Extract.from_answer(answer).reason == "crashed"
    assert isinstance(Inspection().findings, tuple)


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("1387123456⁷", "mobile", "13871234567"),
        ("138₇1234567", "mobile", "13871234567"),
        (f"{NUMBER[:-1]}{NUMBER[-1].translate(RAISED)}", "citizen_id", NUMBER),
        ("13871234567²", "mobile", "13871234567"),
    ],
    ids=["raised", "lowered", "citizen_id", "mark_of_a_note"],
)
def test_number_is_found_as_written__when_a_digit_is_raised_or_lowered(text: str, kind: str, normal: str) -> None:
    (found,) = inspect_text(f"第一行\n联系手机：{text}。", today=TODAY)
    assert (found.kind, found.normal, found.location) == (kind, normal, "第2行")
    assert found.text == text.removesuffix("²")


@pytest.mark.parametrize("text", ["总面积13800km²", "排放CO₂1380012345吨", "约10²¹个", "1380012345m³"])
def test_nothing_is_found__when_units_and_powers_are_raised(text: str) -> None:
    assert inspect_text(text, today=TODAY) == []
