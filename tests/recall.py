"""What many tests begin with, made anew for each by the statements that made it first: a tenth of the work of the models."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cms.models import HomePage

from .site import make_site

WRITING = ("INSERT", "UPDATE", "DELETE")
HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN", "SET CONSTRAINTS", "PRAGMA")
SEQUENCES = "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


FRESH = timedelta(minutes=10)
"""For so long a scene passes for one that was made just now."""


@dataclass
class Scene:
    """What was made, how, and when."""

    made: Any = None
    at: datetime = field(default_factory=timezone.now)
    written: list[tuple[str, Any, bool]] = field(default_factory=list)
    sequences: dict[str, int | None] = field(default_factory=dict)

    @property
    def is_recent(self) -> bool:
        """False as well where the test has turned the clock."""
        return self.at <= timezone.now() < self.at + FRESH and timezone.localdate(self.at) == timezone.localdate()

    def record(self, make: Callable[[], Any]) -> Any:
        """What `make` makes, keeping the statements."""

        def keep(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            if sql.startswith(WRITING):
                self.written.append((sql, copy.copy(params), many))
            return execute(sql, params, many, context)

        before = sequences()
        with connection.execute_wrapper(keep):
            made = make()
        self.made = copy.deepcopy(made)
        self.sequences = {name: before[name] for name, last in sequences().items() if before[name] != last}
        return made

    def repeat(self) -> Any:
        with connection.cursor() as cursor:
            for name, last in self.sequences.items():  # they go on when a transaction is taken back; the keys must not
                cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])
            for sql, params, many in self.written:
                if many:
                    cursor.executemany(sql, params)
                else:
                    cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()  # SQLite has not finished a statement that returns something before that
        return copy.deepcopy(self.made)


class Recall:
    """What was written into the database of this process; good only where the same was written before, and no more."""

    def __init__(self) -> None:
        self.scenes: dict[tuple[Callable[[], Any], ...], Scene] = {}
        self.written: tuple[Callable[[], Any], ...] | None = None
        """The scenes of which the database consists now; None when there is something else in it."""

    def listen(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """A wrapper of the connection that sees whether a test has written anything itself."""
        if self.written is not None and not str(sql).lstrip().startswith(HARMLESS):
            self.written = None
        return execute(sql, params, many, context)

    def begin(self) -> None:
        """Nothing is written yet in this test."""
        self.written = ()

    def record(self) -> None:
        """Make the site once and take it back."""
        with transaction.atomic():
            self.scenes = {(make_site,): Scene()}
            self.scenes[(make_site,)].record(make_site)
            transaction.set_rollback(True)

    def forget(self) -> None:
        """The database is another one now."""
        self.scenes = {}

    def site(self) -> HomePage:
        """The default site: from memory where it is certain to come out the same, else made."""
        if (make_site,) not in self.scenes or self.written != () or not connection.in_atomic_block:
            return make_site()
        home: HomePage = self.scenes[(make_site,)].repeat()
        self.written = (make_site,)
        return home

    def scene(self, make: Callable[[], Any]) -> Any:
        """What `make` makes on the default site: from memory after the first time, unless the test did anything before.

        For functions that write nothing but rows: no files, no cache, nothing of what only this test is.
        """
        if not self.written or not connection.in_atomic_block:
            return make()
        key = (*self.written, make)
        if key in self.scenes and self.scenes[key].is_recent:
            made = self.scenes[key].repeat()
        else:
            scene = Scene()
            made = scene.record(make)
            self.scenes[key] = scene
        self.written = key
        return made


recall = Recall()


def sequences() -> dict[str, int | None]:
    """Last value of each sequence of PostgreSQL; of SQLite nothing, which takes its own back with the transaction."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        return dict(cursor.fetchall())
