"""The log on standard output."""

import json
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import AuditRecord
from audit.sealing import SEALED, seal
from audit.services import record

pytestmark = pytest.mark.django_db


def exported(capsys, *arguments):
    call_command("export_audit", *arguments)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(autouse=True)
def log(db):
    for day in (1, 2, 3):
        at = timezone.make_aware(datetime(2026, 1, day, 23, 59, 59))
        record("page.publish", title=f"一月{day}日\n第二行", details={"title": ["旧", "新"]}, at=at)


def test_each_record_is_a_line__when_all_is_exported(capsys):
    rows = exported(capsys)
    assert [row["seq"] for row in rows] == [1, 2, 3, 4]
    assert rows[0]["target_title"] == "一月1日\n第二行"
    assert rows[0]["occurred_at"] == "2026-01-01T15:59:59.000000+00:00"


def test_days_are_whole_and_here__when_they_are_chosen(capsys):
    assert [row["seq"] for row in exported(capsys, "--from", "2026-01-02", "--to", "2026-01-02")] == [2]


def test_digest_can_be_made_again__when_one_has_the_lines_and_the_key(capsys):
    for row in exported(capsys):
        assert row["digest"] == seal("record", {name: row[name] for name in SEALED})


def test_export_is_recorded__when_it_is_made(capsys):
    exported(capsys, "--from", "2026-01-02")
    assert AuditRecord.objects.latest("seq").action == "audit.export"
    assert AuditRecord.objects.latest("seq").details == {"begin": "2026-01-02"}


def test_everything_comes__when_there_are_many(capsys, monkeypatch, django_assert_num_queries):
    for _n in range(20):
        record("page.publish")
    monkeypatch.setattr("audit.reading.BATCH", 10)
    with django_assert_num_queries(3 + 3):
        assert len(exported(capsys)) == 24


@pytest.mark.parametrize("arguments", [("--from", "2026-13-01"), ("--from", "2026-02-01", "--to", "2026-01-01")])
def test_dates_are_refused__when_they_make_no_sense(arguments):
    with pytest.raises(CommandError):
        call_command("export_audit", *arguments)


def test_nothing_is_found__when_the_days_are_at_the_ends_of_time(capsys):
    assert exported(capsys, "--from", "9999-12-31") == []
    assert len(exported(capsys, "--from", "0001-01-01", "--to", "9999-12-31")) >= 4
