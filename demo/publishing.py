"""One publication on its way: written by an editor, checked, reviewed for secrecy, signed; or left where it stands."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from catalog.interpretation.plans import keep_plan
from catalog.interpretation.rules import needs_interpretation
from catalog.models import InterpretationPlan, OfficialDocumentPage
from catalog.vocabularies import InterpretationForm
from cms.models import PublicationPage
from cms.providing import publication_models
from cms.review.lanes import Lane
from cms.review.services import submit
from cms.schedule import perform_due
from organs.models import Organ
from register.models import Entry

from . import clock, reviewing, threads
from .crews import editor_of
from .drafting import draft
from .reading import Publication

DAY = timedelta(days=1)
Timing = dict[str, timedelta]
BEFORE: Timing = {
    "draft": timedelta(minutes=160),
    "submit": timedelta(minutes=130),
    "first_review": timedelta(minutes=90),
    "confidentiality": timedelta(minutes=40),
    "sign_off": timedelta(0),
}
"""How long before its publication each step was done."""
IN_A_HURRY: Timing = {
    "draft": timedelta(minutes=25),
    "submit": timedelta(minutes=15),
    "confidentiality": timedelta(minutes=7),
    "sign_off": timedelta(0),
}
"""The same for an emergency."""
APPROVED_BEFORE = timedelta(hours=16)
"""How long before its approved time an item that is released at a time was signed."""


def known() -> set[UUID]:
    """The uids of what was made before, even if somebody has deleted it since. One query for each type."""
    pages = [model._default_manager.values_list("uid", flat=True) for model in publication_models()]
    return {uid for uids in (*pages, Entry.objects.values_list("uid", flat=True)) for uid in uids}


def is_released_at_a_time(publication: Publication) -> bool:
    """True when it was signed before the time that was approved for it, which is over."""
    return publication.state == "published" and publication.mark is not None and publication.mark.at_time


def moment_of(publication: Publication, step: str) -> datetime:
    """When `step` was done."""
    ahead = APPROVED_BEFORE if is_released_at_a_time(publication) else timedelta(0)
    timing = IN_A_HURRY if publication.lane == Lane.EMERGENCY else BEFORE
    return publication.published_at - ahead - timing[step]


@transaction.atomic
def introduce(publication: Publication, people: dict[str, Any]) -> None:
    """Take `publication` through the review as far as its state says. All of it happens, or nothing."""
    editor = editor_of(publication.site, people)
    with clock.at(moment_of(publication, "draft")):
        page = draft(publication, editor)
        arrange(page, publication, editor)
    if publication.state == "draft":
        return
    with clock.at(moment_of(publication, "submit")):
        submit(page, editor, publication.lane)
    if not reviewing.review(page, publication, people, lambda step: moment_of(publication, step)):
        return
    if is_released_at_a_time(publication):
        with clock.at(publication.published_at) as moment:
            perform_due(moment)
    if publication.after_review == "done" and not threads.later(publication):
        reviewing.review_after(page, publication, people, publication.published_at)


def arrange(page: PublicationPage, publication: Publication, editor: Any) -> None:
    """The plan of interpretation of a document that needs one: it is signed with it."""
    if not isinstance(page, OfficialDocumentPage) or not needs_interpretation(page):
        return
    if publication.needs_none:
        keep_plan(InterpretationPlan(document=page, reason_none=publication.needs_none), editor)
        return
    latest = [localdate(publication.published_at), *([page.effective_on - DAY] if page.effective_on else [])]
    other = Organ.objects.get(code=publication.planned_organ) if publication.planned_organ else None
    plan = InterpretationPlan(
        document=page,
        organ=other or page.organ,
        person=f"{other.short_name if other else page.department or page.organ.short_name}负责人",
        forms=[InterpretationForm.TEXT.value],
        due_on=publication.interpreted_by or min(latest),
    )
    keep_plan(plan, editor)
