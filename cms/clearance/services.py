"""The only ways in which a clearance comes to be, and ends. Each takes the register's lock first."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from register.sequence import hold

from ..models import Clearance, PublicationPage, PublicDigest
from . import events
from .chrome import natural_key
from .columns import column_organ_code
from .digest import content_digest
from .refusal import refuse
from .rules import cleared_by, grant_problem, judge

VoidReason = Clearance.VoidReason


@transaction.atomic
def grant(
    revision: Revision,
    *,
    signer: Any,
    capacity: str,
    lane: str,
    sheet: list[dict[str, Any]],
    secrecy: dict[str, Any] | None = None,
    not_before: datetime | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Clearance:
    """Record that `signer` signed what `revision` holds; earlier signatures that are not public yet end with it.

    `sheet` tells of each step: `step` (first_review, confidentiality, sign_off …), `person`, `person_id`, `post`,
    `decision`, `basis`, `opinion`, `at`. What goes live at a time of its own is not to be public before.
    Raises NotCleared when the signer may not sign it.
    """
    at = at or timezone.now()
    hold()
    revision = Revision.objects.get(pk=revision.pk)
    page = revision.as_object()
    if reason := grant_problem(revision, page, signer, lane, sheet, at):
        refuse("clearance.grant", reason, target=page)
    digest = content_digest(page)
    times = [time for time in (not_before, page.go_live_at) if time and time > at]
    clearance = Clearance.objects.create(
        uid=page.uid,
        page_id=page.pk,
        revision_id=revision.pk,
        digest=digest,
        title=page.title,
        organ_code=page.organ.code,
        column_organ_code=column_organ_code(page),
        lane=lane,
        signer=signer,
        signer_name=(signer.get_full_name() or signer.get_username())[:150],
        capacity=capacity[:200],
        signed_at=at,
        not_before=max(times, default=None),
        sheet=sheet,
        secrecy=secrecy or {},
        note=note or page.correction_note,
    )
    appoint(revision, page, clearance.not_before)
    end(superseded_by(clearance), VoidReason.SUPERSEDED, at)
    events.note(
        "clearance.grant",
        actor=signer,
        target=page,
        title=page.title,
        organ=page.organ.code,
        details={"clearance": clearance.pk, "digest": digest, "lane": lane, "capacity": capacity},
        at=at,
    )
    return clearance


def appoint(revision: Revision, page: PublicationPage, not_before: datetime | None) -> None:
    """Let what may not be public yet go live at the approved time; read the revision anew before publishing it."""
    if not_before and (page.go_live_at is None or page.go_live_at < not_before):
        content = {**revision.content, "go_live_at": not_before.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def superseded_by(clearance: Clearance) -> models.QuerySet[Clearance]:
    """What a new clearance takes the place of: all others, but for the one of other content that is public now. That
    one ends when the new content becomes public."""
    public = PublicDigest.objects.filter(page_id=clearance.page_id).values("digest")
    others = Clearance.objects.filter(uid=clearance.uid, voided_at=None).exclude(pk=clearance.pk)
    return others.exclude(Q(digest__in=public) & ~Q(digest=clearance.digest))


@transaction.atomic
def void(uid: uuid.UUID, reason: str = VoidReason.REVOKED, at: datetime | None = None, *, actor: Any = None) -> int:
    """End every valid clearance of the publication `uid`; how many there were.

    What is live then has none: the register stops showing it at once. Take it down by `cms.withdrawal`, which says why.
    """
    from ..entries import follow

    at = at or timezone.now()
    hold()
    pages = set(Clearance.objects.filter(uid=uid, voided_at=None).values_list("page_id", flat=True))
    count = end(Clearance.objects.filter(uid=uid, voided_at=None), reason, at, actor)
    for page in Page.objects.filter(pk__in=pages, live=True).specific():
        follow(page, at)
    return count


def end(clearances: models.QuerySet[Clearance], reason: str, at: datetime, actor: Any = None) -> int:
    """Void these clearances, each with its record."""
    ended = list(clearances.only("page_id", "title", "organ_code"))
    if ended:
        Clearance.objects.filter(pk__in=[one.pk for one in ended], voided_at=None).update(
            voided_at=at, void_reason=reason
        )
    kinds = kinds_of({one.page_id for one in ended})
    for one in ended:
        events.note(
            "clearance.void",
            actor=actor,
            target=(kinds.get(one.page_id, "page"), one.page_id),
            title=one.title,
            organ=one.organ_code,
            details={"clearance": one.pk, "reason": str(reason)},
            at=at,
        )
    return len(ended)


def kinds_of(page_ids: set[int]) -> dict[int, str]:
    """What the pages are, as the audit names it; none for those that are gone. At most one query."""
    if not page_ids:
        return {}
    types = Page.objects.filter(pk__in=page_ids).values_list("pk", "content_type_id")
    return {pk: ".".join(natural_key(type_id)) for pk, type_id in types}


def end_of_pages(page_ids: Iterable[int], reason: str, at: datetime | None = None) -> int:
    """Void every valid clearance of these pages."""
    return end(Clearance.objects.filter(page_id__in=list(page_ids), voided_at=None), reason, at or timezone.now())


def require(page: PublicationPage, at: datetime | None = None) -> Clearance:
    """The clearance by which `page`, exactly as it is, may be public at `at`. Raises NotCleared, on record."""
    clearance, reason = judge(page, at or timezone.now())
    if clearance is None or reason:
        refuse("publication.publish", reason, target=page)
    return clearance


def is_cleared(page: PublicationPage) -> bool:
    """True while a valid clearance covers exactly what `page` holds."""
    return cleared_by(page) is not None
