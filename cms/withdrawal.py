"""Taking down what is public. It never waits for anyone: whoever may sign may take down at once, with a reason."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from organs.models import Role
from organs.roles import acting, capacity
from register.models import Entry
from register.sequence import hold

from .clearance import events
from .clearance.gate import let_down
from .entries import withdraw as withdraw_entry
from .models import PublicationPage, Withdrawal
from .previews import revoke_all
from .review.after_review import settle_owed
from .review.sheets import sheet_of

Reason = Withdrawal.Reason
TAKING_DOWN = (Role.OFFICE_HEAD, Role.ORGAN_HEAD)
PUBLIC_REASONS = {
    Reason.LEAK: Entry.Reason.UNPUBLISHED,
    Reason.PERSONAL: Entry.Reason.UNPUBLISHED,
    Reason.ERROR: Entry.Reason.UNPUBLISHED,
    Reason.OTHER: Entry.Reason.UNPUBLISHED,
    Reason.OUTDATED: Entry.Reason.OUTDATED,
    Reason.REPEALED: Entry.Reason.REPEALED,
    Reason.DUPLICATE: Entry.Reason.DUPLICATE,
    Reason.REASSIGNED: Entry.Reason.REASSIGNED,
}
"""What the public is told. A leak, personal data and a serious error look like any other item that was taken down."""


def capacity_to_withdraw(user: Any, page: PublicationPage, at: datetime | None = None) -> str | None:
    """In what capacity `user` may take `page` down; None when they may not.

    A superuser always may, so that the system can never be unable to; the record says that it was one.
    """
    for role in TAKING_DOWN:
        if membership := acting(user, role, page.organ_id, at):
            return capacity(membership, user)
    return _("系统超级管理员") if user.is_active and user.is_superuser else None


@transaction.atomic
def withdraw(
    page: PublicationPage,
    user: Any,
    reason: str,
    note: str = "",
    at: datetime | None = None,
    successor: Entry | None = None,
) -> Withdrawal:
    """Take `page` down: tombstone, clearance, page and preview links in one transaction. `successor` is the entry
    that replaces it.

    Raises PermissionDenied for people who may not, and ValidationError for what is not public, or a reason that is
    none of the list; 其他 needs a note.
    """
    at = at or timezone.now()
    hold()
    page = type(page).objects.select_related("organ").get(pk=page.pk)
    post = capacity_to_withdraw(user, page, at)
    if post is None:
        reason_why = _("只有本单位的办公室负责人、单位负责人可以撤下信息。")
        events.refused("publication.withdraw", reason_why, target=page)
        raise PermissionDenied(reason_why)
    validate(page, reason, note)
    record = Withdrawal.objects.create(
        uid=page.uid,
        page_id=page.pk,
        organ_code=page.organ.code,
        reason=reason,
        note=note.strip(),
        user=user,
        capacity=post,
        at=at,
    )
    if entry := Entry.objects.live().filter(uid=page.uid).first():
        withdraw_entry(entry, PUBLIC_REASONS[Reason(reason)], at, successor.url if successor else "")
    UnpublishPageAction(let_down(page), user=user).execute(skip_permission_checks=True)  # ours is asked above
    end_review(page, user)
    revoke_all(page, user, at)  # a leak must not stay open to whoever was once shown the draft
    details = {"reason": str(reason), "note": record.note, "capacity": post}
    events.note("publication.withdraw", actor=user, target=page, title=page.title, organ=page.organ.code, details=details, at=at)  # fmt: skip
    return record


def end_review(page: PublicationPage, user: Any) -> None:
    """What is under review of a text that is taken down ends too: its steps were passed by people who did not know why
    it would go, and its signature would bring it back. An emergency owes no review any more of what is gone."""
    state = page.current_workflow_state
    if state is None:
        return
    sheet = sheet_of(state)
    state.cancel(user=user)
    settle_owed(sheet)


def validate(page: Page, reason: str, note: str) -> None:
    """Raise ValidationError for what cannot be taken down like this."""
    if not page.live:
        raise ValidationError(_("信息没有公开，或者已经撤下。"))
    if reason not in Reason.values:
        raise ValidationError({"reason": _("请从列表中选择撤下原因。")})
    if reason == Reason.OTHER and not note.strip():
        raise ValidationError({"note": _("原因为“其他”的，请说明。")})
