"""Who may decide a step: by role in the organ of the page, never who edited last, each step another person."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from organs.models import Membership
from organs.roles import acting

from ..models import ReviewSheet, ReviewStep, StepMerging
from .lanes import Lane, Step, decider
from .sheets import current_sheet, sheet_of
from .waiting import step_of


def has_turn(page: Any, rights: Any) -> bool:
    """True when the holder of `rights` decides the step that `page` waits for. Lists ask it of every row: no query
    beside the review's, which they have with their rows."""
    state = page.current_workflow_state
    waiting = state is not None and state.status == state.STATUS_IN_PROGRESS and state.current_task_state is not None
    return waiting and may_decide(sheet_of(state), step_of(state.current_task_state), rights)


def may_decide(sheet: ReviewSheet, step: str, rights: Any) -> bool:
    """True when the holder of `rights` decides `step` in the lane and organ of `sheet`."""
    role = decider(sheet.lane, step)
    return role is not None and rights.holds(role, sheet.organ_id)


def seat_in(sheet: ReviewSheet, step: str, user: Any, at: datetime | None = None) -> Membership | None:
    """The membership by which `user` may decide `step` in the lane and organ of `sheet`."""
    role = decider(sheet.lane, step)
    return acting(user, role, sheet.organ_id, at) if role else None


def objection(step: str, page: Any, user: Any, at: datetime | None = None) -> str:
    """Why `user`, who has a seat, may not approve; empty when they may."""
    sheet = current_sheet(page)
    return objection_in(sheet, step, page, user, at) if sheet else ""


def objection_in(sheet: ReviewSheet, step: str, page: Any, user: Any, at: datetime | None = None) -> str:
    revision = page.get_latest_revision()
    if edited_last(revision, user):
        return _("稿件最后由您修改，须由其他人审核。")
    decided = steps_decided(sheet, revision, user) - {step}
    if decided and merging_for(sheet, {step, *decided}, at) is None:
        names = "、".join(str(Step(one).label) for one in Step.values if one in decided)
        return _("各环节须由不同的人办理，您已办理本稿件的“%(steps)s”。") % {"steps": names}
    return ""


def edited_last(revision: Any, user: Any) -> bool:
    """True when `revision`, the newest one, was saved by `user`."""
    return revision is not None and revision.user_id == user.pk


def steps_decided(sheet: ReviewSheet, revision: Any, user: Any) -> set[str]:
    """The steps that `user` has passed on the text as it is now."""
    passed = sheet.steps.filter(action=ReviewStep.Action.APPROVE, person=user, revision_id=revision.pk)
    return set(passed.filter(at__gte=revision.created_at).values_list("step", flat=True))


def merging_for(sheet: ReviewSheet, steps: set[str], at: datetime | None = None) -> StepMerging | None:
    """The setting by which one person may decide all of `steps`. An emergency knows none: two persons sit together."""
    if sheet.lane == Lane.EMERGENCY:
        return None
    settings = StepMerging.objects.valid(at).filter(organ=sheet.organ_id)
    return next((one for one in settings if one.covers(steps)), None)
