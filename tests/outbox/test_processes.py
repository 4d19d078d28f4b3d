"""Real worker processes on a database of their own: PostgreSQL when DATABASE_URL names one, else a file of SQLite."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from settings import base
from tests.database import Migrated
from tests.outbox.crew import TABLE

pytestmark = pytest.mark.django_db

ROWS = 600
CREW = 4


class Ground:
    """A database and processes that work on it."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self.environ = {
            **kept,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "settings.test",
            "OUTBOX_LEASE_SECONDS": "2",
        }
        monkeypatch.setenv("DATABASE_URL", url)
        handler = ConnectionHandler({"default": base.database(url)})
        self.connection: BaseDatabaseWrapper = handler["default"]
        self.execute(TABLE)

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=settings.ROOT, env=self.environ, check=True, timeout=120)

    def worker(self, *arguments: str, module: str = "tests.outbox.crew") -> subprocess.Popen[str]:
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.Popen(command, cwd=settings.ROOT, env=self.environ, stdout=subprocess.PIPE, text=True)

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def write(self, kind: str, rows: int) -> None:
        """Rows as another process would have committed them."""
        code = (
            "import django; django.setup(); from django.db import transaction; from outbox.services import enqueue\n"
            f"with transaction.atomic():\n    for n in range({rows}): enqueue({kind!r}, {{'n': n}})"
        )
        self.run("-c", code)

    def done(self) -> tuple[int, int]:
        """(how often a row was carried out, how many rows were)."""
        times, rows = self.execute("SELECT COUNT(*), COUNT(DISTINCT row_id) FROM crew_done")[0]
        return int(times), int(rows)

    def open_rows(self) -> int:
        return int(self.execute("SELECT COUNT(*) FROM outbox_outboxrow WHERE done_at IS NULL")[0][0])


@pytest.fixture
def ground(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated: Migrated, django_db_blocker: DjangoDbBlocker
) -> Iterator[Ground]:
    with django_db_blocker.unblock(), migrated.copy(tmp_path) as url:
        ground = Ground(url, monkeypatch)
        yield ground
        ground.connection.close()


def ended(process: subprocess.Popen[str], patience: float = 90) -> int:
    try:
        return process.wait(patience)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def until(condition: Callable[[], bool], patience: float) -> bool:
    latest = time.monotonic() + patience
    while not (met := condition()) and time.monotonic() < latest:
        time.sleep(0.1)
    return met


def test_every_row_is_done_once__when_four_processes_share_them(ground: Ground) -> None:
    ground.write("crew.atomic", ROWS)
    crew = [ground.worker("60") for _ in range(CREW)]
    assert [ended(process) for process in crew] == [0] * CREW
    assert ground.done() == (ROWS, ROWS)
    assert ground.open_rows() == 0
    assert ground.execute("SELECT COUNT(DISTINCT pid) FROM crew_done")[0][0] > 1


@pytest.mark.parametrize("kind", ["crew.atomic", "crew.held"])
def test_row_is_taken_over__when_its_worker_is_killed(ground: Ground, kind: str) -> None:
    ground.write(kind, 3)
    victim = ground.worker("60", "stall")
    assert victim.stdout
    assert [victim.stdout.readline().split()[0] for _ in range(2)] == ["ready", "holding"]
    victim.send_signal(signal.SIGKILL)
    ended(victim)
    assert ground.done() == (0, 0)
    assert ended(ground.worker("60")) == 0
    assert ground.done() == (3, 3)
    attempts = [row[0] for row in ground.execute("SELECT attempts FROM outbox_outboxrow ORDER BY attempts")]
    assert attempts == [1, 1, 2]


def test_work_delivers_and_ends_cleanly__when_told_to(ground: Ground) -> None:
    ground.write("mail", 1)
    ground.execute("UPDATE outbox_outboxrow SET attempts = 7")  # its payload is no mail: one more failure gives it up
    work = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=settings.ROOT, env=ground.environ)
    try:
        assert until(lambda: bool(ground.execute("SELECT 1 FROM outbox_worker")), 30)
        assert until(lambda: bool(ground.execute("SELECT 1 FROM outbox_outboxrow WHERE dead_at IS NOT NULL")), 30)
        assert until(lambda: bool(ground.execute("SELECT 1 FROM outbox_lead WHERE worker <> ''")), 30)
        work.send_signal(signal.SIGTERM)
        assert work.wait(15) == 0
    finally:
        work.kill()
        work.wait()
    assert ground.execute("SELECT worker FROM outbox_lead") == [("",)]
    assert ground.execute("SELECT name FROM outbox_worker") == []
