"""Whatever is done to the log in the database or to its file, `verify_audit` finds it."""

import hashlib
import json
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import head_file, triggers
from audit.models import AuditHead, AuditRecord
from audit.retention import purge
from audit.sealing import SEALED, record_digest
from audit.services import record
from audit.verification import Inspection

pytestmark = pytest.mark.django_db

TABLE, HEAD = triggers.TABLE, triggers.HEAD


@pytest.fixture(autouse=True)
def log(committed):
    """Ten records."""
    for n in range(10):
        record(f"page.step{n}", target=("cms.articlepage", n), title=f"通知{n}", details={"title": ["旧", f"新{n}"]})


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def lifted():
    """What an intruder who may do everything in the database does first, and last."""
    triggers.remove()
    yield
    triggers.install()


def kinds():
    return [problem.kind for problem in Inspection().problems()]


def verify(*arguments):
    """(exit code, output)."""
    out = StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_log_is_sound__when_nobody_touched_it():
    code, text = verify()
    assert (code, text) == (0, "已核对10条记录，日志完整。\n")


def test_log_is_sound__when_it_is_longer_than_a_batch(monkeypatch):
    monkeypatch.setattr("audit.reading.BATCH", 3)
    inspection = Inspection()
    assert not list(inspection.problems())
    assert (inspection.checked, inspection.last.seq) == (10, 10)


NEW_VALUES = {
    "seq": 77,
    "occurred_at": "2020-01-01 00:00:00+00:00",
    "actor_id": 99,
    "actor_name": "别人",
    "action": "page.other",
    "result": "refused",
    "target_type": "cms.homepage",
    "target_id": "99",
    "target_title": "别的",
    "organ": "other",
    "ip": "192.0.2.99",
    "agent": "other",
    "details": '{"title": ["旧", "别的"]}',
    "previous": "0" * 64,
    "digest": "f" * 64,
}


def test_every_column_is_altered_below():
    assert set(NEW_VALUES) == {field.column for field in AuditRecord._meta.concrete_fields}


@pytest.mark.parametrize("column", NEW_VALUES)
def test_it_is_found__when_one_column_of_one_record_is_altered(column):
    with lifted():
        sql(f"UPDATE {TABLE} SET {column} = %s WHERE seq = 5", NEW_VALUES[column])
    code, text = verify()
    assert code == 1
    assert "第5条" in text


@pytest.mark.parametrize("column", ["occurred_at", "details", "seq"])
def test_it_is_found_and_the_rest_is_read__when_a_value_is_none(column):
    sqlite = connection.vendor == "sqlite"
    nonsense = {"occurred_at": "garbage" if sqlite else "infinity", "details": '"text"', "seq": "abc" if sqlite else -7}
    with lifted():
        sql(f"UPDATE {TABLE} SET {column} = %s WHERE seq = 5", nonsense[column])
        sql(f"UPDATE {TABLE} SET action = 'x' WHERE seq = 9")
    code, text = verify()
    assert code == 1
    assert "第5条" in text
    assert "第9条" in text


@pytest.mark.parametrize(("first", "last"), [(1, 1), (5, 5), (4, 7), (10, 10), (8, 10), (1, 10)])
def test_it_is_found__when_records_are_removed(first, last):
    with lifted():
        sql(f"DELETE FROM {TABLE} WHERE seq BETWEEN %s AND %s", first, last)
    code, text = verify()
    assert code == 1
    assert (f"第{first}条：缺失" if first == last else f"第{first}条至第{last}条：缺失") in text


def test_it_is_found__when_records_are_removed_and_the_rest_closes_up():
    with lifted():
        sql(f"DELETE FROM {TABLE} WHERE seq = 5")
        for n in range(6, 11):
            sql(f"UPDATE {TABLE} SET seq = %s WHERE seq = %s", n - 1, n)
    assert kinds().count("altered") == 5


def test_it_is_found__when_a_record_is_added_at_the_end():
    row = AuditRecord.objects.filter(seq=10).values().get()
    row |= {"seq": 11, "previous": row["digest"], "digest": "a" * 64}
    AuditRecord.objects.bulk_create([AuditRecord(**row)])
    assert kinds() == ["altered", "added"]


@pytest.mark.parametrize("number", [0, -5])
def test_it_is_found__when_a_record_is_added_before_the_first(number):
    row = AuditRecord.objects.filter(seq=1).values().get()
    AuditRecord.objects.bulk_create([AuditRecord(**row | {"seq": number})])
    assert kinds() == ["added"]


def test_it_is_found__when_two_records_change_places():
    with lifted():
        for old, new in ((4, -1), (7, 4), (-1, 7)):
            sql(f"UPDATE {TABLE} SET seq = %s WHERE seq = %s", new, old)
    assert {problem.seq for problem in Inspection().problems() if problem.kind == "altered"} == {4, 7}


