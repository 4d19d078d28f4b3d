"""What is older than the log is kept is removed from the front, and the rest is a chain still."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from audit import triggers
from audit.models import AuditHead, AuditRecord
from audit.retention import purge
from audit.services import record
from audit.verification import Inspection

pytestmark = pytest.mark.django_db

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def log(committed, settings):
    """A record on each of twenty days, kept for two hundred."""
    settings.AUDIT_RETENTION_DAYS = 200
    return [record("page.publish", at=BEGUN + timedelta(days=n)) for n in range(20)]


def numbers():
    return list(AuditRecord.objects.order_by("seq").values_list("seq", flat=True))


def sound():
    return not list(Inspection().problems())


def test_nothing_goes__when_all_is_young():
    assert purge(at=BEGUN + timedelta(days=200)) == 0
    assert len(numbers()) == 20


def test_what_is_old_goes_and_says_so__when_time_has_passed(log):
    assert purge(at=BEGUN + timedelta(days=205)) == 5
    assert numbers() == list(range(6, 22))
    written = AuditRecord.objects.get(action="audit.purge")
    facts = {"count": 5, "first": 1, "last": 5, "last_digest": log[4].digest, "until": "2026-01-05 00:00:00+00:00"}
    assert written.details == facts
    assert sound()
    assert purge(at=BEGUN + timedelta(days=205)) == 0


def test_log_stays_sound__when_it_is_purged_again_and_written_on():
    for days in (203, 204, 210):
        purge(at=BEGUN + timedelta(days=days))
        record("page.publish", at=BEGUN + timedelta(days=days))
    assert sound()
    assert numbers()[0] == 11


def test_log_stays_sound__when_all_of_it_was_old():
    assert purge(at=BEGUN + timedelta(days=900)) == 20
    assert numbers() == [21]
    assert sound()


def test_young_record_keeps_those_behind_it__when_times_are_out_of_order():
    record("page.publish", at=BEGUN - timedelta(days=100))
    purge(at=BEGUN + timedelta(days=219))
    assert numbers() == [20, 21, 22]
    assert sound()


def test_slices_are_small__when_much_is_old(monkeypatch):
    monkeypatch.setattr("audit.retention.SLICE", 8)
    late = BEGUN + timedelta(days=250)
    assert [purge(at=late) for _turn in range(4)] == [8, 8, 4, 0]
    assert sound()


def test_nothing_goes__when_the_purge_fails_half_way(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("audit.retention.record", fail)
    with pytest.raises(RuntimeError):
        purge(at=BEGUN + timedelta(days=205))
    assert len(numbers()) == 20
    assert AuditHead.objects.get().removed_seq == 0
    assert sound()


def test_next_record_is_still_guarded__when_others_were_purged():
    purge(at=BEGUN + timedelta(days=205))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditRecord.objects.filter(seq=6).delete()


def test_first_record_left_is_missed__when_it_is_removed_after_a_purge():
    purge(at=BEGUN + timedelta(days=205))
    triggers.remove()
    AuditRecord.objects.filter(seq=6).delete()
    triggers.install()
    assert [problem.seq for problem in Inspection().problems()] == [6]


def test_command_tells_how_many__when_it_purges(capsys, monkeypatch):
    monkeypatch.setattr("audit.retention.SLICE", 8)
    call_command("purge_audit")
    assert capsys.readouterr().out == "已清理20条超过200天的记录。\n"
