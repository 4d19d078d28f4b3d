"""回应时限: which clocks run, which were missed. Nothing of it is stored: times of the page and of its publication tell."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from organs.models import Organ

from .rules import CONFERENCE, Rule, rules_for
from .thread import aware, conference_at

if TYPE_CHECKING:
    from ..models import ResponsePage

KEPT = timedelta(days=30)
"""How long a clock that was missed is told after it began."""


class State(models.TextChoices):
    RUNNING = "running", _("计时中")
    OVERDUE = "overdue", _("已超时")
    LATE = "late", _("超时回应")
    MET = "met", _("按时回应")


MISSED = frozenset({State.OVERDUE, State.LATE})


@dataclass(frozen=True)
class Clock:
    """One duty of one response. It began at the recorded moment; `stopped_at` is None while nobody has met it."""

    page_id: int
    title: str
    organ: Organ
    rule: Rule
    began_at: datetime
    stopped_at: datetime | None

    @property
    def due_at(self) -> datetime:
        return self.began_at + self.rule.within

    def state(self, at: datetime) -> State:
        if self.stopped_at is None:
            return State.OVERDUE if at > self.due_at else State.RUNNING
        return State.LATE if self.stopped_at > self.due_at else State.MET

    def beyond(self, at: datetime) -> timedelta:
        """How long it has been, or was, overdue; negative while there is time."""
        return (self.stopped_at or at) - self.due_at


def clocks(organs: Collection[int] | None, at: datetime, kept: timedelta = KEPT) -> list[Clock]:
    """Clocks of the responses of `organs` (None: all) that run, or that began within `kept`, the first due at the top.

    Two queries, whatever their number.
    """
    from ..models import ResponsePage

    pages = ResponsePage.objects.filter(Q(first_published_at=None) | Q(began_at__gte=at - kept), alias_of=None)
    pages = pages.filter(disclosure_attribute=ResponsePage.DisclosureAttribute.PROACTIVE, original_published_at=None)
    pages = pages.filter(locale__language_code=settings.LANGUAGE_CODE)
    if organs is not None:
        pages = pages.filter(organ__in=organs)
    found = [
        clock for page in pages.select_related("organ", "latest_revision").defer("body") for clock in of_page(page)
    ]
    return sorted(found, key=lambda clock: clock.due_at)


def pressing(found: Iterable[Clock], at: datetime) -> list[Clock]:
    """Those that still run or were missed."""
    return [clock for clock in found if clock.state(at) != State.MET]


def of_page(page: "ResponsePage") -> Iterator[Clock]:
    """The clocks of `page`: of what is public as its row tells, of a draft as its newest revision does."""
    told = as_published(page) if page.first_published_at else as_drafted(page)
    if told["began_at"] is None:
        return
    held_at = conference_at(told["updates"]) if page.first_published_at else None
    for rule in rules_for(told["response_kind"], told["incident_level"]):
        stopped_at = held_at if rule is CONFERENCE else page.first_published_at
        yield Clock(page.pk, page.draft_title or page.title, page.organ, rule, told["began_at"], stopped_at)


def as_published(page: "ResponsePage") -> dict[str, Any]:
    names = ("response_kind", "incident_level", "began_at")
    return {**{name: getattr(page, name) for name in names}, "updates": page.updates.raw_data}


def as_drafted(page: "ResponsePage") -> dict[str, Any]:
    """The row of a draft is as it was first saved."""
    if page.latest_revision is None:
        return as_published(page)
    content = page.latest_revision.content
    began_at = parse_datetime(content.get("began_at") or "")
    return {
        "response_kind": content.get("response_kind", ""),
        "incident_level": content.get("incident_level", ""),
        "began_at": aware(began_at) if began_at else None,
        "updates": json.loads(content.get("updates") or "[]"),
    }
