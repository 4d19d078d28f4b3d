"""`deadline` and `import_workdays`, as they are called from a shell."""

import io
import json
import sys
import time
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tests.workdays.conftest import NUMBER
from workdays import importing
from workdays.management.commands.deadline import Command, is_migrated
from workdays.models import Notice
from workdays.services import due

pytestmark = pytest.mark.django_db


def run(*args):
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=out)
    return out.getvalue()


def from_shell(monkeypatch, *args):
    """(exit code, what was written) of `manage.py deadline`."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    try:
        Command(stdout=out).run_from_argv(["manage.py", "deadline", *args])
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def batch(tmp_path, monkeypatch):
    """(exit code, answers) for the lines of a file."""

    def answer(content):
        path = tmp_path / "batch.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code, written = from_shell(monkeypatch, "--batch", str(path))
        return code, [json.loads(line) for line in written.splitlines()]

    return answer


def test_deadline_is_told_with_its_reasons__when_asked():
    told = run("deadline", "--received", "2026-09-24", "--days", "3")
    assert "截止日期：2026年9月30日（星期三）\n" in told
    assert "国办发明电〔2025〕7号《国务院办公厅关于2026年部分节假日安排的通知》" in told
    assert "2026-09-25 星期五    －  中秋节放假（国办发明电〔2025〕7号）" in told
    assert "2026-09-28 星期一    1  工作日" in told


def test_deadline_says_that_it_may_move__when_provisional():
    assert "（暂定）\n说明：" in run("deadline", "--received", "2027-03-01", "--days", "5")


def test_deadline_is_the_answer_of_the_service__when_asked_as_json():
    told = json.loads(run("deadline", "--received", "2026-09-24", "--days", "3", "--format", "json"))
    assert told == due(date(2026, 9, 24), 3).as_json()


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--received", "2026-01-05"],
        ["--received", "2026-01-05", "--days", "x"],
        ["--received", "2026-01-05", "--days=-5"],
        ["--received", "2026-01-05", "--days", "9" * 5000],
        ["--received", "2026-13-05", "--days", "1"],
        ["--received", "2026-01-05T10:00", "--days", "1"],
        ["--received", "1949-10-01", "--days", "1"],
        ["--received", "2026-01-05", "--days", "1", "--batch", "-"],
        ["--batch", "no/such/file"],
        ["--batch", "."],
    ],
)
def test_command_ends_with_a_chinese_message__when_asked_wrongly(args):
    with pytest.raises(CommandError, match=r"[一-龥]{3}") as caught:
        run("deadline", *args)
    assert len(str(caught.value)) < 200


def test_lines_are_answered_in_order__when_in_a_batch(batch):
    code, answers = batch('{"received": "2026-01-05", "days": 2}\n{"days": 1, "received": "2025-12-31"}\n')
    assert (code, [one["due"] for one in answers]) == (0, ["2026-01-07", "2026-01-04"])
    assert list(answers[0]) == ["received", "days", "due", "provisional", "derivation"]


def test_lines_are_read__when_an_editor_of_windows_saved_them(batch):
    code, answers = batch(
        b'\xef\xbb\xbf{"received": "2026-01-05", "days": 2}\r\n\r\n  \n{"received": "2026-01-05", "days": 1}'
    )
    assert (code, [one["due"] for one in answers]) == (0, ["2026-01-07", "2026-01-06"])


def test_other_keys_come_back__when_a_line_has_them(batch):
    _code, (answer,) = batch('{"id": [7, null], "received": "2026-01-05T23:30:00Z", "days": "1", "due": "?"}')
    assert (answer["id"], answer["received"], answer["days"], answer["due"]) == (
        [7, None],
        "2026-01-06",
        1,
        "2026-01-07",
    )


def test_old_error_is_gone__when_a_mended_answer_is_asked_again(batch):
    code, (answer,) = batch('{"line": 7, "error": "没有这个日期", "id": 1, "received": "2026-01-05", "days": 1}')
    assert (code, answer["id"], answer["due"]) == (0, 1, "2026-01-06")
    assert not {"line", "error"} & answer.keys()


def test_lines_are_read__when_files_with_marks_were_put_together(batch):
    one = b'\xef\xbb\xbf{"received": "2026-01-05", "days": 1}\n'
    code, answers = batch(one + one)
    assert (code, [answer["due"] for answer in answers]) == (0, ["2026-01-06"] * 2)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"received": "2026-01-05", "days": 3, "days": 5}', "“days”写了不止一次"),
        (b'{"received": "2026-01-05", "received": "2026-01-06", "days": 5}', "“received”写了不止一次"),
        (b'{"received": "2026-01-05", "days": 3, "x": {"a": 1, "a": 2}}', "“a”写了不止一次"),
        (b'{"received": "2026-01-05" "days": 3}', "第27个字符处"),
        (b'{"received": "2026-01-05", "days": false}', "而不是“false”"),
        (b'{"received": "2026-01-05", "days": null}', "而不是“null”"),
        (b'{"received": "2026-01-05", "days": "-3"}', "应在1到1000之间"),
        (b'{"received": "2026-01-05", "days": "\xe4\xb8\x89"}', "而不是“三”"),
        (b'{"Received": "2026-01-05", "days": 3}', "缺少received"),
        ('{"received": "2026-01-05", "days": 3, "名": "文"}'.encode("gbk"), "不是UTF-8编码，请将文件另存为UTF-8编码"),
    ],
)
def test_error_says_what_is_wrong__when_a_line_is_odd(batch, line, told):
    code, (bad, good) = batch(line + b'\n{"received": "2026-01-05", "days": 1}')
    assert (code, bad["line"], good["due"]) == (1, 1, "2026-01-06")
    assert told in bad["error"]


BAD = [
    b"x",
    b"[]",
    b"null",
    b"{}",
    b'{"received": "2026-01-05"}',
    b'{"days": 1}',
    b'{"received": "2026-01-05", "days": 0}',
    b'{"received": "2026-01-05", "days": -3}',
    b'{"received": "2026-01-05", "days": 1.5}',
    b'{"received": "2026-01-05", "days": true}',
    b'{"received": "2026-01-05", "days": null}',
    b'{"received": "2026-01-05", "days": 1e999}',
    b'{"received": "2026-01-05", "days": NaN}',
    b'{"received": "2026-01-05", "days": ' + b"9" * 5000 + b"}",
    b'{"received": "2026-01-05", "days": "' + b"9" * 5000 + b'"}',
    b'{"received": "2026-01-05T10:00:00", "days": 1}',
    b'{"received": "2026-02-30", "days": 1}',
    b'{"received": "9999-12-31T23:59:59-12:00", "days": 1}',
    b'{"received": "1000-01-01", "days": 1}',
    b'{"received": 20260105, "days": 1}',
    b'{"received": "\\ud800", "days": 1}',
    b'{"received": "2026-01-05", "days": "\\ud800"}',
    b"\xff\xfe{\x00",
    b"\x00",
    b"[" * 100_000,
    b'{"received": "2026-01-05", "days": 1, "x": ' + b"[" * 5000 + b"]" * 5000 + b"}",
]


def test_bad_lines_get_an_error_each_and_the_others_their_answer__when_mixed(batch):
    good = b'{"received": "2026-01-05", "days": 1}'
    code, answers = batch(b"\n".join(line for bad in BAD for line in (bad, good)))
    assert (code, len(answers)) == (1, 2 * len(BAD))
    assert all(answer["due"] == "2026-01-06" for answer in answers[1::2])
    for count, answer in enumerate(answers[::2]):
        assert "due" not in answer, BAD[count][:60]
        assert answer["line"] == 2 * count + 1
        assert any("一" <= char <= "龥" for char in answer["error"])
        assert len(answer["error"]) < 200


def test_lines_are_read_from_standard_input__when_the_file_is_a_dash(monkeypatch):
    lines = io.TextIOWrapper(io.BytesIO('{"received": "2026年1月5日", "days": 1}\n'.encode()))
    monkeypatch.setattr(sys, "stdin", lines)
    code, written = from_shell(monkeypatch, "--batch", "-")
    assert (code, json.loads(written)["due"]) == (0, "2026-01-06")


def test_ten_thousand_lines_cost_one_query_and_seconds__when_in_a_batch(batch, django_assert_num_queries):
    content = "\n".join(
        f'{{"received": "{2019 + count % 8}-0{1 + count % 9}-11", "days": {1 + count % 40}}}' for count in range(10_000)
    )
    begin = time.process_time()
    with django_assert_num_queries(1):
        code, answers = batch(content)
    assert (code, len(answers)) == (0, 10_000)
    assert time.process_time() - begin < 10


def test_import_says_what_moves__when_a_notice_is_entered(file):
    told = run("import_workdays", str(file))
    assert f"新录入：{NUMBER}《国务院办公厅关于2027年部分节假日安排的通知》" in told
    assert "2027年的日期不再是暂定。" in told
    assert f"2027年1月31日（星期日）：周末（暂定，2027年放假安排尚未录入） → 春节调休上班（{NUMBER}）" in told
    assert Notice.objects.filter(number=NUMBER).exists()


def test_nothing_is_entered__when_the_file_is_only_checked(file):
    assert "变动的日期" in run("import_workdays", "--check", str(file))
    assert not Notice.objects.filter(number=NUMBER).exists()


def test_import_is_refused_with_each_line__when_the_file_is_wrong(file, text):
    file.write_text(text.replace("上班", "加班"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"第4行：安排应写.*\n第5行"):
        run("import_workdays", str(file))
    assert not Notice.objects.filter(number=NUMBER).exists()


def test_notice_is_withdrawn_and_shipped_ones_come_back__when_asked(file):
    run("import_workdays", str(file))
    assert "2027年的日期改为暂定。" in run("import_workdays", "--withdraw", NUMBER)
    Notice.objects.filter(year=2019).delete()
    assert "补入2份通知" in run("import_workdays", "--shipped")


@pytest.mark.parametrize("args", [[], ["x", "--shipped"], ["no/such/file"], ["."], ["--withdraw", "x"]])
def test_import_ends_with_a_chinese_message__when_asked_wrongly(args):
    with pytest.raises(CommandError, match=r"[一-龥]{3}"):
        run("import_workdays", *args)


def test_import_is_refused_in_chinese__when_the_database_refuses_it(file, text, monkeypatch):
    monkeypatch.setattr(importing, "check_annual", lambda notices: None)
    file.write_text(text.replace("2027", "2026").replace("〔2026〕99号", "〔2025〕99号"), encoding="utf-8")
    with pytest.raises(CommandError, match="与已经录入的通知冲突，没有导入"):
        run("import_workdays", str(file))


def test_import_wants_a_confirmation__when_the_number_was_of_another_year(file, text):
    file.write_text(text.replace(NUMBER, "国办发明电〔2025〕7号"), encoding="utf-8")
    assert "该文号原为2026年的安排" in run("import_workdays", "--check", str(file))
    with pytest.raises(CommandError, match=r"没有导入.*--confirm"):
        run("import_workdays", str(file))
    assert Notice.objects.get(number="国办发明电〔2025〕7号").year == 2026
    assert "2026年的日期改为暂定。" in run("import_workdays", "--confirm", str(file))
    assert Notice.objects.get(number="国办发明电〔2025〕7号").year == 2027


NUMBERS = [
    "123456789012345678901234567890123456.00000000001",
    "1.50",
    "1E5",
    "1e999",
    "-0",
    "0.1",
    "9" * 4000,
    '[1, {"a": 2.10, "b": ["\\ud800", -0.0]}]',
]


@pytest.mark.parametrize("value", NUMBERS)
def test_number_comes_back_as_it_was_written__when_under_another_key(tmp_path, monkeypatch, value):
    path = tmp_path / "batch.jsonl"
    lines = [f'{{"id": {value}, "received": "2026-01-05", "days": {days}}}' for days in ("1", "0")]
    path.write_text("\n".join(lines), encoding="utf-8")
    _code, answers = from_shell(monkeypatch, "--batch", str(path))
    assert len(answers.splitlines()) == 2
    for answer in answers.splitlines():
        assert answer.startswith(f'{{"id": {value}, "received": "2026-01-05"')


@pytest.mark.parametrize("value", ["1.50", "-0", "1e999", "[1.50]"])
def test_number_is_quoted_as_it_was_written__when_it_is_no_number_of_days(batch, value):
    _code, (answer,) = batch(f'{{"received": "2026-01-05", "days": {value}}}')
    assert answer["error"] == f"工作日数应为整数，而不是“{value}”。"


@pytest.mark.parametrize(
    "moment", ["2026-09-24 10:00Z\\u0000", "2026-09-24T10:00:00+08:00\\u0000x", "2026-09-24\\u0000"]
)
def test_time_is_refused__when_something_invisible_stands_behind_it(batch, moment):
    code, (answer,) = batch(f'{{"received": "{moment}", "days": 1}}')
    assert (code, "due" in answer) == (1, False)
    assert "看不懂日期" in answer["error"]


def test_migrating_is_advised__when_there_are_no_tables(monkeypatch):
    def missing():
        raise OperationalError("no such table: workdays_notice")

    monkeypatch.setattr("workdays.services.load_calendar", missing)
    monkeypatch.setattr("workdays.management.commands.deadline.is_migrated", lambda: False)
    with pytest.raises(CommandError, match="请先运行 manage"):
        run("deadline", "--received", "2026-01-05", "--days", "3")
    monkeypatch.setattr("workdays.management.commands.deadline.is_migrated", lambda: True)
    with pytest.raises(OperationalError):
        run("deadline", "--received", "2026-01-05", "--days", "3")


def test_tables_are_known__when_there_are_some():
    assert is_migrated()
