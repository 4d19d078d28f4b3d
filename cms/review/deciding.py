"""Deciding a step: lock, look again, record, then let Wagtail go on."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from organs.models import Membership
from organs.roles import capacity
from register.sequence import hold

from ..clearance.digest import content_digest
from ..models import ConfidentialityTaskState, PublicationPage, ReviewSheet, ReviewStep
from . import comments
from .arrangements import arrangements, title_told
from .forms import PLAN
from .hindrances import hindrances
from .lanes import Step
from .seats import merging_for, objection_in, seat_in, steps_decided
from .sheets import enter, settle, sheet_of

Action = ReviewStep.Action


def decide_step(task: Any, task_state: TaskState, user: Any, action: str, details: dict[str, Any]) -> None:
    """Decide `task_state` as `user`: `action` is approve or reject, `details` as the step's form has them. Runs in the
    caller's transaction. Raises PermissionDenied with the reason."""
    hold()  # before the row of the step: whoever publishes ends open reviews while holding it
    page, sheet = looked_at_again(task_state)
    held = permitted(task, sheet, page, user, action)
    revision = page.get_latest_revision()
    if action == "approve":
        require_readiness(task, page, revision, user)
        task_state.revision = revision  # what passes is what the reviewer was shown: the newest text
    given = judged(task, page, action, details)
    if action == "approve" and (problems := task.problems(task_state, sheet)):
        why = _("系统退回，暂不能发布：%(problems)s") % {"problems": "；".join(problems)}
        action, given = "reject", {"comment": why}
    if action == "approve" and task.step == Step.SIGN_OFF:
        sheet.arranged = [f"{one.label}：{one.words}" for one in arrangements(page)]  # saved with the step
    record(task.step, sheet, held, user, action, {**given, "comment": opinion_in_full(page, given)}, revision)
    speak(page, user, action, given, revision)
    if isinstance(task_state, ConfidentialityTaskState):
        task_state.decision = given.get("decision", "")
        task_state.basis = given.get("basis", "")
    task.finish_action(task_state, user, action, given.get("comment", ""))


def target_of(task_state: TaskState) -> dict[str, Any]:
    """What a step decides on, for the record: `target` as (kind, id), its title, and the code of its organ."""
    review = task_state.workflow_state
    kind = review.content_type
    facts = Page.objects.filter(pk=review.object_id).values_list("draft_title", "ownership__organ__code").first()
    title, organ = facts or ("", "")
    return {"target": (f"{kind.app_label}.{kind.model}", review.object_id), "title": title, "organ": organ or ""}


def looked_at_again(task_state: TaskState) -> tuple[Page, ReviewSheet]:
    """The newest text and its sheet, read under the lock. Raises PermissionDenied when the step is over."""
    task_state.refresh_from_db(fields=["status", "revision"])
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied(_("这一环节已经办理，请刷新页面。"))
    page = Page.objects.get(pk=task_state.workflow_state.object_id).get_latest_revision_as_object()
    sheet = sheet_of(task_state.workflow_state, fresh=True)
    settle(sheet, page)
    return page, sheet


def permitted(task: Any, sheet: ReviewSheet, page: Page, user: Any, action: str) -> Membership:
    """The membership by which `user` decides. Raises PermissionDenied with the reason when they may not."""
    held = seat_in(sheet, task.step, user) if user is not None else None
    if held is None or action not in {"approve", "reject"}:
        raise PermissionDenied(_("您不在本环节的审核人员之列。"))
    if action == "approve" and (why := objection_in(sheet, task.step, page, user)):
        raise PermissionDenied(why)
    return held


def require_readiness(task: Any, page: Page, revision: Any, user: Any) -> None:
    """Raises PermissionDenied while something was not opened, or a finding is open."""
    if found := hindrances(task, page, revision, user):
        raise PermissionDenied(" ".join(one.text for one in found))


