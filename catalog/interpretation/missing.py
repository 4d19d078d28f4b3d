"""缺少解读的文件: public documents that need an interpretation and have none, though the working days are over."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from organs.roles import EVERY_ORGAN
from workdays.calendar import Deadline
from workdays.services import working_days_between

from .. import due
from ..models import InterpretationPage, InterpretationPlan, OfficialDocumentPage
from ..vocabularies import Validity
from .binding import is_interpreted, organs_counted, uids_of
from .rules import candidates, last_day, needs_interpretation, today


@dataclass(frozen=True)
class Missing:
    """A document without interpretation. `late` are the working days since the last day; `plan` may be None."""

    document: OfficialDocumentPage
    published_on: date
    last_day: date
    is_provisional: bool
    late: int
    plan: InterpretationPlan | None
    is_drafted: bool

    @property
    def standing(self) -> str:
        """What is known of who will do it."""
        State = InterpretationPlan.State
        if self.is_drafted:
            return str(State.DRAFTED.label)
        return str(State.OVERDUE.label if self.plan else "")


def missing(organs: Collection[int | None] | None = None, at: datetime | None = None) -> list[Missing]:
    """The documents of `organs` (None, or `EVERY_ORGAN` among them: of all) that lack one, the latest first.

    One query where there is none, five at most however many there are.
    """
    now, found = today(at), list(overdue(organs, at))
    drafted = drafted_for([document.pk for document, _last in found])
    return [
        Missing(
            document,
            today(document.first_published_at),
            last.due,
            last.provisional,
            working_days_between(last.due, now, calendar=due.calendar()),
            plan_known(document),
            document.uid in drafted,
        )
        for document, last in found
    ]


def missing_number(organs: Collection[int | None] | None = None, at: datetime | None = None) -> int:
    """How many lack one. One query, and the calendar's where any may."""
    return sum(1 for _one in overdue(organs, at))


def overdue(
    organs: Collection[int | None] | None, at: datetime | None
) -> Iterator[tuple[OfficialDocumentPage, Deadline]]:
    """The documents of `organs` that lack one, each with its last day."""
    now = today(at)
    for document in uninterpreted(organs):
        last = last_day(today(document.first_published_at), due.calendar())
        if last.due < now and needs_interpretation(document):
            yield document, last


def uninterpreted(organs: Collection[int | None] | None) -> Any:
    """Public documents that may need an interpretation, have none, and no reason for it, with organ and plan. What is no
    longer in force is explained to nobody."""
    documents = OfficialDocumentPage.objects.live().filter(candidates()).exclude(first_published_at=None)
    documents = documents.exclude(entry__validity__in=[Validity.LAPSED, Validity.REPEALED])
    documents = documents.filter(~is_interpreted()).exclude(interpretation_plan__reason_none__gt="")
    if organs is not None and EVERY_ORGAN not in organs:
        documents = documents.filter(organ__in=organs)
    documents = documents.defer("body").select_related("organ", "locale", "interpretation_plan__organ")
    return documents.order_by("first_published_at", "pk")


def plan_known(document: OfficialDocumentPage) -> InterpretationPlan | None:
    """The plan that came with the document."""
    return getattr(document, "interpretation_plan", None)


def drafted_for(documents: Collection[int]) -> set[Any]:
    """The uids of those of `documents` that a draft names, of an organ that counts. Two queries: drafts are few."""
    if not documents:
        return set()
    counted = organs_counted(documents)
    drafts = InterpretationPage.objects.filter(live=False, first_published_at=None).select_related("latest_revision")
    named: set[Any] = set()
    for draft in drafts:
        said = str(draft_documents(draft))
        named |= {uid for uid, organs in counted.items() if draft.organ_id in organs and str(uid) in said}
    return named


def draft_documents(draft: InterpretationPage) -> Any:
    """The documents of a draft, as its newest revision keeps them."""
    revision = draft.latest_revision
    return revision.content.get("documents", "") if revision else [str(uid) for uid in uids_of(draft)]
