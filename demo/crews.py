"""Who writes and who decides: the portal's 编辑部, or on a sub-site the people of its organ where there are any."""

from typing import Any

from cms.models import ReviewSheet
from cms.review.lanes import Lane, Step
from organs.models import Deputy

EDITORS = {"": "editor", "edu": "edu-editor", "songlan": "songlan-editor"}
PORTAL = {
    (Step.FIRST_REVIEW, Lane.ORDINARY): "checker",
    (Step.CONFIDENTIALITY, Lane.ORDINARY): "secrecy",
    (Step.SIGN_OFF, Lane.ORDINARY): "signer",
    (Step.FIRST_REVIEW, Lane.IMPORTANT): "checker",
    (Step.CONFIDENTIALITY, Lane.IMPORTANT): "secrecy",
    (Step.SIGN_OFF, Lane.IMPORTANT): "head",
    (Step.CONFIDENTIALITY, Lane.EMERGENCY): "secrecy",
    (Step.SIGN_OFF, Lane.EMERGENCY): "head",
}
OWN = {
    "edu": {(Step.FIRST_REVIEW, Lane.ORDINARY): "edu-checker", (Step.SIGN_OFF, Lane.ORDINARY): "edu-signer"},
    "songlan": dict.fromkeys(((step, Lane.ORDINARY) for step in Step), "songlan-head"),
}
"""By step and lane. What an organ has nobody for, 编辑部 decides."""


def editor_of(site: str, people: dict[str, Any]) -> Any:
    """Who writes on `site`."""
    return people[EDITORS[site]]


def decider_of(site: str, step: str, sheet: ReviewSheet, people: dict[str, Any], at: Any) -> Any:
    """Who decides `step` of an item on `site` at `at`: whoever stands in for the one who is away then."""
    seat = (Step(step), Lane(sheet.lane))
    person = people[OWN.get(site, {}).get(seat, PORTAL[seat])]
    deputy = Deputy.objects.valid(at).filter(membership__user=person).select_related("user").first()
    return deputy.user if deputy else person
