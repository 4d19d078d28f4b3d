import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.intake.files import text_of, word

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("inspect_content", *arguments, stdout=out, stderr=StringIO(), no_color=True)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("手机13871234567，要认真布署")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.docx").write_bytes(word(text_of("内容")))
    (tmp_path / "b" / "d.xls").write_bytes(b"old")
    (tmp_path / "b" / ".hidden.txt").write_text("手机13871234567")
    return tmp_path


def test_command_writes_a_line_of_json_a_file__with_the_promised_keys(folder: Path) -> None:
    rows = [json.loads(line) for line in run(str(folder), "--format", "json").splitlines()]
    assert [set(row) for row in rows] == [{"path", "error", "findings"}] * 3
    assert [Path(row["path"]).name for row in rows] == ["a.txt", "c.docx", "d.xls"]
    assert rows[0]["error"] is None
    assert rows[0]["findings"] == [
        {"kind": "mobile", "text": "13871234567", "location": "第1行"},
        {"kind": "typo", "text": "布署", "location": "第1行"},
    ]
    assert rows[1] == {"path": str(folder / "b" / "c.docx"), "error": None, "findings": []}
    assert "另存为" in rows[2]["error"]
    assert rows[2]["findings"] == []


def test_command_tells_people_the_same__with_a_summary(folder: Path) -> None:
    told = run(str(folder))
    assert "手机号码  13871234567  第1行" in told
    assert "错别字  布署  → 部署  第1行" in told
    assert told.rstrip().endswith("检测 3 件，发现 2 处，无法检测 1 件。")


def test_command_takes_more_words__from_a_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "b" / "sensitive.txt").write_text("内容\n")
    assert "敏感词  内容" in run(str(folder / "b" / "c.docx"), "--words", str(tmp_path / "b"))
    with pytest.raises(CommandError, match="没有词表目录"):
        run(str(folder), "--words", str(tmp_path / "nothing"))


def test_command_obeys_no_escape_sequence__in_what_it_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("卡号\x1b[31m 手机138\u200b71234567\x1b]0;x\x07")
    assert "\x1b" not in run(str(tmp_path))


@pytest.mark.parametrize(("name", "code"), [("a.txt", 0), ("b", 1), ("nothing.txt", 1)])
def test_exit_code_is_1_only__when_a_file_could_not_be_read(folder: Path, name: str, code: int) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "inspect_content",
            str(folder / name),
            "--format",
            "json",
            "--settings",
            "settings.test",
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    assert all(json.loads(line) for line in done.stdout.decode().splitlines())


def test_what_is_missing_is_told_in_chinese__when_no_file_is_named() -> None:
    with pytest.raises(CommandError, match="请写明要检测的文件或者目录"):
        run()
