"""`/metrics` in Prometheus' text format, read from the database when asked: each web worker tells the same."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from outbox.models import OutboxRow, Worker
from register.models import Change, Entry

Sample = tuple[str, str, str, float]
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures for `Authorization: Bearer <METRICS_TOKEN>`; for everybody else the page does not exist."""
    if not permitted(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse("".join(lines()), content_type=CONTENT_TYPE)


def permitted(authorization: str) -> bool:
    """Compared in constant time; an empty `METRICS_TOKEN` permits nobody."""
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(authorization.encode("utf-8", "replace"), wanted)


def samples() -> Iterator[Sample]:
    """(name, type, help, value) of each figure."""
    now = timezone.now()
    yield "gongkai_entries_live", "gauge", "Entries that the public sees.", Entry.objects.live().count()
    yield "gongkai_entries", "gauge", "Entries with the withdrawn ones.", Entry.objects.count()
    yield (
        "gongkai_change_seq",
        "counter",
        "Number of the last change.",
        Change.objects.aggregate(n=Max("seq"))["n"] or 0,
    )
    yield "gongkai_outbox_pending", "gauge", "Rows that wait or run.", OutboxRow.objects.pending().count()
    yield "gongkai_outbox_due", "gauge", "Rows whose time has come.", OutboxRow.objects.due(at=now).count()
    yield "gongkai_outbox_dead", "gauge", "Rows that were given up.", OutboxRow.objects.dead().count()
    if (oldest := OutboxRow.objects.due(at=now).order_by("available_at").first()) is not None:
        waited = (now - oldest.available_at).total_seconds()
        yield "gongkai_outbox_oldest_due_seconds", "gauge", "How long the oldest due row waits.", waited
    if (seen := Worker.objects.aggregate(seen=Max("seen_at"))["seen"]) is not None:
        age = (now - seen).total_seconds()
        yield "gongkai_worker_heartbeat_age_seconds", "gauge", "Since a work process gave a sign of life.", age


def lines() -> Iterator[str]:
    """The exposition text, one family after the other."""
    for name, kind, help_text, value in samples():
        yield f"# HELP {name} {help_text}\n# TYPE {name} {kind}\n{name} {_written(value)}\n"


def _written(value: float) -> str:
    """Whole numbers in full: `%g` would round a sequence number beyond a million."""
    return str(int(value)) if float(value).is_integer() else f"{value:.3f}"
