"""Mail to whom a step waits for, once per step, and again when it waits too long. Sent by the outbox after the commit,
to those who hold the role then."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from organs.models import Membership, Role
from organs.roles import holders
from outbox.handlers import handler
from outbox.models import OutboxRow
from outbox.services import enqueue

from ..models import AfterReview, ReviewSheet
from .lanes import HIGHER_SIGNER, Step, decider, slow_after

WAITS, SLOW, AFTER = "cms.review.waits", "cms.review.slow", "cms.review.after"


def announce(state: TaskState, sheet: ReviewSheet) -> None:
    """Tell those who decide the step `state` now, and look again when it may have waited too long."""
    key = f"{state.pk}:{sheet.lane}:{sheet.organ_id}"
    enqueue(WAITS, {"state": state.pk}, dedupe=f"{WAITS}:{key}")
    due = state.started_at + slow_after(sheet.lane)
    enqueue(SLOW, {"state": state.pk}, at=due, dedupe=f"{SLOW}:{key}")


def announce_after_review(after: AfterReview) -> None:
    """Look again when the review after an emergency publication is due."""
    enqueue(AFTER, {"after": after.pk}, at=after.due_at, dedupe=f"{AFTER}:{after.pk}")


@handler(WAITS, atomic=True)
def tell_deciders(row: OutboxRow) -> None:
    """The step waits for you; of an emergency the signer is told with the confidentiality reviewer."""
    found = in_progress(row.payload["state"])
    if found is None:
        return
    state, sheet, step = found
    subject = _("待%(step)s：%(title)s") if not sheet.is_emergency else _("【应急】待%(step)s：%(title)s")
    roles = {decider(sheet.lane, step), HIGHER_SIGNER if sheet.is_emergency else None} - {None}
    lines = [_("“%(title)s”等待%(step)s，请登录办理。")]
    if sheet.is_emergency:
        lines = [_("突发事件信息“%(title)s”等待%(step)s，请保密审查员和单位负责人即时办理。")]
    send(people(roles, sheet.organ_id), subject, lines, sheet, step, link(state))


@handler(SLOW, atomic=True)
def tell_of_delay(row: OutboxRow) -> None:
    """The step has waited too long: told to who decides it, and to the office."""
    found = in_progress(row.payload["state"])
    if found is None:
        return
    state, sheet, step = found
    if timezone.now() < state.started_at + slow_after(sheet.lane):
        return  # the lane was lowered: another row looks later
    roles = {decider(sheet.lane, step), Role.OFFICE_HEAD} - {None}
    hours = int(slow_after(sheet.lane).total_seconds() // 3600)
    lines = [_("“%(title)s”在“%(step)s”环节等待已超过%(hours)d小时，请尽快办理。") % {
        "title": sheet.title, "step": Step(step).label, "hours": hours,
    }]  # fmt: skip
    send(people(roles, sheet.organ_id, office=True), _("超时未审：%(title)s"), lines, sheet, step, link(state))


@handler(AFTER, atomic=True)
def tell_of_overdue(row: OutboxRow) -> None:
    """The review after an emergency publication was due and is not done."""
    after = AfterReview.objects.overdue().filter(pk=row.payload["after"]).select_related("sheet").first()
    if after is None:
        return
    roles = {Role.CHECKER, Role.SECRECY, Role.OFFICE_HEAD}
    lines = [_("“%(title)s”已应急发布，24小时内应完成的补审尚未完成。")]
    address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[after.sheet.page_id])
    recipients = people(roles, after.sheet.organ_id, office=True)
    send(recipients, _("补审逾期：%(title)s"), lines, after.sheet, Step.FIRST_REVIEW, address)


def in_progress(state_id: int) -> tuple[TaskState, ReviewSheet, str] | None:
    """The step, its sheet and what it is called; None when it is over."""
    state = TaskState.objects.filter(pk=state_id, status=TaskState.STATUS_IN_PROGRESS).first()
    sheet = ReviewSheet.objects.filter(workflow_state=state.workflow_state_id).first() if state else None
    if state is None or sheet is None:
        return None
    return state, sheet, state.task.specific.step


def people(roles: set[Any], organ_id: int | None, *, office: bool = False, at: datetime | None = None) -> list[Any]:
    """Who holds one of `roles` for the organ, with 编辑部's own people when `office`; each once."""
    found = {user.pk: user for role in roles for user in holders(role, organ_id, at)}
    if office:
        portal = Membership.objects.valid(at).filter(organ=None, role=Role.LIAISON, user__is_active=True)
        found |= {row.user_id: row.user for row in portal.select_related("user")}
    return list(found.values())


def send(users: list[Any], subject: str, lines: list[str], sheet: ReviewSheet, step: str, address: str) -> None:
    """One mail to each who has an address and did not switch notices off."""
    facts = {"title": sheet.title, "step": Step(step).label}
    text = "\n".join([*(line % facts if "%(" in line else line for line in lines), "", address])
    deliver(users, subject % facts, text)


def deliver(users: list[Any], headline: str, text: str) -> None:
    """A mail to each of `users` who has an address and did not switch notices off."""
    wanted = [user.email for user in users if user.email and UserProfile.get_for_user(user).submitted_notifications]
    subject = headline.replace("\n", " ")
    mails = [EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [email]) for email in wanted]
    if mails:
        get_connection().send_messages(mails)


def link(state: TaskState) -> str:
    path = reverse("wagtailadmin_pages:edit", args=[state.revision.object_id])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
