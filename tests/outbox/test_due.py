from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import OperationalError

from outbox import due, pulse
from outbox.models import Lead, OutboxRow, Worker
from outbox.worker import work_until_idle
from tests.outbox.factories import ago


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_duties", {})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def roster(clock: Clock) -> due.Roster:
    return due.Roster(clock)


def counting(calls: list[str], name: str, done: int = 0) -> due.Call:
    def call(at: datetime) -> int:
        calls.append(name)
        return done

    return call


def test_each_duty_runs_in_its_own_rhythm(clock: Clock, roster: due.Roster) -> None:
    calls: list[str] = []
    due.register_duty("fast", counting(calls, "fast"), every=1)
    due.register_duty("slow", counting(calls, "slow"), every=3)
    for _ in range(4):
        roster.run_due()
        clock.now += 1
    assert (calls.count("fast"), calls.count("slow")) == (4, 2)


def test_duty_runs_again_at_once__when_it_did_something(roster: due.Roster) -> None:
    calls: list[str] = []
    due.register_duty("follower", counting(calls, "x", done=50), every=60)
    assert roster.run_due() + roster.run_due() == 100
    assert roster.pause(0.5) == 0


def test_pause_ends_at_the_next_duty(clock: Clock, roster: due.Roster) -> None:
    due.register_duty("publish", counting([], "x"), every=0.3)
    roster.run_due()
    assert roster.pause(0.5) == pytest.approx(0.3)
    assert roster.pause(0.1) == pytest.approx(0.1)


def test_other_duties_go_on__when_one_fails(clock: Clock, roster: due.Roster, caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def fail(at: datetime) -> int:
        calls.append("fail")
        raise ValueError("索引损坏")

    due.register_duty("bad", fail, every=1)
    due.register_duty("good", counting(calls, "good"), every=1)
    for _ in range(10):
        roster.run_due()
        clock.now += 1
    assert calls.count("good") == 10
    assert calls.count("fail") == 3  # at 0, 2 and 6 seconds: it is put off further each time
    assert "duty bad failed" in caplog.text


def test_lost_connection_is_the_workers_to_mend(roster: due.Roster) -> None:
    def lose(at: datetime) -> int:
        raise OperationalError

    due.register_duty("any", lose, every=1)
    with pytest.raises(OperationalError):
        roster.run_due()


@pytest.mark.django_db
def test_work_goes_on_until_idle(capsys: pytest.CaptureFixture[str]) -> None:
    left = [2, 1, 0]
    due.register_duty("follower", lambda at: left.pop(0), every=60)
    call_command("work", "--until-idle")
    assert left == []
    assert "3" in capsys.readouterr().out


@pytest.mark.django_db
def test_work_once_passes_once() -> None:
    calls: list[str] = []
    due.register_duty("follower", counting(calls, "x", done=1), every=60)
    call_command("work", "--once", verbosity=0)
    assert calls == ["x"]


@pytest.mark.django_db
def test_until_idle_ends__when_a_duty_never_does() -> None:
    from outbox.ending import Ending

    due.register_duty("endless", lambda at: 1, every=60)
    assert work_until_idle(Ending(), passes=5) == 5
    assert not OutboxRow.objects.exists()


@pytest.mark.django_db
def test_lead_is_one_workers_until_it_falls_silent() -> None:
    assert pulse.take_lead("a", at=ago(seconds=5))
    assert not pulse.take_lead("b")
    assert pulse.take_lead("a", at=ago(seconds=11))
    assert pulse.take_lead("b")
    assert Lead.objects.get().worker == "b"


@pytest.mark.django_db
def test_lead_is_free_at_once__when_its_worker_leaves() -> None:
    pulse.beat("a", ago(hours=1))
    assert pulse.take_lead("a")
    pulse.leave("a")
    assert pulse.take_lead("b")
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_worker_is_alive__when_it_was_seen_lately() -> None:
    pulse.beat("old", ago(days=3), at=ago(days=2))
    pulse.beat("quiet", ago(hours=1), at=ago(minutes=1))
    pulse.beat("here", ago(hours=1))
    assert [worker.name for worker in Worker.objects.alive()] == ["here"]
    assert not Worker.objects.filter(name="old").exists()
