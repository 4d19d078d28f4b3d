import uuid
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db.backends.sqlite3.base import DatabaseWrapper

from cms.clearance import triggers
from cms.models import HomePage
from organs.models import Organ
from tests.site import make_organ, make_site


@pytest.fixture(autouse=True)
def own_cache(request: pytest.FixtureRequest) -> None:
    """Keys of its own for each test: what another test, or an earlier database, left in the cache is not found."""
    cache.key_prefix = f"test-{uuid.uuid4().hex[:12]}"


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
