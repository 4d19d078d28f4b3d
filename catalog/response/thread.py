"""The updates of a response: their order, their addresses, and when one more is no correction."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, localtime, make_aware

from cms.clearance.digest import content_digest, without_ids

from .rules import UpdateForm

if TYPE_CHECKING:
    from ..models import ResponsePage

GROWING = ("updates", "summary", "progress", "correction_note")
"""What changes when an update is added; everything else that changes is a correction."""


@dataclass(frozen=True)
class Update:
    """One update as a page shows it; `anchor` is its address within the page."""

    at: datetime
    anchor: str
    form: str
    title: str
    content: Any

    @property
    def form_label(self) -> str:
        return str(UpdateForm(self.form).label) if self.form in UpdateForm.values else ""


def anchor_of(at: datetime) -> str:
    """The address of the update of this minute: it depends on what was signed and on nothing else."""
    return f"t{localtime(at):%Y%m%d-%H%M}"


def aware(at: datetime) -> datetime:
    """A time that was read without offset is Beijing's."""
    return make_aware(at) if is_naive(at) else at


def newest_first(stream: Iterable[Any]) -> list[Update]:
    """The updates of a thread. One without a time, as drafts may have, is left out."""
    values = [child.value for child in stream if child.value["at"]]
    found = [
        Update(aware(one["at"]), anchor_of(aware(one["at"])), one["form"], one["title"], one["content"])
        for one in values
    ]
    return sorted(found, key=lambda update: update.at, reverse=True)


def conference_at(stored: Iterable[Mapping[str, Any]]) -> datetime | None:
    """When the first press conference was held, as a stored stream tells it."""
    values = (child["value"] for child in stored if child.get("type") == "update")
    times = [
        parse_datetime(str(one["at"])) for one in values if one.get("form") == UpdateForm.CONFERENCE and one.get("at")
    ]
    return min((aware(at) for at in times if at), default=None)


def only_adds(page: "ResponsePage", public: "ResponsePage") -> bool:
    """True when `page` says all that `public` says, unchanged, and at least one update more."""
    if content_digest(page, without=GROWING) != content_digest(public, without=GROWING):
        return False
    before, after = (list(map(written, one.updates)) for one in (public, page))
    return len(after) > len(before) and all(before.count(one) <= after.count(one) for one in before)


def written(child: Any) -> str:
    """An update as it is stored, without the ids of its blocks."""
    return json.dumps(without_ids(child.get_prep_value()["value"]), default=str, sort_keys=True, ensure_ascii=False)
