from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User


@pytest.fixture(autouse=True)
def own_head_file(settings: Any, tmp_path: Path) -> Path:
    """A head file for each test."""
    settings.AUDIT_HEAD_FILE = str(tmp_path / "head" / "audit.json")
    return Path(settings.AUDIT_HEAD_FILE)


@pytest.fixture
def wang(db: None) -> Any:
    return User.objects.create_user("wangwei")


@pytest.fixture
def committed(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """What is to be done after a commit is done at once: tests with real commits take seconds each on PostgreSQL."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call, **kwargs: call())
