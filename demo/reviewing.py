"""The steps of review as the people of the demo decide them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cms.models import ConfidentialityTaskState, PublicationPage, ReviewSheet
from cms.review import findings
from cms.review.lane_changes import mark, plan_release
from cms.review.looks import look_through
from cms.review.services import decide
from cms.review.sheets import current_sheet

from . import clock
from .crews import decider_of
from .reading import WAITING, Mark, Publication
from .uploads import page_named

Moment = Callable[[str], datetime]
LAW = "《中华人民共和国保守国家秘密法》《中华人民共和国政府信息公开条例》"
OPINIONS: dict[str, dict[str, Any]] = {
    "first_review": {"policy_check": "consistent", "comment": "文字、数据和格式已核对。"},
    "confidentiality": {
        "decision": ConfidentialityTaskState.Decision.PUBLIC.value,
        "basis": LAW,
        "comment": "",
    },
    "sign_off": {"comment": "同意发布。"},
}
OF_A_DOCUMENT: dict[str, Any] = {"secrecy_level": "none", "disclosure_scope": "society", "compared_on_paper": True}
"""What the confidentiality review of a 公文 records besides; the demo's originals are on paper."""
AFTERWARDS = {
    "first_review": timedelta(hours=2),
    "confidentiality": timedelta(hours=3),
    "sign_off": timedelta(hours=4),
}
"""How long after an emergency publication its ordinary review was done."""


def review(page: PublicationPage, publication: Publication, people: dict[str, Any], moment: Moment) -> bool:
    """Let each step decide, as far as the state of `publication` says; `moment` tells when. False when it is not
    signed."""
    for step in WAITING:
        if publication.state == step:
            return False
        sheet = sheet_of(page)
        if not sheet.has_step(step):
            continue
        with clock.at(moment(step)) as at:
            person = decider_of(publication.site, step, sheet, people, at)
            if publication.returned and publication.returned.step == step:
                send_back(page, publication, person)
                return False
            say_before(page, publication, step, person)
            look_through(fresh(page), person)
            decide(fresh(page), person, "approve", **opinion(page, publication, step))
    return True


def review_after(
    page: PublicationPage, publication: Publication, people: dict[str, Any], published_at: datetime
) -> None:
    """The ordinary review of what was published in an emergency at `published_at`: it finds nothing to change."""
    for step in WAITING:
        with clock.at(published_at + AFTERWARDS[step]) as at:
            person = decider_of(publication.site, step, sheet_of(page), people, at)
            look_through(fresh(page), person)
            decide(fresh(page), person, "approve", **opinion(page, publication, step))


def fresh(page: PublicationPage) -> PublicationPage:
    return type(page).objects.get(pk=page.pk)


def sheet_of(page: PublicationPage) -> ReviewSheet:
    sheet = current_sheet(fresh(page))
    assert sheet is not None, f"{page} is in no review"
    return sheet


def say_before(page: PublicationPage, publication: Publication, step: str, person: Any) -> None:
    """What the reviewer of `step` does before letting the item pass: mark it, judge what the checks found."""
    if (said := publication.mark) and said.step == step:
        mark(sheet_of(page), person, hot=said.hot, misreadable=said.misreadable, reason=said.reason)
        plan_release(sheet_of(page), person, **plan(said, publication))
    if step == "confidentiality":
        for one in publication.overruled:
            finding = next(found for found in findings.unsettled(fresh(page)) if found.text == one.text)
            findings.overrule(fresh(page), finding.key, person, one.reason)


def send_back(page: PublicationPage, publication: Publication, person: Any) -> None:
    """Return the item with its comments at their places."""
    said = publication.returned
    assert said is not None
    more = {"basis": said.basis} if said.step == "confidentiality" else {}
    decide(fresh(page), person, "reject", comment=said.comment, comments=said.places, **more)


def opinion(page: PublicationPage, publication: Publication, step: str) -> dict[str, Any]:
    """What is written down at `step` of `page`."""
    more: dict[str, Any] = {}
    if step == "confidentiality" and page.has_signed_original:
        more = OF_A_DOCUMENT
    if step == "sign_off" and publication.mark:
        more = plan(publication.mark, publication)
    return {**OPINIONS[step], **more}


def plan(said: Mark, publication: Publication) -> dict[str, Any]:
    """When and how a marked item is released, and what goes with it."""
    at_time = publication.scheduled_for or publication.published_at if said.at_time else None
    return {
        "release": ReviewSheet.Release.AT_TIME.value if at_time else ReviewSheet.Release.AT_ONCE.value,
        "release_at": at_time,
        "release_manner": said.manner,
        "companion_page_id": page_named(said.companion) if said.companion else None,
    }
