"""How the table follows its guides: what will be published on a day is announced when it is signed, what has changed
already is announced at once, and counts as short."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Revision

from register.models import Entry

from ..models import Portal, PortalLine
from .services import copy_of, facts_of, kept
from .table import Line, earliest_day, line_on, lines_of, upcoming

FOLLOWED = "portal.follow"
PATIENCE = timedelta(hours=1)
Planned = tuple[date, dict[str, str]]
"""A day, and what lines say of the guide from then on."""


def follow(at: datetime) -> int:
    """Bring every table up to date; how many lines were added. Safe in several processes, and again and again."""
    return sum(follow_portal(pk, at) for pk in Portal.objects.values_list("pk", flat=True))


@transaction.atomic
def follow_portal(pk: int, at: datetime) -> int:
    portal = Portal.objects.select_for_update().filter(pk=pk).first()
    if portal is None:
        return 0
    lines = lines_of(portal)
    uids = {one.line.uid for one in lines if not one.line.ends and one.holds_until is None}
    uids |= {one.line.uid for one in lines if one.line.holds_from > localdate(at)}
    entries = {entry.uid: entry for entry in Entry.objects.filter(uid__in=uids).select_related("site")}
    planned = facts_to_come({entry.page_id: uid for uid, entry in entries.items() if entry.page_id}, at)
    wanted = (
        one for uid in sorted(uids) for one in changes(lines, uid, entries.get(uid), planned.get(uid), localdate(at))
    )
    added = list(wanted)
    for line, day in added:
        kept(line, day, told_why(line, day, at), None, at, FOLLOWED)
    return len(added)


def told_why(line: PortalLine, day: date, at: datetime) -> str:
    """The reason of a line that nobody typed, where it is short."""
    if line.ends:
        return _("办事指南已撤下。")
    return _("办事指南已经改动发布。") if day < earliest_day(at) else ""


def changes(
    lines: list[Line], uid: UUID, entry: Entry | None, planned: Planned | None, today: date
) -> Iterator[tuple[PortalLine, date]]:
    """The lines that are missing for one guide, each with the day from which it holds."""
    now = line_on(lines, uid, today)
    standing = [] if now is None or now.ends else [(now, today)]
    coming = [(one.line, one.line.holds_from) for one in upcoming(lines, today) if one.line.uid == uid]
    coming = [(line, day) for line, day in coming if not line.ends]
    if entry is None or not entry.is_live:
        yield from ((copy_of(line, ends=True), day) for line, day in standing + coming)
        return
    if planned is not None and planned[0] not in {day for _line, day in standing + coming}:
        there = line_on(lines, uid, planned[0])
        coming += [(there, planned[0])] if there is not None and not there.ends and planned[0] > today else []
    for line, day in standing + coming:  # whoever announced it: on its day the guide may say something else
        right = copy_of(line, **said_on(entry, planned, day))
        if right.facts() != line.facts():
            yield right, day


def said_on(entry: Entry, planned: Planned | None, day: date) -> dict[str, str]:
    """What a line says of its guide on a day: on that of a plan already what is to be published in its course."""
    return facts_of(entry) | (planned[1] if planned is not None and planned[0] <= day else {})


def facts_to_come(uids: dict[int, UUID], at: datetime) -> dict[UUID, Planned]:
    """(day, facts) of the guides whose next text is signed and will be published on a day; `uids` by page. One query.

    What is due counts for an hour: it may be published a little later than it was to be.
    """
    names = [str(pk) for pk in uids]
    signed: Any = Revision.objects.page_revisions().filter(object_id__in=names, approved_go_live_at__gt=at - PATIENCE)
    found = {}
    for revision in signed.order_by("-approved_go_live_at"):  # of several the next one remains
        facts = {"title": str(revision.content["title"]), "item_code": str(revision.content["item_code"]).upper()}
        found[uids[int(revision.object_id)]] = (localdate(revision.approved_go_live_at), facts)
    return found
