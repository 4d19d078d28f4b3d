"""The only ways in which the table changes. Each is one transaction and one audit record."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from audit.services import record
from register.addresses import absolute
from register.languages import MAIN
from register.models import Entry

from ..models import Portal, PortalLine
from .table import earliest_day, line_on, lines_of

GUIDE = "service_guide"
"""The kind of entries that stand in the table."""
FURTHEST = timedelta(days=366)
"""How long before it holds a change is announced at most: beyond, the year was mistyped."""


def guide_with_code(portal: Portal, code: str) -> Entry | None:
    """The public guide of the portal's site that has this code, in the main language. One query."""
    guides = Entry.objects.live().filter(site=portal.site, kind=GUIDE, language=MAIN)
    return guides.filter(extra__item_code=code.strip().upper()).select_related("site").first()


def facts_of(entry: Entry) -> dict[str, str]:
    """What a line says of its guide."""
    return {
        "item_code": str(entry.extra.get("item_code", "")),
        "title": entry.title,
        "url": absolute(entry.site, entry.url),
        "source_column": entry.column_title,
    }


@transaction.atomic
def announce(
    portal: Portal, entry: Entry, column: str, user: Any, *, holds_from: date | None = None, column_code: str = "",
    reason: str = "", at: datetime | None = None,
) -> PortalLine:  # fmt: skip
    """Let the guide `entry` stand in `column` of the portal from a day on, seven days from now unless said otherwise.

    Raises ValidationError by field: for a day that is past or far away, a short notice without a reason, and what stands there
    already.
    """
    at = at or timezone.now()
    portal = Portal.objects.select_for_update().get(pk=portal.pk)
    day = settled_day(holds_from, reason, at)
    line = PortalLine(
        portal=portal, uid=entry.uid, column=column.strip(), column_code=column_code.strip(), **facts_of(entry)
    )
    standing = line_on(lines_of(portal), entry.uid, day)
    if standing is not None and standing.facts() == line.facts():
        raise ValidationError({"column": _("对照表中已是如此，不需要再告知。")})
    return kept(line, day, reason, user, at, "portal.announce")


@transaction.atomic
def end(
    portal: Portal,
    uid: UUID,
    user: Any,
    *,
    holds_from: date | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> PortalLine:
    """Take a guide out of the table from a day on. Raises ValidationError as `announce`."""
    at = at or timezone.now()
    portal = Portal.objects.select_for_update().get(pk=portal.pk)
    day = settled_day(holds_from, reason, at)
    standing = line_on(lines_of(portal), uid, day)
    if standing is None or standing.ends:
        raise ValidationError(_("该事项那时已不在对照表中。"))
    return kept(copy_of(standing, ends=True), day, reason, user, at, "portal.end")


def settled_day(holds_from: date | None, reason: str, at: datetime) -> date:
    day = holds_from or earliest_day(at)
    if day < localdate(at):
        raise ValidationError({"holds_from": _("生效日期不能早于今天。")})
    if day > (latest := localdate(at) + FURTHEST):
        told = _("生效日期过远，最迟为%(day)s，请核对年份。") % {"day": f"{latest:%Y-%m-%d}"}
        raise ValidationError({"holds_from": told})
    if day < earliest_day(at) and not reason.strip():
        told = _(
            "变化应提前%(days)d日告知门户，即%(day)s以后生效；确需提前的，请写明理由，并会计入提前不足的统计。"
        ) % {
            "days": settings.PORTAL_NOTICE_DAYS,
            "day": f"{earliest_day(at):%Y-%m-%d}",
        }
        raise ValidationError({"reason": told})
    return day


def copy_of(line: PortalLine, **changes: Any) -> PortalLine:
    """Another line that says the same, but for `changes`."""
    names = ("portal", "uid", "item_code", "title", "url", "source_column", "column", "column_code", "ends")
    return PortalLine(**{**{name: getattr(line, name) for name in names}, **changes})


def kept(line: PortalLine, day: date, reason: str, user: Any, at: datetime, action: str) -> PortalLine:
    line.holds_from, line.announced_at, line.reason, line.announced_by = day, at, reason.strip(), user
    line.full_clean(exclude=["portal", "announced_by"])
    line.save()
    details = {
        "item": line.title, "column": line.column, "holds_from": day.isoformat(), "notice_days": line.notice_days,
        "reason": line.reason,
    }  # fmt: skip
    record(action, actor=user, target=line.portal, title=str(line.portal), details=details, at=at)
    return line
