"""What documents do to those of other organs: the organ concerned is told by mail and on its dashboard, and it is on
record."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.services import record
from cms.review.notices import deliver, people
from cms.titles import in_title_marks
from organs.models import Role
from outbox.handlers import handler
from outbox.models import OutboxRow
from outbox.services import enqueue
from register.addresses import absolute
from register.models import Entry, EntryLink

from .blocks import Relation

if TYPE_CHECKING:
    from .models import OfficialDocumentPage

REACHED = "catalog.reached"
"""Outbox rows: a public document amends or repeals one of another organ, or does so no more."""
TOLD = {Role.LIAISON, Role.CHECKER, Role.OFFICE_HEAD}
SHOWN_FOR = timedelta(days=30)
MOST = 20
DOES = (Relation.AMENDS, Relation.REPEALS)
WORDS = {Relation.AMENDS: gettext_lazy("修改"), Relation.REPEALS: gettext_lazy("废止")}


@dataclass(frozen=True)
class Effect:
    """What one public document does to another of this platform, from a day on."""

    kind: str
    target: uuid.UUID
    holds_from: date | None


def effects_of(uid: uuid.UUID) -> set[Effect]:
    """What the document does, as far as it is public. One query."""
    links = EntryLink.objects.filter(entry__uid=uid, kind__in=DOES, entry__withdrawn_at=None)
    return {Effect(*row) for row in links.values_list("kind", "target_uid", "holds_from")}


def effects_until_now(page: "OfficialDocumentPage") -> set[Effect]:
    """What `page` did before it is saved as it is now. Whoever takes it down has withdrawn its entry, with the links,
    by then; the stored row still says what they were. One query, more where it is taken down."""
    if page.live:
        return effects_of(page.uid)
    stored = type(page).objects.filter(pk=page.pk, live=True).first()
    links = stored.entry_links() if stored else ()
    return {Effect(one.kind, one.target_uid, one.holds_from) for one in links if one.kind in DOES}


def tell(page: "OfficialDocumentPage", before: set[Effect], after: set[Effect]) -> None:
    """Let the organs know whose documents `page` has come to amend or repeal, or no longer does. In the transaction
    that changes it. No query where nothing changed."""
    if before == after:
        return
    from .models import OfficialDocumentPage

    theirs = OfficialDocumentPage.objects.filter(uid__in={one.target for one in before ^ after})
    documents = {one.uid: one for one in theirs.exclude(organ=page.organ_id).select_related("organ")}
    for action, effects in (("document.reached", after - before), ("document.released", before - after)):
        for effect in sorted(effects, key=lambda one: (str(one.target), one.kind)):
            if document := documents.get(effect.target):
                note(action, page, document, effect)


def note(action: str, page: "OfficialDocumentPage", document: "OfficialDocumentPage", effect: Effect) -> None:
    day = effect.holds_from.isoformat() if effect.holds_from else ""
    enqueue(
        REACHED, {"by": str(page.uid), "uid": str(effect.target), "kind": effect.kind, "day": day, "action": action}
    )
    details = {"does": str(WORDS[Relation(effect.kind)]), "by": page.title, "by_organ": page.organ.code, "from": day}
    record(action, target=document, title=document.title, organ=document.organ.code, details=details)


@handler(REACHED, atomic=True)
def tell_organ(row: OutboxRow) -> None:
    """Mail to the people of the organ whose document it is. Nothing when it was undone in the meantime."""
    from .models import OfficialDocumentPage

    told = row.payload
    by, uid = uuid.UUID(told["by"]), uuid.UUID(told["uid"])
    effect = Effect(told["kind"], uid, date.fromisoformat(told["day"]) if told["day"] else None)
    document = OfficialDocumentPage.objects.filter(uid=uid).select_related("organ").first()
    is_reached = told["action"] == "document.reached"
    if document is None or (effect in effects_of(by)) is not is_reached:
        return
    entry = Entry.objects.filter(uid=by).select_related("organ", "site").first()
    subject, lines = words_for(document, entry, effect) if is_reached else words_after(document, entry, effect)
    address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[document.pk])
    deliver(people(set(TOLD), document.organ_id), subject, "\n".join([*lines, "", address]))


def words_for(document: "OfficialDocumentPage", entry: Entry | None, effect: Effect) -> tuple[str, list[str]]:
    facts = {
        "title": document.title, "does": WORDS[Relation(effect.kind)], "organ": entry.organ.name if entry else "",
        "by": entry.title if entry else "", "url": absolute(entry.site, entry.url) if entry else "",
    }  # fmt: skip
    quoted = {**facts, "by": in_title_marks(facts["by"]), "title": in_title_marks(facts["title"])}
    lines = [_("%(organ)s公布的%(by)s%(does)s了贵单位的%(title)s。") % quoted, str(facts["url"])]
    if effect.holds_from:
        lines.append(_("自%(day)s起，该文件的有效性由系统标注。") % {"day": f"{effect.holds_from:%Y-%m-%d}"})
    lines.append(_("请核对；认为有误的，请与该单位或者编辑部联系。"))
    return _("贵单位的文件被其他单位%(does)s：%(title)s") % facts, lines


def words_after(document: "OfficialDocumentPage", entry: Entry | None, effect: Effect) -> tuple[str, list[str]]:
    facts = {"title": document.title, "does": WORDS[Relation(effect.kind)], "organ": entry.organ.name if entry else ""}
    line = _("%(organ)s%(does)s贵单位%(title)s的文件已经撤下，或者不再这样规定；该文件的有效性已重新标注。")
    return _("对贵单位文件的%(does)s已取消：%(title)s") % facts, [
        line % {**facts, "title": in_title_marks(facts["title"])}
    ]


def reached_lately(organs: Iterable[int] | None, at: datetime | None = None) -> list[Any]:
    """Links by which documents of other organs amend or repeal those of `organs` (None: of all), of the last thirty
    days, newest first; with `entry.organ`, `target_title`, `target_page` and `does`. One query."""
    since = (at or timezone.now()) - SHOWN_FOR
    links = EntryLink.objects.filter(kind__in=DOES, entry__withdrawn_at=None, entry__updated_at__gte=since)
    target = Entry.objects.live().filter(uid=OuterRef("target_uid"), kind="official_document")
    links = links.annotate(
        target_organ=Subquery(target.values("organ")),
        target_title=Subquery(target.values("title")),
        target_page=Subquery(target.values("page_id")),
    )
    links = links.exclude(target_organ=None).exclude(target_organ=F("entry__organ"))
    if organs is not None:
        links = links.filter(target_organ__in=list(organs))
    found: list[Any] = list(
        links.select_related("entry__organ", "entry__site").order_by("-entry__updated_at", "pk")[:MOST]
    )
    for one in found:
        one.does, one.address = WORDS[Relation(one.kind)], absolute(one.entry.site, one.entry.url)
    return found
