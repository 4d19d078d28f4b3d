"""Each lane has its steps, each step its role."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.review.lanes import DECIDERS, Lane, highest, rank
from tests.cms.review.items import fresh, sent, sheet_of, step_of
from tests.site import CHECKED, PUBLIC, decide, pass_steps

pytestmark = pytest.mark.django_db

ACCOUNTS = {"checker": "checker", "secrecy": "secrecy", "office_head": "signer", "organ_head": "head"}
DETAILS = {"checker": CHECKED, "secrecy": PUBLIC}


@pytest.mark.parametrize("lane", list(DECIDERS))
def test_item_is_published_by_the_roles_of_its_lane__and_by_nobody_else(people, lane):
    page = sent(people, "" if lane == Lane.ORDINARY else lane)
    for step, role in DECIDERS[lane].items():
        assert not fresh(page).live
        assert step_of(page) == {"first_review": "初审", "confidentiality": "保密审查", "sign_off": "签发"}[step]
        for name in {*people} - {ACCOUNTS[role]}:
            with pytest.raises(PermissionDenied):
                decide(fresh(page), people[name], "approve", **DETAILS.get(ACCOUNTS[role], {}))
        decide(fresh(page), people[ACCOUNTS[role]], "approve", **DETAILS.get(ACCOUNTS[role], {}))
    assert fresh(page).live


def test_important_lane_is_taken__when_the_item_is_important(people):
    page = sent(people, importance="important")
    assert sheet_of(page).lane == Lane.IMPORTANT
    pass_steps(page, people, "checker", "secrecy")
    with pytest.raises(PermissionDenied):
        decide(fresh(page), people["signer"], "approve")
    assert pass_steps(page, people, "head").live


def test_important_lane_is_taken__when_a_document_is_normative(people):
    assert sheet_of(sent(people, slug="zhengcewenjian", document=True, is_normative=True)).lane == Lane.IMPORTANT
    assert sheet_of(sent(people, slug="zhengcewenjian", document=True)).lane == Lane.ORDINARY


def test_lanes_are_ordered():
    assert sorted(Lane.values, key=rank) == ["ordinary", "important", "emergency"]
    assert highest(["important", "ordinary"]) == Lane.IMPORTANT
