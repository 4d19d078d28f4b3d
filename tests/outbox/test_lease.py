from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from outbox import handlers, lease
from outbox.handlers import GiveUp, handler
from outbox.models import OutboxRow
from tests.outbox.factories import OutboxRowFactory

pytestmark = pytest.mark.django_db

Register = Callable[..., None]


@pytest.fixture(autouse=True)
def no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_handlers", {})


def claimed() -> OutboxRow:
    row = lease.claim()
    assert row is not None
    return row


def test_claim_counts_the_attempt_and_sets_the_back_off() -> None:
    OutboxRowFactory.create()
    row = claimed()
    row.refresh_from_db()
    assert row.attempts == 1
    assert row.token is not None
    assert row.lease_until is not None
    assert row.available_at > timezone.now() + timedelta(seconds=3)
    assert lease.claim() is None


def test_only_one_of_two_gets_a_row__when_both_read_it() -> None:
    OutboxRowFactory.create()
    mine, theirs = OutboxRow.objects.get(), OutboxRow.objects.get()
    now = timezone.now()
    assert lease._take(mine, now)
    assert not lease._take(theirs, now)


def test_row_is_claimed_again__when_its_lease_has_ended() -> None:
    row = OutboxRowFactory.create(abandoned=True)
    assert claimed() == row
    row.refresh_from_db()
    assert row.attempts == 2


def test_back_off_grows_to_an_hour() -> None:
    assert [lease.back_off(n).total_seconds() for n in (1, 2, 3, 8, 200)] == [5, 20, 80, 3600, 3600]


def test_row_is_done__when_its_handler_returns() -> None:
    seen: list[dict[str, int]] = []
    handler("test.note")(lambda row: seen.append(row.payload))
    OutboxRowFactory.create(payload={"n": 7})
    row = claimed()
    assert lease.carry_out(row)
    row.refresh_from_db()
    assert (seen, row.token, row.lease_until) == ([{"n": 7}], None, None)
    assert row.done_at


def test_row_is_given_back__when_its_handler_fails() -> None:
    def fail(row: OutboxRow) -> None:
        raise ValueError("邮件服务器\0拒绝")

    handler("test.note", tries=2)(fail)
    OutboxRowFactory.create()
    row = claimed()
    assert not lease.carry_out(row)
    row.refresh_from_db()
    assert (row.last_error, row.dead_at, row.lease_until) == ("ValueError: 邮件服务器拒绝", None, None)
    OutboxRow.objects.update(available_at=timezone.now())
    assert not lease.carry_out(claimed())
    row.refresh_from_db()
    assert row.dead_at


def test_row_is_dead_at_once__when_trying_again_cannot_help() -> None:
    def refuse(row: OutboxRow) -> None:
        raise GiveUp("没有收件人")

    handler("test.note")(refuse)
    row = OutboxRowFactory.create()
    lease.carry_out(claimed())
    row.refresh_from_db()
    assert (row.attempts, bool(row.dead_at)) == (1, True)


def test_row_waits__when_nobody_knows_its_kind() -> None:
    row = OutboxRowFactory.create(kind="of.a.newer.release")
    lease.carry_out(claimed())
    row.refresh_from_db()
    assert (row.done_at, row.dead_at) == (None, None)
    assert "LookupError" in row.last_error


def test_row_is_dead_without_another_run__when_it_ended_its_workers() -> None:
    runs: list[int] = []
    handler("test.note", tries=3)(lambda row: runs.append(row.pk))
    row = OutboxRowFactory.create(attempts=3)
    lease.carry_out(claimed())
    row.refresh_from_db()
    assert runs == []
    assert row.dead_at


def test_atomic_work_is_undone_with_its_row__when_it_fails() -> None:
    def write_then_fail(row: OutboxRow) -> None:
        OutboxRowFactory.create(kind="trace")
        raise ValueError

    handler("test.note", atomic=True)(write_then_fail)
    row = OutboxRowFactory.create()
    assert not lease.carry_out(claimed())
    row.refresh_from_db()
    assert row.done_at is None
    assert not OutboxRow.objects.filter(kind="trace").exists()


def test_atomic_work_is_not_begun__when_the_row_was_taken_over() -> None:
    runs: list[int] = []
    handler("test.note", atomic=True)(lambda row: runs.append(row.pk))
    OutboxRowFactory.create()
    row = claimed()
    OutboxRow.objects.update(lease_until=timezone.now() - timedelta(seconds=1), available_at=timezone.now())
    assert lease.carry_out(claimed())
    assert not lease.carry_out(row)
    assert runs == [row.pk]


def test_sign_of_life_is_refused__when_the_row_was_taken_over() -> None:
    OutboxRowFactory.create()
    row = claimed()
    assert row.token
    assert lease.prolong(row.pk, row.token)
    OutboxRow.objects.update(token=None)
    assert not lease.prolong(row.pk, row.token)


def test_two_handlers_for_a_kind_are_refused() -> None:
    handler("test.note")(lambda row: None)
    with pytest.raises(ValueError, match=r"test\.note"):
        handler("test.note")(lambda row: None)


@pytest.mark.parametrize("rows", [1, 40])
def test_claiming_takes_two_queries__when_there_is_no_rival(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    OutboxRowFactory.create_batch(rows)
    with django_assert_num_queries(2):
        lease.claim()