def test_it_is_found__when_the_whole_chain_is_recomputed_without_the_key():
    with lifted():
        previous = ""
        rows: list[dict[str, Any]] = [dict(row) for row in AuditRecord.objects.order_by("seq").values()]
        for row in rows:
            row |= {"previous": previous, "target_title": "别的"}
            previous = hashlib.sha256(json.dumps({n: row[n] for n in SEALED}, default=str).encode()).hexdigest()
            AuditRecord.objects.filter(seq=row["seq"]).update(
                previous=row["previous"], digest=previous, target_title="别的"
            )
        AuditHead.objects.update(digest=previous, seal=hashlib.sha256(previous.encode()).hexdigest())
    code, text = verify()
    assert code == 1
    assert text.count("内容被改动") == 10
    assert "链头记录：被改动" in text
    assert "AUDIT_KEY" in text


def test_it_is_found__when_a_record_is_sealed_for_another_place():
    """A genuine digest, but of a record that follows another one."""
    row = AuditRecord.objects.filter(seq=6).values().get() | {"previous": "b" * 64}
    with lifted():
        AuditRecord.objects.filter(seq=6).update(previous="b" * 64, digest=record_digest(row))
    assert kinds() == ["unlinked", "unlinked"]


@pytest.mark.parametrize(
    "change",
    ["seq = 9", "seq = 99", "digest = 'x'", "seal = 'x'", "seal = ''", "removed_seq = 3", "removed_seal = 'x'"],
)
def test_it_is_found__when_the_head_row_is_altered(change):
    sql(f"UPDATE {HEAD} SET {change}")
    assert set(kinds()) & {"head_row", "beginning"}


def test_it_is_found__when_the_head_row_is_removed():
    sql(f"DELETE FROM {HEAD}")
    assert kinds() == ["head_row"]


def test_it_is_found__when_a_forged_beginning_lets_records_go_and_life_goes_on():
    """The triggers let go what lies before the beginning; the next record must not make the forgery good."""
    digest = AuditRecord.objects.get(seq=4).digest
    sql(f"UPDATE {HEAD} SET removed_seq = 4, removed_digest = %s", digest)
    sql(f"DELETE FROM {TABLE} WHERE seq <= 4")
    record("page.after")
    assert kinds() == ["beginning", "missing"]


def test_it_is_found__when_the_log_and_its_head_row_go_back_together():
    """Head row and records as they were genuinely at number 7; only the file knows of the others."""
    old = AuditRecord.objects.get(seq=7).digest
    with lifted():
        sql(f"DELETE FROM {TABLE} WHERE seq > 7")
        sql(f"UPDATE {HEAD} SET seq = 7, digest = %s, seal = %s", old, head_file.head_seal(7, old))
    code, text = verify()
    assert code == 1
    assert "日志曾记到第10条，现在只到第7条" in text
    for n in range(5):  # and writing on, beyond the number that the file knows, hides nothing
        record(f"page.again{n}")
    assert AuditRecord.objects.count() == 12
    code, text = verify()
    assert code == 1
    assert "链头文件：与第10条不符" in text


def test_it_is_found__when_everything_is_emptied():
    with lifted():
        sql(f"DELETE FROM {TABLE}")
        sql(f"DELETE FROM {HEAD}")
    assert kinds() == ["head_file"]


def test_file_may_lag__when_the_process_died_before_it_was_written(own_head_file):
    old = own_head_file.read_text()
    for n in range(3):
        record(f"page.more{n}")
    own_head_file.write_text(old)
    code, text = verify()
    assert code == 0
    assert "最后3条尚未写入链头文件" in text
    record("page.next")
    assert json.loads(own_head_file.read_text())["seq"] == 14
    assert verify()[0] == 0


def test_it_is_found__when_an_older_file_comes_with_a_shorter_log(own_head_file):
    old = own_head_file.read_text()
    for n in range(3):
        record(f"page.more{n}")
    own_head_file.write_text(old)
    with lifted():
        sql(f"DELETE FROM {TABLE} WHERE seq > 10")
    assert kinds() == ["missing"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "不存在"),
        ("", "损坏"),
        ("{}", "损坏"),
        ('{"seq": 10, "digest": "x", "seal": "y"}', "不是系统写入"),
        ('{"seq": true, "digest": null, "seal": 3}', "不是系统写入"),
    ],
)
def test_it_is_found__when_the_file_is_missing_or_forged(own_head_file, content, word):
    own_head_file.unlink() if content is None else own_head_file.write_text(content)
    for _round in range(2):
        code, text = verify()
        assert code == 1
        assert word in text
        record("page.next")  # does not repair it


def test_file_is_made_anew_and_that_is_recorded__when_asked_for(own_head_file):
    own_head_file.unlink()
    code, text = verify("--renew-head", "更换服务器")
    assert code == 0, text
    assert verify()[0] == 0
    written = AuditRecord.objects.latest("seq")
    assert written.action == "audit.head_renewed"
    assert written.details == {"reason": "更换服务器", "problems": ["链头文件：不存在。"]}


