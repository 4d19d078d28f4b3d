import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from intake.readers import Paragraph, Table, message, read_file
from intake.readers.child import READERS, read
from intake.readers.structure import Reading

from .files import flagged_as_encrypted, huge_word, locked_word, ole, package, text_of, word


def scan(encrypt: object = None) -> bytes:
    """A PDF of one page with a picture and no text."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, encrypt=encrypt)
    sheet.drawInlineImage(Image.new("L", (60, 80), 200), 50, 50)
    sheet.save()
    return out.getvalue()


BILLION = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n", "empty"),
    "empty.docx": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "image.pdf": (scan(), "scan"),
    "locked.pdf": (scan(pdfencrypt.StandardEncryption("open", canPrint=0)), "locked"),
    "broken.pdf": (b"%PDF-1.7\n" + b"x" * 400, "damaged"),
    "locked.docx": (locked_word(), "locked"),
    "zip_locked.docx": (flagged_as_encrypted(word(text_of("密"))), "locked"),
    "doctype.docx": (word(text_of("文"), prolog=BILLION), "doctype"),
    "broken.docx": (word(text_of("文" * 500))[:-200], "damaged"),
    "cut.docx": (b"PK\x03\x04" + b"\x00" * 50, "damaged"),
    "no_body.docx": (package({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}), "damaged"),
    "no_words.docx": (word("<w:p/>"), "no_text"),
    "many_parts.docx": (word("<w:p/>", more={f"x{n}.xml": "<a/>" for n in range(3100)}), "bomb"),
    "really_text.docx": ("云杉市".encode(), "damaged"),
    "old.doc": (ole("WordDocument"), "type_doc"),
    "old.wps": (ole("WordDocument"), "type_wps"),
    "old.xls": (ole("Workbook"), "type_xls"),
    "new.xlsx": (package({"xl/workbook.xml": "<a/>"}), "type_xlsx"),
    "flat.ofd": (package({"OFD.xml": "<a/>"}), "type_ofd"),
    "pack.zip": (package({"a.txt": "a"}), "type_archive"),
    "word.rtf": (b"{\\rtf1 a}", "type_rtf"),
    "code.py": (b"print()", "type_other"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "type_image"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_read_file_names_the_reason__when_a_file_cannot_be_read(name: str, tmp_path: Path) -> None:
    data, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert read_file(path).reason == reason


def test_read_file_advises_to_save_as__for_formats_it_does_not_read() -> None:
    for reason in ("type_doc", "type_wps", "type_xls", "type_ofd", "type_rtf", "locked"):
        assert "另存为" in message(reason)


def test_read_file_stays_in_bounds__when_a_small_file_unpacks_to_300_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(huge_word())
    before = time.monotonic()
    assert read_file(path).reason == "bomb"
    assert time.monotonic() - before < 10


def test_read_file_names_the_reason__when_the_path_is_no_readable_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "lost.txt").symlink_to("nowhere.txt")
    reasons = {name: read_file(tmp_path / name).reason for name in ("", "pipe.txt", "loop.txt", "lost.txt", "none.txt")}
    assert reasons == {
        "": "directory",
        "pipe.txt": "not_a_file",
        "loop.txt": "not_a_file",
        "lost.txt": "missing",
        "none.txt": "missing",
    }


def test_child_is_stopped__when_it_uses_too_much_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "slow.txt"
    path.write_text("云杉市人民政府公告")
    monkeypatch.setattr("intake.readers.parent.WALL_SECONDS", 0.001)
    assert read_file(path).reason == "too_slow"


def test_docx_gives_what_a_reader_sees__and_notices_for_the_rest() -> None:
    body = (
        "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>补上</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
    )
    reading = read("docx", word(body))
    assert [block.text for block in reading.blocks] == ["看得见", "补上", "格 内"]
    assert [(notice.kind, notice.text) for notice in reading.notices] == [
        ("hidden_text", "看不见"),
        ("deleted_text", "删去"),
    ]
    table = reading.blocks[2]
    assert isinstance(table, Table)
    assert isinstance(table.rows[0][0].blocks[1], Table)


def test_docx_hides_runs__when_their_style_does() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="H">'
        '<w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    body = '<w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>暗</w:t></w:r></w:p>'
    assert [block.text for block in read("docx", word(body, more={"word/styles.xml": styles})).blocks] == ["明"]


def test_html_leaves_out_what_a_browser_hides() -> None:
    page = "<style>.x{color:red;display:none}</style><p>可见</p><p class=x>暗一</p><p style='visibility:hidden'>暗二</p><p hidden>暗三</p>"
    reading = read("html", page.encode())
    assert [block.text for block in reading.blocks] == ["可见"]
    assert {notice.text for notice in reading.notices} == {"暗一", "暗二", "暗三"}


def test_reading_survives_its_json__with_tables_in_tables() -> None:
    reading = read(
        "html",
        "<p>甲<a href='/b.pdf'>乙</a></p><table border=1><tr><th>丙</th><th>丁</th></tr><tr><td>1</td><td>2</td></tr></table>".encode(),
    )
    assert Reading.from_json(reading.as_json()) == reading
    assert any(isinstance(block, Paragraph) and block.links == [("乙", "/b.pdf")] for block in reading.blocks)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(READERS)), data=st.binary(max_size=3000))
def test_readers_never_raise__on_random_bytes(kind: str, data: bytes) -> None:
    assert isinstance(read(kind, data), Reading)


PIECES = st.sampled_from(
    [
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "<p>",
        "<br>",
        "</p>",
        "<div id=zoom>",
        "</div>",
        "云杉市。",
        "<a href=x>",
        "<li>",
        "<ol>",
        "\x00",
        "&#x1F600;",
        "<!--",
        "-->",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_html_reader_never_fails__on_unbalanced_markup(pieces: list[str]) -> None:
    assert read("html", "".join(pieces).encode()).reason in {"", "no_text", "empty"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<w:p>",
                "</w:p>",
                "<w:r><w:t>字</w:t></w:r>",
                "<w:tbl>",
                "</w:tbl>",
                "<w:tr>",
                "</w:tr>",
                "<w:tc>",
                "</w:tc>",
            ]
        ),
        max_size=30,
    )
)
def test_docx_reader_never_raises__on_odd_structures(pieces: list[str]) -> None:
    assert isinstance(read("docx", word("".join(pieces))), Reading)
