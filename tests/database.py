"""Copies of the test database for the processes that a test starts: these commit, and must find nothing of other tests."""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection


class Migrated:
    """The database as the migrations left it, laid aside before the first test; tests with real transactions empty theirs."""

    def __init__(self, folder: Path) -> None:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            self.original = str(folder / "migrated.sqlite3")
            with closing(sqlite3.connect(self.original)) as copy:
                connection.connection.backup(copy)
        else:
            name = connection.settings_dict["NAME"]
            self.original = f"{name}_migrated"
            connection.close()  # nobody may be connected to a database that is copied
            drop(self.original)
            create(self.original, name)

    @contextmanager
    def copy(self, folder: Path) -> Iterator[str]:
        """The address of a copy, in `folder` or on the server of DATABASE_URL; gone at the end."""
        if connection.vendor == "sqlite":
            yield f"sqlite:///{shutil.copy(self.original, folder / 'db.sqlite3')}"
            return
        name = f"gongkai_copy_{uuid.uuid4().hex[:12]}"
        create(name, self.original)
        try:
            yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        finally:
            drop(name)

    def drop(self) -> None:
        if connection.vendor != "sqlite":
            drop(self.original)


def create(name: str, template: str) -> None:
    with closing(server()) as reached:
        reached.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    with closing(server()) as reached:
        reached.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def server() -> Any:
    """A connection to the server of DATABASE_URL; the database that it names may be missing."""
    import psycopg

    address = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()
    return psycopg.connect(address, autocommit=True)
