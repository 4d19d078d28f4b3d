import io

import pytest
from PIL import Image

from intake.filetypes import TYPES, identify

from .files import locked_word, ole, package, text_of, word


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4 x", "pdf"),
        (word(text_of("文")), "docx"),
        (package({"word/document.xml": "", "word/vbaProject.bin": ""}), "docm"),
        (package({"xl/workbook.xml": ""}), "xlsx"),
        (package({"ppt/presentation.xml": ""}), "pptx"),
        (package({"OFD.xml": ""}), "ofd"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
        (package({"a.txt": "甲"}), "zip"),
        (b"PK\x03\x04 broken", "zip"),
        (ole("WordDocument"), "doc"),
        (ole("Workbook"), "xls"),
        (locked_word(), "locked"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (picture("GIF"), "gif"),
        (picture("WEBP"), "webp"),
        (b"<!DOCTYPE html><html></html>", "html"),
        ("\ufeff<html><body>文</body></html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        ("云杉市人民政府".encode("gb18030"), "txt"),
        ("GIF 是一种图片".encode(), "txt"),
        (b"", "empty"),
        (bytes(range(32)) * 8, "unknown"),
    ],
)
def test_identify_goes_by_content(data: bytes, code: str) -> None:
    assert identify(data) is TYPES[code]


def test_identify_leaves_a_stream_at_its_beginning() -> None:
    stream = io.BytesIO(word(text_of("文")))
    assert identify(stream).extension == "docx"
    assert stream.tell() == 0
