"""docs/review.md shows the lanes as the rules have them, and the rules are those that Wagtail runs."""

from pathlib import Path

import pytest

from cms.review import diagram
from cms.review.lanes import DECIDERS, Step
from cms.review.setup import STEPS
from tests.cms.review.items import fresh, sent
from tests.site import decide, pass_steps

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "review.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", [diagram.mermaid, diagram.table, diagram.acts])
def test_page_shows_the_rules_as_they_are(part):
    assert part() in PAGE


def test_workflow_has_the_steps_of_the_rules__in_their_order():
    assert [model.step for model in STEPS] == list(Step)
    for deciders in DECIDERS.values():
        assert list(deciders) == [step for step in Step if step in deciders]


@pytest.mark.django_db
@pytest.mark.parametrize("lane", list(DECIDERS))
def test_item_takes_the_transitions_that_are_drawn(people, lane):
    """Through the lane, with one return at each step: every move is a line of the diagram."""
    drawn = {(state, following) for state, following, _why in diagram.transitions()}
    accounts = {"checker": "checker", "secrecy": "secrecy", "office_head": "signer", "organ_head": "head"}
    page, state, taken = sent(people, lane), diagram.DRAFT, set()

    def move() -> None:
        nonlocal state
        now = state_of(page)
        taken.add((state, now))
        state = now

    move()
    for role in DECIDERS[lane].values():
        decide(fresh(page), people[accounts[role]], "reject", comment="改", basis="x")
        move()
        fresh(page).current_workflow_state.resume(people["editor"])
        move()
        pass_steps(page, people, accounts[role])
        if fresh(page).live and fresh(page).current_workflow_state:
            taken |= {(state, diagram.LIVE), (diagram.LIVE, diagram.AFTER)}
            assert getattr(fresh(page).current_workflow_state.review_sheet, "reviews_after", None)
        else:
            move()
    assert taken <= drawn
    assert fresh(page).live


def state_of(page) -> str:
    page = fresh(page)
    review = page.current_workflow_state
    if review is None:
        return diagram.LIVE if page.live else diagram.DRAFT
    return diagram.RETURNED if review.status == "needs_changes" else page.current_workflow_task.step
