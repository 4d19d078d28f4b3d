"""What becomes of the due dates in the register when the calendar of working days changes.

Nobody outside sees `due_on`: it is written without a `Change`.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from outbox.handlers import handler
from outbox.models import OutboxRow
from outbox.services import enqueue
from register.models import Entry
from register.sequence import hold
from workdays.calendar import Calendar
from workdays.services import load_calendar
from workdays.signals import calendar_changed

from . import due

CHUNK = 500
OF_THEIR_OWN = ("annual_report",)
"""Kinds whose day the law names: no calendar moves it."""

AGAIN = "catalog.recount"
LATER = timedelta(seconds=due.KEPT_SECONDS + 25)
"""When no process knows the calendar of before any more; the rest is for the commit of whoever changed it."""


@receiver(calendar_changed, dispatch_uid="catalog.recount")
def calendar_moved(sender: Any, **kwargs: Any) -> None:
    recount()
    due.forget()
    enqueue(AGAIN, {}, at=timezone.now() + LATER)


@handler(AGAIN, atomic=True)
def recount_again(row: OutboxRow) -> None:
    """Another process may have recorded something right after the change, by the calendar that it still kept."""
    recount()


@transaction.atomic
def recount() -> int:
    """Bring `due_on` of every entry of the catalogue up to date with the calendar; how many moved."""
    hold()
    calendar = load_calendar()
    entries = (
        Entry.objects.exclude(catalogue="")
        .exclude(kind__in=OF_THEIR_OWN)
        .only("issued_on", "due_on", "extra")
        .order_by("pk")
    )
    last = moved = 0
    while chunk := list(entries.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        changed = [entry for entry in chunk if settle(entry, calendar)]
        Entry.objects.bulk_update(changed, ["due_on"])
        moved += len(changed)
    return moved


def settle(entry: Entry, calendar: Calendar) -> bool:
    """Compute `due_on` of `entry`, unsaved; True when it is another."""
    formed = formed_on(entry)
    before, entry.due_on = entry.due_on, due.last_day(formed, calendar) if formed else None
    return before != entry.due_on


def formed_on(entry: Entry) -> date | None:
    """The day from which article 26 counts for what is public, as `CataloguePage.formed_on` says it."""
    changed = entry.extra.get("changed_on")
    return date.fromisoformat(changed) if changed else entry.issued_on
