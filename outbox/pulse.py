"""Signs of life: which workers are there, and which of them has the lead."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from outbox.models import Lead, Worker

LEAD = timedelta(seconds=10)
FORGET = timedelta(days=1)


def beat(name: str, started_at: datetime, at: datetime | None = None) -> None:
    """Writes that the worker `name` lives."""
    at = at or timezone.now()
    if not Worker.objects.filter(name=name).update(seen_at=at):
        Worker.objects.create(name=name, started_at=started_at, seen_at=at)
        Worker.objects.filter(seen_at__lt=at - FORGET).delete()


def take_lead(name: str, at: datetime | None = None) -> bool:
    """True when `name` has the lead for the next ten seconds: it had it, or nobody does."""
    at = at or timezone.now()
    free = Lead.objects.filter(Q(worker=name) | Q(until__lt=at), pk=1)
    if free.update(worker=name, until=at + LEAD):
        return True
    if Lead.objects.filter(pk=1).exists():
        return False
    Lead.objects.bulk_create([Lead(pk=1, worker="", until=at - LEAD)], ignore_conflicts=True)
    return bool(free.update(worker=name, until=at + LEAD))


def leave(name: str) -> None:
    """A clean end: the lead is free at once, and the worker is not missed."""
    Lead.objects.filter(pk=1, worker=name).update(worker="", until=timezone.now() - LEAD)
    Worker.objects.filter(name=name).delete()
