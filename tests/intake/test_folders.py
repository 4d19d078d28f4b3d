"""Files by path, and how their names are shown."""

import io
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from intake.folders import shown_name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("通知.txt".encode(), "通知.txt"),
        ("市政府通知.txt".encode("gb18030"), "市政府通知.txt"),
        (b"a\xff.txt", "a\ufffd.txt"),
        (b"/tmp/\xca\xd0/a.txt", "/tmp/市/a.txt"),
    ],
)
def test_name_can_be_printed__however_it_was_written(written: bytes, shown: str) -> None:
    assert shown_name(os.fsdecode(written)) == shown
    shown.encode()


def test_files_are_inspected__when_a_name_is_written_in_gbk(db: None, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + "甲.txt".encode("gb18030"))
    Path(path).write_text("防汛工作", encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("inspect_content", path, stdout=out)
    out.flush()
    assert "甲.txt" in out.buffer.getvalue().decode()


def test_files_are_found_by_their_shown_names__when_they_are_written_in_gbk(tmp_path: Path) -> None:
    from catalog.guides.importing.files import Files

    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "样表.docx".encode("gb18030"))).write_bytes(b"x")
    assert Files(str(tmp_path)).problem("样表.docx") == ""
