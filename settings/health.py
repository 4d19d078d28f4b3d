"""`/healthz`: this process answers. `/readyz`: what it needs is there."""

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from outbox.models import Worker

logger = logging.getLogger(__name__)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok` without a look at anything else: a database that is away is no reason to restart this process."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 or 503 with `{"status", "checks": {part: "ok"|"failed"|"pending"}, "worker"}`; reasons go to the log only.

    The worker is told, not judged: pages can be read while it is away.
    """
    checks = {"database": _outcome("database", database_answers)}
    if checks["database"] == "ok":
        checks["migrations"] = _outcome("migrations", migrations_applied)
    else:
        checks["migrations"] = "failed"
    checks["cache"] = _outcome("cache", cache_answers)
    ready = all(outcome == "ok" for outcome in checks.values())
    worker = _outcome("worker", worker_seen) if checks["migrations"] == "ok" else "failed"
    body = {"status": "ready" if ready else "unready", "checks": checks, "worker": worker}
    return JsonResponse(body, status=200 if ready else 503)


def _outcome(part: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:  # whatever fails, the answer is that this part failed
        logger.exception("readiness of %s", part)
        return "failed"


def database_answers() -> str:
    """One round trip."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return "ok"


def migrations_applied() -> str:
    """ "pending" while the code knows a migration that the database does not."""
    executor = MigrationExecutor(connection)
    return "pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def cache_answers() -> str:
    """What is written is read back."""
    value = secrets.token_hex(8)
    cache.set("readyz", value, 10)
    return "ok" if cache.get("readyz") is not None else "failed"


def worker_seen() -> str:
    """ "ok" when a `work` process gave a sign of life lately, else "stale"."""
    return "ok" if Worker.objects.alive().exists() else "stale"
