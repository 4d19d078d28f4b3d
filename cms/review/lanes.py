"""The lanes of review (通道): which steps an item passes, and which role decides each. Plain data, read by everything.

谁提供，谁负责: ordinary items are signed by the head of the office, items of overall importance by the head of the organ;
a sudden event (突发事件) needs the confidentiality review and the head of the organ only, and the rest within a day.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organs.models import Role


class Lane(models.TextChoices):
    """From the least to the highest."""

    ORDINARY = "ordinary", _("一般")
    IMPORTANT = "important", _("重要")
    EMERGENCY = "emergency", _("应急")


class Step(models.TextChoices):
    """In the order in which they are taken."""

    FIRST_REVIEW = "first_review", _("初审")
    CONFIDENTIALITY = "confidentiality", _("保密审查")
    SIGN_OFF = "sign_off", _("签发")


DECIDERS: dict[str, dict[str, str]] = {
    Lane.ORDINARY: {
        Step.FIRST_REVIEW: Role.CHECKER,
        Step.CONFIDENTIALITY: Role.SECRECY,
        Step.SIGN_OFF: Role.OFFICE_HEAD,
    },
    Lane.IMPORTANT: {
        Step.FIRST_REVIEW: Role.CHECKER,
        Step.CONFIDENTIALITY: Role.SECRECY,
        Step.SIGN_OFF: Role.ORGAN_HEAD,
    },
    Lane.EMERGENCY: {
        Step.CONFIDENTIALITY: Role.SECRECY,
        Step.SIGN_OFF: Role.ORGAN_HEAD,
    },
}
"""Lane: its steps, each with the role that decides it."""

REVIEWERS = (Role.CHECKER, Role.SECRECY, Role.OFFICE_HEAD, Role.ORGAN_HEAD)
WRITERS = (Role.EDITOR, Role.LIAISON)
HIGHER_SIGNER = Role.ORGAN_HEAD
"""Who alone may lower a lane or take a mark away."""

AFTER_REVIEW_WITHIN = timedelta(hours=24)
"""How long after an emergency publication the ordinary review may take."""


def decider(lane: str, step: str) -> str | None:
    """The role that decides `step` in `lane`; None when the lane has no such step."""
    return DECIDERS[lane].get(step)


def rank(lane: str) -> int:
    """The higher the lane, the greater."""
    return list(DECIDERS).index(lane)


def highest(lanes: Iterable[str]) -> Lane:
    """The highest of `lanes`, of which there is one at least."""
    return Lane(max(lanes, key=rank))


def slow_after(lane: str) -> timedelta:
    """How long a step may wait in `lane` before it is reported: `REVIEW_SLOW_HOURS`, hours by lane."""
    return timedelta(hours=settings.REVIEW_SLOW_HOURS[lane])
