import time

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings


@pytest.fixture
def strict(settings: Settings) -> None:
    """As on a real site."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def now() -> float:
    """A moment well inside a time step, so that a test's codes do not age under it."""
    while time.time() % 30 > 27:
        time.sleep(0.2)
    return time.time()


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """allauth tells of new factors after the commit, which a test inside a transaction never sees."""
    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())