def test_file_is_not_made_anew__when_the_database_is_not_in_order(own_head_file):
    own_head_file.unlink()
    with lifted():
        sql(f"UPDATE {TABLE} SET action = 'x' WHERE seq = 3")
    code, text = verify("--renew-head", "更换服务器")
    assert code == 1
    assert "第3条" in text
    assert not own_head_file.exists()


POSTGRESQL = connection.vendor == "postgresql"
ON_TABLE = f" ON {TABLE}" if POSTGRESQL else ""


@pytest.mark.parametrize("name", triggers.expected())
def test_it_is_found__when_a_trigger_is_dropped(name):
    sql(f"DROP TRIGGER {name}{ON_TABLE}")
    code, text = verify()
    assert code == 1
    assert f"触发器{name}：已被删除" in text


CALLS = f"FOR EACH ROW EXECUTE FUNCTION {triggers.FUNCTION}()"
IN_POSTGRESQL = [
    [f"CREATE OR REPLACE FUNCTION {triggers.FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"],
    [f"ALTER TABLE {TABLE} DISABLE TRIGGER audit_record_change"],
    [
        f"DROP TRIGGER audit_record_change ON {TABLE}",
        f"CREATE TRIGGER audit_record_change BEFORE UPDATE OF organ ON {TABLE} {CALLS}",
        f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER audit_record_change",
    ],
    [f"CREATE TRIGGER zz BEFORE INSERT ON {TABLE} {CALLS}"],
    [f"CREATE RULE zz AS ON INSERT TO {TABLE} DO INSTEAD NOTHING"],
]
IN_SQLITE = [
    [
        "DROP TRIGGER audit_record_delete",
        f"CREATE TRIGGER audit_record_delete BEFORE DELETE ON {TABLE} WHEN OLD.seq > 10 BEGIN SELECT 1; END",
    ],
    [f"CREATE TRIGGER zz AFTER INSERT ON {TABLE} BEGIN SELECT 1; END"],
]


@pytest.mark.parametrize("statements", IN_POSTGRESQL if POSTGRESQL else IN_SQLITE)
def test_it_is_found__when_a_trigger_is_replaced_or_added(statements):
    for statement in statements:
        sql(statement)
    code, text = verify()
    assert code == 1
    assert "触发器" in text


OWN_WAYS = (
    [f"TRUNCATE {TABLE}"]
    if POSTGRESQL
    else [
        f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE} WHERE seq = 3",
        f"UPDATE OR REPLACE {TABLE} SET seq = 4 WHERE seq = 3",
    ]
)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET action = 'x' WHERE seq = 3",
        f"DELETE FROM {TABLE} WHERE seq = 10",
        f"DELETE FROM {TABLE}",
        *OWN_WAYS,
    ],
)
def test_database_refuses__whoever_asks(statement):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        sql(statement)
    assert kinds() == []


def test_database_refuses_django_too():
    written = AuditRecord.objects.latest("seq")
    written.action = "x"
    for change in (written.save, written.delete, AuditRecord.objects.all().delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_problems_are_lines_of_json__when_asked_for():
    with lifted():
        sql(f"DELETE FROM {TABLE} WHERE seq IN (4, 5)")
    code, text = verify("--format", "json")
    problem, end = map(json.loads, text.splitlines())
    assert code == 1
    assert problem == {"kind": "missing", "text": "第4条至第5条：缺失。", "seq": 4}
    assert end == {"sound": False, "checked": 8, "found": 1, "lag": 0, "last": 10}


def test_nothing_is_wrong__when_others_record_and_purge_meanwhile(monkeypatch, settings):
    """Between any two records that are looked at."""
    monkeypatch.setattr("audit.reading.BATCH", 2)
    late = timezone.now() + timedelta(days=settings.AUDIT_RETENTION_DAYS + 1)
    monkeypatch.setattr("audit.retention.SLICE", 5)
    looked: list[int] = []

    def step():
        looked.append(1)
        if len(looked) == 2:
            purge(at=late)
        if len(looked) < 6:
            record("page.meanwhile", at=late)

    inspection = Inspection(step)
    assert list(inspection.problems()) == []
    assert AuditHead.objects.get().removed_seq == 5
    assert inspection.last.seq == AuditHead.objects.get().seq


def test_memory_of_the_check_is_a_batch__however_long_the_log(monkeypatch, django_assert_max_num_queries):
    for n in range(20):
        record(f"page.more{n}")
    monkeypatch.setattr("audit.reading.BATCH", 10)
    with django_assert_max_num_queries(16):
        assert kinds() == []


def test_file_is_whole_and_private(own_head_file):
    assert json.loads(own_head_file.read_text())["seq"] == 10
    assert own_head_file.stat().st_mode & 0o077 == 0
    assert [p.name for p in Path(own_head_file.parent).iterdir() if p.suffix not in {".json", ".lock"}] == []
