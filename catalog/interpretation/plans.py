"""Plans of interpretation: making one, what state it is in, and what is asked for before a signature."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.details import difference
from audit.services import record
from cms.models import ReviewSheet
from cms.review.arrangements import Arrangement
from cms.review.events import refusals_of
from cms.review.lanes import Step, decider, highest
from organs.roles import holds
from register.sequence import hold

from ..models import InterpretationPage, InterpretationPlan, OfficialDocumentPage
from .binding import counting, is_interpreted, not_yet_public, uids_of
from .rules import needs_interpretation, today

State = InterpretationPlan.State


def keep_plan(plan: InterpretationPlan, user: Any) -> InterpretationPlan:
    """Save a plan that was cleaned, with who made it, and tell the audit log. `user` None is the system.

    Raises ValidationError when somebody else saved it since it was read, PermissionDenied when only the signer may say
    that none is needed.
    """
    with refusals_of("interpretation.plan", actor=user, target=plan.document), transaction.atomic():
        hold()  # before looking again: of two first plans of a document the second is told of the other
        stored = plan_of(plan.document)
        if mark_of(stored) != mark_of(plan):
            raise ValidationError(told_of(stored))
        if (
            user is not None
            and releases(plan.reason_none, plan.document, stored)
            and not may_release(user, plan.document)
        ):
            raise PermissionDenied(_("文件已经签发，不需解读的理由只能由签发人决定。"))
        plan.changed_by = user
        plan.save()
        details = difference({"plan": stored.in_words if stored else None}, {"plan": plan.in_words})
        record("interpretation.plan", actor=user, target=plan.document, details=details)
    return plan


def mark_of(plan: InterpretationPlan | None) -> str:
    """Which saving of a plan this is; "" for none."""
    return plan.changed_at.isoformat() if plan is not None and plan.pk else ""


def told_of(stored: InterpretationPlan | None) -> str:
    """What to say when the stored plan is another than the one that was read."""
    if stored is None:
        return _("解读方案已不存在，请重新打开本页。")
    by = stored.changed_by
    return _(
        "在您填写期间，%(person)s已保存解读方案：%(plan)s。您填写的内容仍在下面，核对后再次保存，将以您的为准。"
    ) % {
        "person": (by.get_full_name() or by.get_username()) if by else _("系统"),
        "plan": stored.in_words,
    }


def releases(reason: str, document: OfficialDocumentPage, stored: InterpretationPlan | None) -> bool:
    """True when `reason` says after the signature, newly or otherwise than `stored`, that no interpretation is needed."""
    said = reason.strip()
    return bool(said) and said != (stored.reason_none if stored else "") and is_signed(document)


def is_signed(document: OfficialDocumentPage) -> bool:
    """True once a document was signed: before, its plan goes to the signature with it. One query at the most."""
    signed = [ReviewSheet.Outcome.PUBLISHED, ReviewSheet.Outcome.SCHEDULED, ReviewSheet.Outcome.CONFIRMED]
    known = document.live or document.first_published_at is not None
    return known or ReviewSheet.objects.filter(page_id=document.pk, outcome__in=signed).exists()


def may_release(user: Any, document: OfficialDocumentPage) -> bool:
    """True for who signs texts of the document's lane, the highest that it has been in. Two queries."""
    lanes = ReviewSheet.objects.filter(page_id=document.pk).values_list("lane", flat=True)
    role = decider(highest([document.least_lane(), *lanes]), Step.SIGN_OFF)
    return role is not None and holds(user, role, document.organ_id)


def plan_of(document: OfficialDocumentPage) -> InterpretationPlan | None:
    """The plan of a document. One query."""
    return InterpretationPlan.objects.filter(document=document.pk).select_related("organ", "changed_by").first()


def state_of(plan: InterpretationPlan, at: datetime | None = None) -> State:
    """How far a plan is at `at`. Four queries at the most; lists ask `missing.rows` instead."""
    if plan.reason_none:
        return State.NOT_NEEDED
    if OfficialDocumentPage.objects.filter(is_interpreted(), pk=plan.document_id).exists():
        return State.DONE
    if plan.due_on and plan.due_on < today(at):
        return State.OVERDUE
    return State.DRAFTED if counting(plan.document).exists() else State.PLANNED


def arrangements(page: Any) -> Iterator[Arrangement]:
    """What has to be arranged before `page` is signed, as `cms.review.arrangements` asks."""
    if isinstance(page, OfficialDocumentPage):
        yield from of_document(page)
    elif isinstance(page, InterpretationPage):
        yield from of_interpretation(page)


def of_document(page: OfficialDocumentPage) -> Iterator[Arrangement]:
    """The plan. A document that was public before is not held up for it: the report tells what it lacks."""
    plan = plan_of(page)
    address = reverse("catalog_interpretation_plan", args=[page.pk])
    if plan is not None:
        words = _("%(state)s。%(plan)s") % {"state": state_of(plan).label, "plan": plan.in_words}
        yield Arrangement(_("解读方案"), words, address)
    elif needs_interpretation(page) and not page.first_published_at:
        words = _("本文件须与解读方案同步审签。请填写解读方案；不需要解读的，写明理由。")
        yield Arrangement(_("解读方案"), words, address, is_open=True)


def of_interpretation(page: InterpretationPage) -> Iterator[Arrangement]:
    """The documents are public first, or at the same moment: an interpretation never tells of them before."""
    waiting = not_yet_public(uids_of(page))
    if not waiting:
        return
    ours = {one.uid: one for one in OfficialDocumentPage.objects.filter(uid__in=waiting)}
    for uid in waiting:
        words = _("所解读的文件尚未公开，解读不能先于文件发布。请先签发文件，再签发解读。")
        address = reverse("cms_review", args=[ours[uid].pk]) if uid in ours else ""
        yield Arrangement(_("解读的文件"), words, address, is_open=True)
