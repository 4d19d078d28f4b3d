import json

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from outbox.models import Worker
from settings import health


def test_healthz_asks_no_database(client: Client) -> None:
    # No django_db mark: a query would fail this test.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_is_ready__when_all_is_there(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "checks": {"database": "ok", "migrations": "ok", "cache": "ok"},
        "worker": "stale",
    }


@pytest.mark.django_db
def test_readyz_tells_of_the_worker(client: Client) -> None:
    Worker.objects.create(name="w", started_at=timezone.now(), seen_at=timezone.now())
    assert client.get("/readyz").json()["worker"] == "ok"


def failing(*args: object, **kwargs: object) -> str:
    raise OperationalError("password=hunter2 host=db.internal")


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "migrations", "cache"])
def test_readyz_names_the_part_and_no_secret__when_one_fails(
    client: Client, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    name = {"database": "database_answers", "migrations": "migrations_applied", "cache": "cache_answers"}[part]
    monkeypatch.setattr(health, name, failing)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"][part] == "failed"
    assert "hunter2" not in response.content.decode()


@pytest.mark.django_db
def test_readyz_is_unready__when_a_migration_is_pending(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [("cms", "0002")])
    response = client.get("/readyz")
    assert (response.status_code, json.loads(response.content)["checks"]["migrations"]) == (503, "pending")


@pytest.mark.django_db
def test_readyz_is_unready__when_the_cache_forgets(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "get", lambda *args, **kwargs: None)
    assert client.get("/readyz").json()["checks"]["cache"] == "failed"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probe_takes_no_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
