"""What waits, for whom and since when. Each function is a constant number of queries, whatever waits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from wagtail.models import TaskState

from organs.models import Membership, Role
from organs.roles import EVERY_ORGAN, memberships
from organs.terms import deputies_at, deputy_of

from ..models import ConfidentialityTask, FirstReviewTask, SignOffTask
from .lanes import DECIDERS, HIGHER_SIGNER, REVIEWERS, Lane, Step, slow_after
from .sheets import name_of

TASKS = {
    Step.FIRST_REVIEW: FirstReviewTask,
    Step.CONFIDENTIALITY: ConfidentialityTask,
    Step.SIGN_OFF: SignOffTask,
}
NOBODY = Q(pk__in=[])
NAMES_SHOWN = 3


def seats_of(user: Any, at: datetime | None = None) -> dict[str, set[int | None]]:
    """Role: ids of the organs in which `user` may act so; None among them means all. One query."""
    found: dict[str, set[int | None]] = defaultdict(set)
    for role, organ_id in memberships(user, at).values_list("role", "organ_id"):
        found[role].add(organ_id)
    return found


def in_organs(organ_ids: set[int | None]) -> Q:
    """Steps of items of these organs."""
    return Q() if EVERY_ORGAN in organ_ids else Q(workflow_state__review_sheet__organ__in=organ_ids)


def at_step(step: str) -> Q:
    return Q(task__content_type=ContentType.objects.get_for_model(TASKS[Step(step)]))


def step_of(state: TaskState) -> str:
    """Which step a state is of; content types are kept in memory."""
    model = ContentType.objects.get_for_id(state.task.content_type_id).model_class()
    return str(getattr(model, "step", ""))


def in_lanes(lanes: Iterable[str]) -> Q:
    return Q(workflow_state__review_sheet__lane__in=list(lanes))


def under_way() -> QuerySet[TaskState]:
    """Steps in progress that have a sheet."""
    return TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, workflow_state__review_sheet__isnull=False)


def decidable_by(user: Any, at: datetime | None = None) -> QuerySet[TaskState]:
    """The steps in progress that `user` may decide, or send back at least. One query before its own."""
    return under_way().filter(decidable(seats_of(user, at)))


def decidable(seats: dict[str, set[int | None]]) -> Q:
    """The steps that the holder of `seats` decides."""
    wanted = NOBODY
    for lane, deciders in DECIDERS.items():
        for step, role in deciders.items():
            if role in seats:
                wanted |= in_lanes([lane]) & at_step(step) & in_organs(seats[role])
    return wanted


def waiting_for(seats: dict[str, set[int | None]]) -> QuerySet[TaskState]:
    """What waits for the holder of `seats`: emergencies first, then the oldest. The higher signer sees an emergency from
    its sending on, so that the two who decide it can sit together; `is_early` marks that it is not their turn yet."""
    early = NOBODY
    if HIGHER_SIGNER in seats:
        early = in_lanes([Lane.EMERGENCY]) & at_step(Step.CONFIDENTIALITY) & in_organs(seats[HIGHER_SIGNER])
    mine = decidable(seats)
    return (
        under_way()
        .filter(mine | early)
        .annotate(
            urgency=flag(in_lanes([Lane.EMERGENCY]), 0, 1),
            is_early=flag(mine, 0, 1),
        )
        .order_by("urgency", "started_at", "pk")
    )


def flag(condition: Q, yes: int, no: int) -> Case:
    return Case(When(condition, then=Value(yes)), default=Value(no), output_field=IntegerField())


def slow(at: datetime | None = None) -> QuerySet[TaskState]:
    """Steps that wait longer than their lane allows."""
    at = at or timezone.now()
    late = NOBODY
    for lane in Lane.values:
        late |= in_lanes([lane]) & Q(started_at__lt=at - slow_after(lane))
    return under_way().filter(late).order_by("started_at", "pk")


def is_slow(state: TaskState, lane: str, at: datetime | None = None) -> bool:
    """True when `state` waits longer than `lane` allows."""
    return state.started_at < (at or timezone.now()) - slow_after(lane)


def office_organs(seats: dict[str, set[int | None]]) -> set[int | None]:
    """Organs whose delays are reported to the holder of `seats`: where they head the office; all for 编辑部."""
    everywhere = any(EVERY_ORGAN in organs for role, organs in seats.items() if role in {*REVIEWERS, Role.LIAISON})
    return {EVERY_ORGAN} if everywhere else seats.get(Role.OFFICE_HEAD, set())


class Owners:
    """Who holds the roles that decide, for many organs at once: one query at the most, then none."""

    def __init__(self, organ_ids: Iterable[int | None], at: datetime | None = None) -> None:
        self.names: dict[tuple[str, int | None], list[str]] = defaultdict(list)
        if organ_ids := list(organ_ids):
            self.read(organ_ids, at)

    def read(self, organ_ids: list[int | None], at: datetime | None) -> None:
        wanted = Q(organ=None) | Q(organ__in=[pk for pk in organ_ids if pk])
        held = Membership.objects.valid(at).filter(wanted, role__in=REVIEWERS, user__is_active=True)
        rows = held.annotate(deputy=deputies_at(at)).select_related("user", "deputy__user")
        for row in rows.order_by("pk", "-deputy__since"):
            deputy = deputy_of(row)
            people = [row.user, *([deputy.user] if deputy and deputy.user.is_active else [])]
            self.names[row.role, row.organ_id] += [name_of(person) for person in people]

    def of(self, role: str | None, organ_id: int | None) -> str:
        """Names of who may decide as `role` for an organ, the organ's own people before 编辑部; empty when nobody."""
        if role is None:
            return ""
        own = self.names.get((role, organ_id), []) if organ_id else []
        names = list(dict.fromkeys(own or self.names.get((role, None), [])))
        shown = "、".join(names[:NAMES_SHOWN])
        return f"{shown}等{len(names)}人" if len(names) > NAMES_SHOWN else shown
