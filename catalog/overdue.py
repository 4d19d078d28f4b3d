"""What was not made public within the twenty working days of article 26, or only after them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organs.models import Organ
from register.models import Entry
from workdays.calendar import Calendar

from . import due
from .models import CataloguePage

Organs = Collection[int] | None
"""Ids of organs; None for all."""


@dataclass(frozen=True)
class Late:
    """One publication that is, or was, late. `published` is None while it is not public."""

    title: str
    organ: Organ
    type_name: str
    formed: date | None
    due: date
    published: date | None
    days: int
    page_id: int | None

    @property
    def state(self) -> str:
        return _("逾期公开") if self.published else _("逾期未公开")


def types() -> list[type[CataloguePage]]:
    """The concrete types of the catalogue."""
    return [model for model in apps.get_models() if issubclass(model, CataloguePage)]


def waiting(organs: Organs, today: date) -> list[Late]:
    """Drafts, 主动公开 and never public, whose last day is over; the longest overdue first. A query for each type. What
    came from another site was published there on its 原发布时间.

    The calendar judges only what it may find late: what was formed within twenty days cannot be.
    """
    calendar = due.calendar()
    found = [
        late
        for model in types()
        for page in candidates(model, organs, today)
        if (late := as_late(page, today, calendar))
    ]
    return sorted(found, key=lambda one: one.due)


NOWHERE = Q(original_published_at=None) | Q(original_published_at__date__lt=F("changed_on"))
"""What the site before this one did not publish either, or only as it was before its change."""


def candidates(model: type[CataloguePage], organs: Organs, today: date) -> QuerySet[Any]:
    pages = unpublished(model).filter(model.possibly_late(today), NOWHERE)
    if organs is not None:
        pages = pages.filter(organ__in=organs)
    return pages.select_related("organ").defer("body")


def unpublished(model: type[CataloguePage]) -> QuerySet[Any]:
    """Drafts, 主动公开 and never public."""
    pages = model.objects.filter(live=False, first_published_at=None, alias_of=None)
    pages = pages.filter(locale__language_code=settings.LANGUAGE_CODE)  # a translation discloses nothing anew
    return pages.filter(disclosure_attribute=CataloguePage.DisclosureAttribute.PROACTIVE)


def as_late(page: CataloguePage, today: date, calendar: Calendar) -> Late | None:
    last = page.due_on
    if last is None or last >= today:
        return None
    days = calendar.count_between(last, today)
    name = str(page._meta.verbose_name)
    return Late(page.draft_title or page.title, page.organ, name, page.formed_on, last, None, days, page.pk)


def published_late(organs: Organs) -> QuerySet[Any]:
    """Live entries that became public after their last day, the newest first. One query."""
    entries = with_public_since(Entry.objects.live()).filter(due_on__isnull=False, public_since__date__gt=F("due_on"))
    if organs is not None:
        entries = entries.filter(organ__in=organs)
    return entries.select_related("organ").defer("content_html").order_by("-due_on", "-pk")


def with_public_since(entries: QuerySet[Entry]) -> QuerySet[Any]:
    """Entries with the moment from which `CataloguePage.public_since` counts: 原发布时间 says nothing of what was changed
    after it. Days are compared as text, as `extra` has them; both are written year first."""
    day = Cast(TruncDate("original_published_at"), CharField())
    before_change = Q(original_day__lt=KT("extra__changed_on"))
    since = Case(When(before_change, then="first_published_at"), default="listed_at")
    return entries.annotate(original_day=day).annotate(public_since=since)


def entries_as_late(entries: Iterable[Any]) -> Iterator[Late]:
    calendar, names = due.calendar(), {model.kind: str(model._meta.verbose_name) for model in types()}
    for entry in entries:
        assert entry.due_on is not None, "asked for in `published_late`"
        published = localtime(entry.public_since).date()
        days = calendar.count_between(entry.due_on, published)
        yield Late(
            entry.title, entry.organ, names.get(entry.kind, entry.kind), entry.issued_on, entry.due_on, published, days,
            entry.page_id,
        )  # fmt: skip


def waiting_number(organs: Organs, at: datetime | None = None) -> int:
    """How many wait beyond their last day. One query, and the calendar's where any may be late."""
    today = localtime(at or timezone.now()).date()
    first, *rest = [
        candidates(model, organs, today).order_by().values_list("pk", "issued_on", "changed_on", Value(model.sure))
        for model in types()
    ]
    return sum(1 for _pk, *facts in first.union(*rest, all=True) if is_late(today, *facts))


def is_late(today: date, issued: date | None, changed: date | None, sure: bool) -> bool:
    """`sure` of types whose candidates are all late; others by their dates."""
    formed = changed or issued
    last = due.due_on(formed) if formed and not sure else None
    return bool(sure) or (last is not None and last < today)
