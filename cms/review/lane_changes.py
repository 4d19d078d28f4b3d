"""Changing the lane of an item, and marking it 热点 or 易误读. One function for each fact."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from organs.models import Membership
from organs.roles import acting, capacity
from register.sequence import hold

from ..models import ReviewSheet, ReviewStep
from . import events
from .answers import answers_in
from .deciding import companion_title
from .forms import PLAN
from .lanes import HIGHER_SIGNER, REVIEWERS, WRITERS, Lane, highest, rank
from .notices import announce
from .sheets import enter, least_lane, name_of

Action = ReviewStep.Action


@transaction.atomic
def raise_lane(sheet: ReviewSheet, user: Any, lane: str, *, reason: str = "", at: datetime | None = None) -> None:
    """Take a higher lane. Anyone in the lane may: reviewers of the organ, its editors, and who sent the item.

    Steps that were passed stay passed; only the signature is another's. Raises PermissionDenied, or ValidationError
    when `lane` is not higher.
    """
    sheet, held = opened(sheet, user, (*REVIEWERS, *WRITERS), at, sender_too=True)
    if rank(lane) <= rank(sheet.lane):
        raise ValidationError(_("只能提高到比“%(lane)s”更高的通道。") % {"lane": sheet.get_lane_display()})
    take(sheet, lane)
    opinion = _("提高到“%(lane)s”通道。%(reason)s") % {"lane": Lane(lane).label, "reason": reason}
    enter(sheet, Action.RAISE, user, capacity=in_capacity(held, user), opinion=opinion, at=at)


@transaction.atomic
def lower_lane(sheet: ReviewSheet, user: Any, lane: str, *, reason: str, at: datetime | None = None) -> None:
    """Take a lower lane, not below what kind, importance and marks ask for: only the higher signer may, with a reason.

    Raises PermissionDenied, or ValidationError.
    """
    sheet, held = opened(sheet, user, (HIGHER_SIGNER,), at, why=_("只有单位负责人可以降低通道。"))
    least = least_lane(sheet, newest(sheet))
    if rank(lane) >= rank(sheet.lane):
        raise ValidationError(_("只能降低到比“%(lane)s”更低的通道。") % {"lane": sheet.get_lane_display()})
    if rank(lane) < rank(least):
        raise ValidationError(_("按类别、重要程度和标记，本稿件至少走“%(lane)s”通道。") % {"lane": least.label})
    if not reason.strip():
        raise ValidationError(_("降低通道须写明理由。"))
    take(sheet, lane)
    opinion = _("降低到“%(lane)s”通道。%(reason)s") % {"lane": Lane(lane).label, "reason": reason}
    enter(sheet, Action.LOWER, user, capacity=in_capacity(held, user), opinion=opinion, at=at)


@transaction.atomic
def mark(
    sheet: ReviewSheet,
    user: Any,
    *,
    hot: bool = False,
    misreadable: bool = False,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Say whether the item is 热点 or 易误读. Any reviewer may say so; only the higher signer takes it back, with a
    reason. A marked item takes the important lane. Raises PermissionDenied, or ValidationError."""
    takes_back = (sheet.is_hot and not hot) or (sheet.is_misreadable and not misreadable)
    roles, why = ((HIGHER_SIGNER,), _("只有单位负责人可以取消标记。")) if takes_back else (REVIEWERS, "")
    sheet, held = opened(sheet, user, roles, at, why=why)
    if takes_back and not reason.strip():
        raise ValidationError(_("取消标记须写明理由。"))
    sheet.is_hot, sheet.is_misreadable, sheet.marked_by = hot, misreadable, name_of(user)
    take(sheet, highest([sheet.lane, least_lane(sheet, newest(sheet))]))
    words = [_("热点")] * hot + [_("易误读")] * misreadable
    opinion = _("%(marks)s。%(reason)s") % {"marks": "、".join(words) or _("无"), "reason": reason}
    enter(sheet, Action.MARK, user, capacity=in_capacity(held, user), opinion=opinion, at=at)


@transaction.atomic
def plan_release(sheet: ReviewSheet, user: Any, *, at: datetime | None = None, **plan: Any) -> None:
    """Propose when and how a marked item is released and what goes with it, as `PlanForm` has it; the signature
    approves it. Reviewers and editors may. Raises PermissionDenied."""
    sheet, held = opened(sheet, user, (*REVIEWERS, *WRITERS), at, sender_too=True)
    for name in PLAN:
        setattr(sheet, name, plan.get(name) if name in plan else getattr(sheet, name))
    sheet.companion_title = companion_title(sheet.companion_page_id, sheet)
    sheet.companion_text = answers_in(newest(sheet)) or sheet.companion_text
    sheet.save()
    opinion = "；".join(part for part in (sheet.get_release_display(), sheet.release_manner) if part)
    enter(sheet, Action.PLAN, user, capacity=in_capacity(held, user), opinion=opinion, at=at)


def opened(
    sheet: ReviewSheet,
    user: Any,
    roles: tuple[str, ...],
    at: datetime | None,
    *,
    sender_too: bool = False,
    why: str = "",
) -> tuple[ReviewSheet, Membership | None]:
    """The sheet, locked and looked at again, with the membership by which `user` acts (None for the sender).

    Raises PermissionDenied when the review is over, or `user` has none of `roles` there, on record; `why` says who has.
    """
    whose = events.organ_code_of(sheet)
    target = ("cms.reviewsheet", sheet.pk)
    with events.refusals_of("review.change", actor=user, target=target, title=sheet.title, organ=whose):
        return found_open(sheet, user, roles, at, sender_too, why)


def found_open(
    sheet: ReviewSheet, user: Any, roles: tuple[str, ...], at: datetime | None, sender_too: bool, why: str
) -> tuple[ReviewSheet, Membership | None]:
    hold()
    sheet = ReviewSheet.objects.select_for_update().get(pk=sheet.pk)
    if not sheet.is_open:
        raise PermissionDenied(_("审核已经结束，不能再改动审核表。"))
    held = next((found for role in roles if (found := acting(user, role, sheet.organ_id, at))), None)
    sender_id = sheet.workflow_state.requested_by_id if sheet.workflow_state else None
    is_sender = sender_too and user.is_active and sender_id == user.pk
    if held is None and not is_sender:
        raise PermissionDenied(why or _("您在本机构没有办理此事的角色。"))
    return sheet, held


def in_capacity(held: Membership | None, user: Any) -> str:
    return capacity(held, user) if held else ""


def newest(sheet: ReviewSheet) -> Page:
    return Page.objects.get(pk=sheet.page_id).get_latest_revision_as_object()


def take(sheet: ReviewSheet, lane: str) -> None:
    """Go on in `lane`: the step under way is passed over when the lane does not have it, else its deciders are told."""
    changed, sheet.lane = sheet.lane != lane, lane
    sheet.save()
    review = sheet.workflow_state
    state = review.current_task_state if review else None
    if not changed or review is None or state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return
    if sheet.has_step(state.task.specific.step):
        announce(state, sheet)
        return
    state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
    state.save(update_fields=["status", "finished_at"])
    review.update()
