import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.commands import flush
from django.db.backends.sqlite3.base import DatabaseWrapper

from audit import triggers as audit_triggers
from cms.clearance import triggers
from cms.models import HomePage
from organs.models import Organ
from tests.site import make_organ, make_site


@pytest.fixture(autouse=True)
def own_cache(request: pytest.FixtureRequest) -> None:
    """Keys of its own for each test: what another test, or an earlier database, left in the cache is not found."""
    cache.key_prefix = f"test-{uuid.uuid4().hex[:12]}"


@pytest.fixture(autouse=True, scope="session")
def emptied_log() -> Iterator[None]:
    """After a test with real transactions Django empties all tables, which the audit log refuses; its file goes too."""
    original = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        audit_triggers.remove()
        original(self, **options)
        audit_triggers.install()
        Path(settings.AUDIT_HEAD_FILE).unlink(missing_ok=True)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture(autouse=True, scope="session")
def flushable() -> Iterator[None]:
    """SQLite empties tables row by row between transactional tests, which the triggers refuse: they step aside."""
    operations = DatabaseWrapper.ops_class
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
    return make_site()


@pytest.fixture
def organ(db: None) -> Organ:
    return make_organ()
