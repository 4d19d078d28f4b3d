"""Scheduled publication and expiry, to the second. What is scheduled has been through review before."""

import logging
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from register.sequence import hold

from .clearance import events
from .clearance.gate import let_down
from .clearance.refusal import NotCleared
from .models import PublicationPage
from .previews import revoke_all
from .review.closing import refuse_release

logger = logging.getLogger(__name__)

BATCH = 50


def perform_due(at: datetime) -> int:
    """Publish and expire what is due at `at`, each item in a transaction of its own; how many there were.

    Several processes may call it at once: each locks what it changes and looks again.
    """
    expired = Page.objects.filter(live=True, expire_at__lte=at).order_by("expire_at").values_list("pk", flat=True)
    approved = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at")
    done = sum(expire(pk, at) for pk in expired[:BATCH])
    return done + sum(go_live(pk, at) for pk in approved.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def expire(page_id: int, at: datetime) -> int:
    """Take down one page whose time is over; 0 when somebody else has done it."""
    hold()  # before the row, as everybody does who publishes
    due = Page.objects.select_for_update().filter(pk=page_id, live=True, expire_at__lte=at).first()
    if due is None:
        return 0
    page = let_down(due.specific)
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    if isinstance(page, PublicationPage):
        revoke_all(page, None, at)
    events.note("publication.expire", target=due, title=due.title, at=at)
    return 1


@transaction.atomic
def go_live(revision_id: int, at: datetime) -> int:
    """Publish one approved revision; 0 when somebody else has done it.

    A revision that cannot go live as it is loses its appointment: it would fail for ever. Its sheet says why, and so does the desk of
    whoever worked on it.
    """
    hold()
    revision = Revision.objects.select_for_update().filter(pk=revision_id, approved_go_live_at__lte=at).first()
    if revision is None:
        return 0
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except (ValidationError, NotCleared) as refusal:
        logger.error("scheduled revision %s was not published: %s", revision_id, "; ".join(reasons(refusal)))
        Revision.objects.filter(pk=revision_id).update(approved_go_live_at=None)
        refuse_release(int(revision.object_id), reasons(refusal), at)
    return 1


def reasons(refusal: ValidationError | NotCleared) -> list[str]:
    """What a refusal says."""
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]


def due_counts(at: datetime) -> tuple[int, int]:
    """How many pages wait to be published and to be taken down at `at`."""
    return (
        Revision.objects.filter(approved_go_live_at__lte=at).count(),
        Page.objects.filter(live=True, expire_at__lte=at).count(),
    )