def record(
    step: str, sheet: ReviewSheet, held: Membership, user: Any, action: str, given: dict[str, Any], revision: Any
) -> None:
    """Write the decision on the sheet."""
    passes = action == "approve"
    if passes:
        note_facts(sheet, given)
    enter(
        sheet,
        Action.APPROVE if passes else Action.REJECT,
        user,
        step=step,
        capacity=capacity(held, user),
        decision=decision_in_words(given),
        basis=given.get("basis", ""),
        opinion=given.get("comment", ""),
        merging=note_merging(sheet, step, revision, user) if passes else "",
        revision_id=revision.pk,
        digest=digest_of(revision) if passes else "",
    )


def opinion_in_full(page: Page, given: dict[str, Any]) -> str:
    """The opinion with the words of the comments at places, which may be deleted from the text later."""
    return "\n".join(filter(None, [given.get("comment", ""), *comments.in_words(page, given.get("comments", []))]))


def digest_of(revision: Any) -> str:
    """What clearance calls the content of `revision`; a column has none."""
    page = revision.as_object()
    return content_digest(page) if isinstance(page, PublicationPage) else ""


def judged(task: Any, page: Page, action: str, details: dict[str, Any]) -> dict[str, Any]:
    """The details as the form of the step takes them. Raises PermissionDenied naming what is missing."""
    form = task.for_page(page).get_form_for_action(action)(details)
    if not form.is_valid():
        raise PermissionDenied(_("审核意见填写不完整：%(errors)s") % {"errors": "；".join(messages_of(form))})
    return dict(form.cleaned_data)


def messages_of(form: Any) -> list[str]:
    """Messages of a form, each after the label of its field."""
    return [
        f"{form.fields[name].label if name in form.fields else ''}{message}"
        for name, messages in form.errors.items()
        for message in messages
    ]


def note_facts(sheet: ReviewSheet, given: dict[str, Any]) -> None:
    """Keep on the sheet what a step that passes has found."""
    for name in ("policy_check", "secrecy_level", "disclosure_scope", "deletion", *PLAN):
        if name in given:
            setattr(sheet, name, given[name])
    if "companion_page_id" in given:
        sheet.companion_title = companion_title(given["companion_page_id"], sheet)
        sheet.companion_text = given["companion_text"]
    sheet.save()


def companion_title(page_id: int | None, sheet: ReviewSheet) -> str:
    """What the sheet, which the organ's people read, keeps of a companion."""
    page = Page.objects.filter(pk=page_id).select_related("ownership__organ").first() if page_id else None
    return title_told(page, sheet.organ_id) if page else ""


def note_merging(sheet: ReviewSheet, step: str, revision: Any, user: Any) -> str:
    """When one person decides several steps: by which setting, also noted on the sheet; else empty."""
    decided = {step, *steps_decided(sheet, revision, user)}
    setting = merging_for(sheet, decided) if len(decided) > 1 else None
    if setting is None:
        return ""
    words = _("%(steps)s由一人合并办理：%(reason)s（%(by)s批准）") % {
        "steps": setting.get_steps_display(),
        "reason": setting.reason,
        "by": setting.approved_by,
    }
    sheet.merged = [*sheet.merged, {"steps": sorted(decided), "setting": setting.pk, "words": words}]
    sheet.save(update_fields=["merged"])
    return Truncator(words).chars(300)


def decision_in_words(given: dict[str, Any]) -> str:
    """The conclusion of a step as it is written on the sheet."""
    if decision := given.get("decision"):
        return str(ConfidentialityTaskState.Decision(decision).label)
    if check := given.get("policy_check"):
        return str(ReviewSheet.PolicyCheck(check).label)
    return ""


def speak(page: Page, user: Any, action: str, given: dict[str, Any], revision: Any) -> None:
    """Put comments at their places, or take back those that are settled."""
    if action == "reject":
        comments.add(page, user, given.get("comments", []), revision)
    else:
        comments.resolve(page, user, timezone.now())
