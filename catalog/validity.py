"""Whether a document is in force (有效性), on a day.

The editor states what is known; a document that amends or repeals it, and its own last day, change that by themselves
when their day comes. Nothing of this is stored with the page: the entry is recorded again on that day, and its
`Change` tells everybody, once. 《政府网站发展指引》 asks for the mark on the original document.
"""

import logging
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from cms.entries import follow
from register.models import Entry, EntryLink
from register.sequence import hold

from .blocks import Relation
from .relations import day_of
from .vocabularies import Validity

if TYPE_CHECKING:
    from .models import OfficialDocumentPage

BEIJING = ZoneInfo(settings.TIME_ZONE)
BATCH = 100
"""Documents that are recorded anew in one run of the duty."""
logger = logging.getLogger(__name__)
DOES = {
    Relation.AMENDS: Validity.AMENDED,
    Relation.REPEALS: Validity.REPEALED,
    Relation.AMENDED_BY: Validity.AMENDED,
    Relation.REPEALED_BY: Validity.REPEALED,
}
WEIGHT = {"": 0, Validity.VALID: 0, Validity.AMENDED: 1, Validity.LAPSED: 2, Validity.REPEALED: 3}
"""The stronger hides the weaker: a repealed document is no longer called amended."""


@dataclass(frozen=True)
class Standing:
    """What a document's validity is, since when, and by which publication of this platform, where these are known."""

    validity: str
    since: date | None = None
    by: uuid.UUID | None = None


def today(at: datetime | None = None) -> date:
    """The Beijing date."""
    return (at or timezone.now()).astimezone(BEIJING).date()


def standing(page: "OfficialDocumentPage", on: date) -> Standing:
    """The validity of `page` on a day. One query."""
    causes = [Standing(page.validity), *own_causes(page), *causes_from_others(page.uid)]
    due = [cause for cause in causes if cause.since is None or cause.since <= on]
    heaviest = max(WEIGHT[cause.validity] for cause in due)
    return min(
        (cause for cause in due if WEIGHT[cause.validity] == heaviest),
        key=lambda cause: (cause.since is None, cause.since or date.max),
    )


def own_causes(page: "OfficialDocumentPage") -> Iterator[Standing]:
    """What the document says of itself: its last day, and who changes it."""
    from cms.blocks import uid_of

    if page.expires_on and page.expires_on < date.max:
        yield Standing(Validity.LAPSED, page.expires_on + timedelta(days=1))
    for child in page.relations:
        kind, by = child.value["kind"], uid_of(child.value["document"])
        if kind in (Relation.AMENDED_BY, Relation.REPEALED_BY) and by != page.uid:
            yield Standing(DOES[Relation(kind)], day_of(page, child.value), by)


def causes_from_others(uid: uuid.UUID) -> Iterator[Standing]:
    """What live documents do to the one with this uid."""
    doing = EntryLink.objects.filter(
        target_uid=uid, kind__in=[Relation.AMENDS, Relation.REPEALS], entry__withdrawn_at=None
    )
    for kind, day, by in doing.values_list("kind", "holds_from", "entry__uid"):
        yield Standing(DOES[Relation(kind)], day, by)


def next_own_day(page: "OfficialDocumentPage", after: date) -> date | None:
    """The next day on which the document changes by what it says of itself."""
    return min((cause.since for cause in own_causes(page) if cause.since and cause.since > after), default=None)


def perform_due(at: datetime) -> int:
    """Record documents anew whose validity changed with the day; how many did. Safe in several processes.

    At most `BATCH` at a time. One that cannot be recorded is told to the log and tried again; it keeps none from the
    others behind it.
    """
    done = 0
    for uid in [*by_themselves(at), *by_others(at)]:
        try:
            done += follow_validity(uid, at)
        except Exception:
            logger.exception("the validity of %s could not be brought up to date", uid)
        if done >= BATCH:
            break
    return done


def by_themselves(at: datetime) -> list[uuid.UUID]:
    from .models import OfficialDocumentPage

    due = OfficialDocumentPage.objects.filter(live=True, validity_due_on__lte=today(at)).order_by("validity_due_on")
    return list(due.values_list("uid", flat=True))


def by_others(at: datetime) -> list[uuid.UUID]:
    """Documents whose entries do not say yet what others have done to them. What is no document has no validity: a
    link to it never comes to its end."""
    from .models import OfficialDocumentPage

    target = Entry.objects.live().filter(uid=OuterRef("target_uid"), kind=OfficialDocumentPage.kind)
    repealed = Q(Exists(target.exclude(validity=Validity.REPEALED)), kind=Relation.REPEALS)
    amended = Q(Exists(target.filter(validity__in=["", Validity.VALID])), kind=Relation.AMENDS)
    behind = repealed | amended
    due = EntryLink.objects.filter(Q(holds_from__lte=today(at)) | Q(holds_from=None), behind, entry__withdrawn_at=None)
    ordered = due.order_by(F("holds_from").asc(nulls_first=True), "pk")
    return list(dict.fromkeys(ordered.values_list("target_uid", flat=True)))


@transaction.atomic
def follow_validity(uid: uuid.UUID, at: datetime) -> int:
    """Record the document anew; 1 when its entry says something else now."""
    from .models import OfficialDocumentPage

    hold()
    page = OfficialDocumentPage.objects.select_related("organ").filter(uid=uid).first()
    before = Entry.objects.live().filter(uid=uid).values_list("validity", flat=True).first()
    if page is None:
        return 0
    OfficialDocumentPage.objects.filter(pk=page.pk).update(validity_due_on=next_own_day(page, today(at)))
    if before is None or before == standing(page, today(at)).validity:
        return 0
    follow(page, at)
    return 1


def follow_targets(uids: Iterable[uuid.UUID], at: datetime | None = None) -> None:
    """Let documents say at once what others, just published or taken down, do to them or no longer do."""
    at, wanted = at or timezone.now(), list(uids)
    live = set(Entry.objects.live().filter(uid__in=wanted).values_list("uid", flat=True)) if wanted else set()
    for uid in sorted(live):
        follow_validity(uid, at)
