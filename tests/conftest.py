import gc
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from audit import triggers as audit_triggers
from cms.clearance import triggers
from cms.models import HomePage
from organs.models import Organ
from tests.database import Migrated
from tests.recall import recall
from tests.site import make_organ


def pytest_collection_finish() -> None:
    """What is loaded now stays: looking through it for garbage again and again took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Migrated]:
    """The test database, a copy of it as it is now, and how the default site is made in it."""
    with django_db_blocker.unblock():
        copied = Migrated(tmp_path_factory.mktemp("migrated"))
        recall.record()
        connection.execute_wrappers.append(recall.listen)
    yield copied
    copied.drop()


@pytest.fixture(scope="session")
def migrated(django_db_setup: Migrated) -> Migrated:
    """Makes copies of the database for other processes. pytest-django makes one only where a test is marked django_db."""
    return django_db_setup


@pytest.fixture(autouse=True)
def own_cache(request: pytest.FixtureRequest) -> None:
    """Keys of its own for each test: what another test, or an earlier database, left in the cache is not found."""
    cache.key_prefix = f"test-{uuid.uuid4().hex[:12]}"


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Nothing is written yet in this test."""
    recall.begin()


@pytest.fixture(autouse=True, scope="session")
def own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept in `CACHE_DIR` goes with the tests."""
    with override_settings(CACHE_DIR=str(tmp_path_factory.mktemp("cache"))):
        yield


@pytest.fixture(autouse=True, scope="session")
def emptied_log() -> Iterator[None]:
    """After a test with real transactions Django empties all tables, which the audit log refuses; its file goes too."""
    original = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        audit_triggers.remove()
        original(self, **options)
        audit_triggers.install()
        recall.forget()
        Path(settings.AUDIT_HEAD_FILE).unlink(missing_ok=True)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture(autouse=True, scope="session")
def flushable() -> Iterator[None]:
    """Django empties all tables between transactional tests, which the triggers refuse: they step aside."""
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def without_triggers(self: Any, sql_list: list[str]) -> None:
        triggers.uninstall(self.connection)
        empty(self, sql_list)
        triggers.install(self.connection)

    with patch.object(operations, "execute_sql_flush", without_triggers):
        yield


@pytest.fixture
def home(db: None) -> HomePage:
    """The default site with its columns."""
    return recall.site()


@pytest.fixture
def organ(db: None) -> Organ:
    return make_organ()
