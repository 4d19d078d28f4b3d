import pytest

from intake.charsets import UnknownEncoding, canonical, decode

SIMPLE = "云杉市人民政府关于做好防汛工作的通知"
TRADITIONAL = "雲杉市政府關於做好防汛工作的通知"


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (SIMPLE.encode(), "gb2312", SIMPLE),
        (SIMPLE.encode("utf-8-sig"), "", SIMPLE),
        (SIMPLE.encode("gb18030"), "", SIMPLE),
        (SIMPLE.encode("gb18030"), "utf-8", SIMPLE),
        (SIMPLE.encode("gb18030"), "iso-8859-1", SIMPLE),
        (SIMPLE.encode("gb18030"), "big5", SIMPLE),
        ("镕𫠊㙟".encode("gb18030") + SIMPLE.encode("gb18030"), "gb2312", "镕𫠊㙟" + SIMPLE),
        (TRADITIONAL.encode("big5hkscs"), "", TRADITIONAL),
        (SIMPLE.encode("utf-16"), "", SIMPLE),
        (SIMPLE.encode("utf-16-be") + "\n".encode("utf-16-be"), "", SIMPLE + "\n"),
        ("通知".encode("gb18030"), "", "通知"),
        ("手机13871234567".encode("utf-16-le"), "", "手机13871234567"),
        ("tel 13871234567".encode("utf-16-be"), "", "tel 13871234567"),
        (b"plain ascii", "", "plain ascii"),
    ],
)
def test_decode_finds_the_encoding__whatever_is_declared(data: bytes, declared: str, text: str) -> None:
    assert decode(data, declared).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_decode_forgives_a_tail__when_the_last_character_is_cut(encoding: str) -> None:
    assert decode((SIMPLE * 3).encode(encoding)[:-1]).text == (SIMPLE * 3)[:-1]


def test_decode_reports_damage__when_single_bytes_are_wrong() -> None:
    decoded = decode((SIMPLE * 20).encode() + b"\xff" + SIMPLE.encode())
    assert decoded.damaged
    assert decoded.text.count("\ufffd") == 1


def test_decode_refuses__when_bytes_are_no_text() -> None:
    with pytest.raises(UnknownEncoding):
        decode(bytes(range(128, 256)) * 50)


def test_canonical_reads_old_chinese_names_as_their_superset() -> None:
    assert {canonical(name) for name in ("gb2312", "GBK", "'gb_2312-80'", "cp936")} == {"gb18030"}
    assert canonical("nonsense") == ""
