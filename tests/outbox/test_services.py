import pytest
from django.db import transaction

from outbox.models import OutboxRow
from outbox.services import enqueue, forget_done, revive
from tests.outbox.factories import OutboxRowFactory, ago

pytestmark = pytest.mark.django_db


def test_row_is_gone__when_the_transaction_is_rolled_back() -> None:
    with transaction.atomic():
        enqueue("test.note", {"n": 1})
        transaction.set_rollback(True)
    assert not OutboxRow.objects.exists()


def test_row_is_written_once__when_it_has_a_dedupe_key() -> None:
    first = enqueue("test.note", {"n": 1}, dedupe="a")
    assert enqueue("test.note", {"n": 2}, dedupe="a") == first
    assert enqueue("test.note", {"n": 3}, dedupe="b") != first
    assert enqueue("test.note", {"n": 4}) != enqueue("test.note", {"n": 4})
    assert OutboxRow.objects.get(dedupe="a").payload == {"n": 1}


def test_due_are_the_rows_nobody_holds_and_whose_time_has_come() -> None:
    due = {OutboxRowFactory.create().pk, OutboxRowFactory.create(abandoned=True).pk}
    for trait in ("done", "dead", "held", "later"):
        OutboxRowFactory.create(**{trait: True})
    assert set(OutboxRow.objects.due().values_list("pk", flat=True)) == due
    assert OutboxRow.objects.pending().count() == 4


def test_dead_row_has_all_its_tries_again__when_revived() -> None:
    dead, done = OutboxRowFactory.create(dead=True), OutboxRowFactory.create(done=True)
    assert revive(OutboxRow.objects.all()) == 1
    dead.refresh_from_db()
    assert (dead.dead_at, dead.attempts) == (None, 0)
    assert not OutboxRow.objects.due().filter(pk=done.pk).exists()


def test_done_rows_are_forgotten__when_they_are_old() -> None:
    OutboxRowFactory.create_batch(3, done=True)
    kept = [OutboxRowFactory.create(done_at=ago(days=1)), OutboxRowFactory.create(dead=True), OutboxRowFactory.create()]
    assert forget_done(ago(days=7), limit=2) == 2
    assert forget_done(ago(days=7)) == 1
    assert set(OutboxRow.objects.all()) == set(kept)
