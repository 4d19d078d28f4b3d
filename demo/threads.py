"""回应关切 of the city: a first publication, then one update after another, each through the review."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction

from catalog.models import ResponsePage
from catalog.response.thread import anchor_of
from cms.review.lane_changes import raise_lane
from cms.review.lanes import Lane
from cms.review.services import submit
from cms.review.sheets import current_sheet
from register.models import Entry

from . import clock, markup, reviewing
from .crews import editor_of
from .reading import Publication
from .uploads import find_page, resolver

WRITTEN_BEFORE: dict[str, timedelta] = {
    "draft": timedelta(minutes=20),
    "submit": timedelta(minutes=15),
    "first_review": timedelta(minutes=12),
    "confidentiality": timedelta(minutes=7),
    "sign_off": timedelta(0),
}
"""How long before its publication each step of an update was done."""


def later(publication: Publication) -> list[dict[str, Any]]:
    """The updates that came after the first publication, in their order: those with a `published_at` of their own."""
    stated = publication.facts.get("updates", ())
    return sorted((one for one in stated if "published_at" in one), key=lambda one: one["published_at"])


def first(publication: Publication, resolve: markup.Resolve) -> list[markup.Block]:
    """The raw stream of the updates with which it was published."""
    stated = publication.facts.get("updates", ())
    return [update(one, resolve) for one in stated if "published_at" not in one]


def update(stated: dict[str, Any], resolve: markup.Resolve) -> markup.Block:
    value = {"at": stated["at"].isoformat(), "form": stated.get("form", "report"), "title": stated["title"]}
    return markup.block("update", {**value, "content": markup.blocks(stated["text"], resolve)})


def awaited(publication: Publication) -> Iterator[dict[str, Any]]:
    """The later updates that the page does not tell yet; none of a page that somebody has taken down."""
    wanted = later(publication)
    page = find_page(publication.uid) if wanted else None
    told = set()
    if isinstance(page, ResponsePage):
        told = {one.anchor for one in page.get_latest_revision_as_object().newest_first}
    if (page is None or not page.live) and Entry.objects.filter(uid=publication.uid).exists():
        return
    yield from (one for one in wanted if anchor_of(one["at"]) not in told)


@transaction.atomic
def go_on(publication: Publication, stated: dict[str, Any], people: dict[str, Any]) -> None:
    """Add one update to what is public. In an emergency it does not wait for the review that the last one owes."""
    page, published_at = find_page(publication.uid), stated["published_at"]
    if not isinstance(page, ResponsePage) or not page.live:
        return
    editor = editor_of(publication.site, people)
    with clock.at(published_at - WRITTEN_BEFORE["draft"]):
        page = page.get_latest_revision_as_object()
        stream = page.updates.stream_block
        page.updates = stream.to_python([*page.updates.get_prep_value(), update(stated, resolver(publication, editor))])
        if "progress" in stated:
            page.progress = stated["progress"]
        page.summary = stated.get("summary", page.summary)
        page.save_revision(user=editor, log_action=True)
    with clock.at(published_at - WRITTEN_BEFORE["submit"]):
        send(page, publication, editor)
    reviewing.review(page, publication, people, lambda step: published_at - WRITTEN_BEFORE[step])
    if publication.after_review == "done" and stated is later(publication)[-1]:
        reviewing.review_after(page, publication, people, published_at)


def send(page: ResponsePage, publication: Publication, editor: Any) -> None:
    """Send the newest text; while the review of an emergency is owed, that one becomes an emergency again."""
    sheet = current_sheet(reviewing.fresh(page))
    if sheet is None:
        submit(reviewing.fresh(page), editor, publication.lane)
    else:
        raise_lane(sheet, editor, Lane.EMERGENCY)
