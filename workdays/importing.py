"""Changing the table: what an import or a withdrawal would move, and doing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .calendar import Calendar
from .comparison import Comparison, compare
from .errors import WorkdayError
from .models import Notice, SpecialDay
from .notices import NoticeFacts
from .services import stored_notices
from .signals import calendar_changed


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen: the notices to write, in this order, those whose place they take, and what moves."""

    changed: tuple[NoticeFacts, ...]
    former: tuple[NoticeFacts, ...]
    same: tuple[NoticeFacts, ...]
    comparison: Comparison

    @property
    def new(self) -> tuple[NoticeFacts, ...]:
        return tuple(one for one in self.changed if one not in self.replaced)

    @property
    def replaced(self) -> tuple[NoticeFacts, ...]:
        numbers = {one.number for one in self.former}
        return tuple(one for one in self.changed if one.number in numbers)


def plan_import(notices: Sequence[NoticeFacts]) -> Plan:
    """What entering `notices` would do. A notice of a number that is there takes its place, with all its days.

    Raises `WorkdayError` when a year would have two annual notices.
    """
    stored = {one.number: one for one in stored_notices()}
    same = tuple(one for one in notices if stored.get(one.number) == one)
    changed = tuple(one for one in notices if one not in same)
    numbers = {one.number for one in changed}
    former = tuple(one for one in stored.values() if one.number in numbers)
    after = [one for one in stored.values() if one.number not in numbers] + list(changed)
    check_annual(after)
    return Plan(changed, former, same, compare(Calendar(stored.values()), Calendar(after)))


def plan_withdrawal(number: str) -> Plan:
    """What taking the notice out of force would do."""
    stored = stored_notices()
    rest = [one for one in stored if one.number != number]
    if len(rest) == len(stored):
        raise WorkdayError(_("没有录入文号为“%(number)s”的通知。") % {"number": number})
    if not any(one.annual for one in rest):
        raise WorkdayError(_("这是唯一的年度安排，撤销后无法推算任何日期。"))
    return Plan((), (), (), compare(Calendar(stored), Calendar(rest)))


def check_annual(notices: Iterable[NoticeFacts]) -> None:
    years: dict[int, NoticeFacts] = {}
    for one in notices:
        if one.annual and (other := years.setdefault(one.year, one)) is not one:
            raise WorkdayError(
                _(
                    "%(year)d年有两份年度安排：%(one)s、%(other)s。更正原通知的，请用原文号导入；"
                    "另发通知调整的，类别应写“调整”；原通知录错的，请先撤销。"
                )
                % {"year": one.year, "one": other.number, "other": one.number}
            )


@transaction.atomic
def import_notices(
    notices: Sequence[NoticeFacts], *, by: Any = None, source: str = "", at: datetime | None = None
) -> Plan:
    """Enter `notices`, or let them take the place of those with their numbers. What happened, as it was planned.

    Sends `calendar_changed`. Raises `WorkdayError`, and then nothing was entered.
    """
    lock()
    plan = plan_import(notices)
    rows = write_all(plan.changed, at or timezone.now())
    send("import", rows, by, source, plan.comparison)
    return plan


@transaction.atomic
def enter(notices: Sequence[NoticeFacts], *, source: str, is_first: bool) -> None:
    """As `import_notices`; the first filling of an empty table changes nobody's calendar and is told to nobody."""
    if not is_first:
        import_notices(notices, source=source)
        return
    check_annual(notices)
    write_all(notices, timezone.now())


@transaction.atomic
def withdraw(number: str, *, by: Any = None, at: datetime | None = None) -> Plan:
    """Take the notice out of force; it stays in the table, so that its number can be entered again."""
    lock()
    plan = plan_withdrawal(number)
    row = Notice.objects.valid().get(number=number)
    row.withdrawn_at = at or timezone.now()
    row.save(update_fields=["withdrawn_at"])
    send("withdraw", [row], by, "", plan.comparison)
    return plan


def lock() -> None:
    """One change of the table at a time: what was planned is then what happens."""
    list(Notice.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def write_all(notices: Sequence[NoticeFacts], at: datetime) -> list[Notice]:
    """Write `notices`, each a moment after the one before: where two of one day of issue differ, the last one holds.

    What they replace is out of force while that is done: one may take the year of another.

    Raises `WorkdayError` for what the database refuses, as when two first notices of a year are entered at once.
    """
    try:
        with transaction.atomic():
            Notice.objects.filter(number__in=[one.number for one in notices]).update(withdrawn_at=at)
            return [write(one, at + timedelta(microseconds=count)) for count, one in enumerate(notices)]
    except IntegrityError:
        raise WorkdayError(
            _("与已经录入的通知冲突，没有导入：可能有人同时录入了同一年份或者文号的通知。请重新核对。")
        ) from None


def write(facts: NoticeFacts, at: datetime) -> Notice:
    kind = Notice.Kind.ANNUAL if facts.annual else Notice.Kind.ADJUSTMENT
    fields = {"year": facts.year, "title": facts.title, "issued_on": facts.issued_on, "kind": kind, "url": facts.url}
    row, _created = Notice.objects.update_or_create(
        number=facts.number, defaults={**fields, "entered_at": at, "withdrawn_at": None}
    )
    row.days.all().delete()
    SpecialDay.objects.bulk_create(
        [SpecialDay(notice=row, date=one.date, nature=one.nature, holiday=one.holiday) for one in facts.days]
    )
    return row


def send(action: str, rows: list[Notice], by: Any, source: str, comparison: Comparison) -> None:
    calendar_changed.send(sender=Notice, action=action, notices=rows, by=by, source=source, comparison=comparison)
