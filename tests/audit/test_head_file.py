"""The file beside the database follows what is committed, and nothing else."""

import pytest
from django.db import transaction

from audit import head_file
from audit.services import record


def known() -> head_file.Head:
    found = head_file.read()
    assert found
    return found


@pytest.mark.django_db(transaction=True)
def test_file_follows_the_commits__when_some_are_rolled_back():
    with transaction.atomic():
        record("page.publish")
        assert head_file.read() is None
        record("page.withdraw")
    assert known().seq == 2
    with transaction.atomic():
        record("page.publish")
        transaction.set_rollback(True)
    assert known().seq == 2
    with transaction.atomic():
        record("page.publish")
        with transaction.atomic():
            record("page.undone")
            transaction.set_rollback(True)
    assert known().seq == 3
    assert known().digest == record("page.next").previous


@pytest.mark.django_db
def test_file_is_written_once__when_one_transaction_records_much(
    own_head_file, django_capture_on_commit_callbacks, monkeypatch
):
    written = []
    original = head_file.write

    def write(head):
        written.append(head.seq)
        original(head)

    monkeypatch.setattr("audit.head_file.write", write)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for n in range(5):
            record(f"page.step{n}")
    assert written == [5]


@pytest.mark.django_db
def test_record_stands__when_the_file_cannot_be_written(settings, tmp_path, django_capture_on_commit_callbacks, caplog):
    (tmp_path / "plain").write_text("")
    settings.AUDIT_HEAD_FILE = str(tmp_path / "plain" / "head.json")
    with django_capture_on_commit_callbacks(execute=True):
        assert record("page.publish").seq == 1
    assert "head file of the audit log could not be written" in caplog.text
