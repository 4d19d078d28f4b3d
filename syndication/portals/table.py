"""Reading the table: what holds on a day, what is to come, what was announced too late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from register.models import Entry

from ..models import Portal, PortalLine


@dataclass(frozen=True)
class Line:
    """A line with the day on which the next one takes its place, None while none does."""

    line: PortalLine
    holds_until: date | None

    def holds_on(self, day: date) -> bool:
        return self.line.holds_from <= day and (self.holds_until is None or day < self.holds_until)


def lines_of(portal: Portal) -> list[Line]:
    """Every line that holds on some day, by guide and day. One query."""
    return list(with_ends(portal.lines.select_related("announced_by").order_by("uid", "holds_from", "pk")))


def public_lines(portal: Portal) -> list[Line]:
    """The same as the public may read them: a guide that was withdrawn is told by uid and code, without its title and its
    address. Two queries."""
    lines = lines_of(portal)
    named = Entry.objects.live().filter(uid__in=portal.lines.values("uid"))
    live = set(named.values_list("uid", flat=True))
    for one in lines:
        if one.line.uid not in live:
            one.line.title, one.line.url, one.line.source_column = _("（该信息已撤下）"), "", ""
    return lines


def with_ends(lines: Iterable[PortalLine]) -> Iterable[Line]:
    """`lines` are ordered by guide, day and announcement. One that is replaced before it holds is left out."""
    found = list(lines)
    for number, one in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) and found[number + 1].uid == one.uid else None
        if following is None or following.holds_from > one.holds_from:
            yield Line(one, following.holds_from if following else None)


def in_force(lines: Iterable[Line], day: date) -> list[Line]:
    """What stands in the portal on `day`."""
    return [one for one in lines if one.holds_on(day) and not one.line.ends]


def upcoming(lines: Iterable[Line], day: date) -> list[Line]:
    """What changes after `day`, the next first."""
    return sorted(
        (one for one in lines if one.line.holds_from > day), key=lambda one: (one.line.holds_from, one.line.pk)
    )


def line_on(lines: Iterable[Line], uid: UUID, day: date) -> PortalLine | None:
    """The line of a guide that holds on `day`."""
    return next((one.line for one in lines if one.line.uid == uid and one.holds_on(day)), None)


def announced_late(since: datetime) -> list[PortalLine]:
    """Lines announced since then with too few days before they hold, the newest first. One query."""
    lines = PortalLine.objects.filter(announced_at__gte=since).select_related("portal", "announced_by")
    return [one for one in lines.order_by("-announced_at", "-pk") if one.is_short]


def earliest_day(at: datetime) -> date:
    """The first day from which a change may hold that is announced at `at`, in time."""
    return localdate(at) + timedelta(days=settings.PORTAL_NOTICE_DAYS)


def as_cells(one: Line) -> list[Any]:
    """A line as the spreadsheet has it; the order is that of `HEADINGS`."""
    line = one.line
    return [
        line.item_code, line.title, line.url, line.source_column, line.column, line.column_code,
        f"{line.holds_from:%Y-%m-%d}", f"{one.holds_until:%Y-%m-%d}" if one.holds_until else "",
        f"{line.announced_on:%Y-%m-%d}", str(line.notice_days), "移出" if line.ends else "", line.reason,
    ]  # fmt: skip


HEADINGS = (
    "事项编码", "事项名称", "办事指南网址", "所在栏目", "门户栏目", "门户栏目编码", "生效日期", "失效日期", "告知日期",
    "提前日数", "移出", "提前不足的理由",
)  # fmt: skip
