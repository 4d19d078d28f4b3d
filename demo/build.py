"""Builds 云杉市 through the real pipeline. What is there stays as it is, whoever changed it since."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog import validity

from . import accounts, afterwards, clock, places, portals, publishing, reading, threads
from .afterwards import awaits_correction, awaits_withdrawal
from .catalogues import ensure_catalogues
from .english import ensure_english
from .sub_sites import ensure_sub_sites

FOUNDED = datetime(2024, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""When sites and columns were set up: before the first publication."""
EACH = 20
"""Publications between two lines of progress."""
INTRODUCED, CONTINUED, CORRECTED, TAKEN_BACK = range(4)


@dataclass(frozen=True, order=True)
class Event:
    """Something that is still to happen in the city."""

    at: datetime
    kind: int
    publication: reading.Publication = field(compare=False)
    update: dict[str, Any] | None = field(compare=False, default=None)


def say(line: str) -> None:
    print(line, flush=True)


def build(tell: Callable[[str], None] = say) -> int:
    """Make what is missing and tell about it, line by line. Returns how many publications were made.

    Can be interrupted at any moment and called again. Raises NotTheDemo under other settings than the demo's.
    """
    clock.require_demo()
    every = reading.everything()
    known = publishing.known()
    missing = [one for one in every if one.uid not in known]
    people = found_the_city({one.column for one in missing}, {one.organ for one in missing if not one.site})
    todo = events(every, missing)
    if not todo:
        tell(_("云杉市已经建好，原有内容保持不变。"))
        return 0
    tell(_("正在建立云杉市：%(count)d 条信息逐条经过初审、保密审查和签发……") % {"count": len(missing)})
    named = {one.name: one for one in every}
    for done, event in enumerate(todo, 1):
        if event.kind == INTRODUCED:
            publishing.introduce(event.publication, people)
        elif event.kind == CONTINUED and event.update is not None:
            threads.go_on(event.publication, event.update, people)
        elif event.kind == CORRECTED:
            afterwards.correct(event.publication, people)
        else:
            afterwards.take_back(event.publication, named.get(event.publication.successor), people["signer"])
        if done % EACH == 0:
            tell(_("  已完成 %(done)d 条") % {"done": done})
    while validity.perform_due(timezone.now()):
        pass  # documents that lapsed, or that others have amended or repealed meanwhile
    portals.ensure_portals(people["editor"], timezone.now())
    tell(summary(every))
    return len(missing)


def found_the_city(columns: set[str], publishing_organs: set[str]) -> dict[str, Any]:
    """Organs, people, the `columns` that are wanted and the catalogues of `publishing_organs`, where they are missing;
    the accounts by name."""
    with clock.at(FOUNDED):
        places.ensure_organs()
        places.ensure_contacts()
        people = accounts.ensure_accounts()
        accounts.ensure_merging(people["admin"])
        ensure_catalogues(publishing_organs, people["admin"])
        home = places.ensure_home()
        places.ensure_columns(home, {column for column in columns if "/" not in column})
        ensure_english({column for column in columns if column.startswith("en/")})
        ensure_sub_sites(columns)
    accounts.ensure_absence(people, timezone.now())
    return people


def events(every: list[reading.Publication], missing: list[reading.Publication]) -> list[Event]:
    """What is still to happen, in its order."""
    found = [Event(one.published_at, INTRODUCED, one) for one in missing]
    found += [Event(update["published_at"], CONTINUED, one, update) for one in every for update in threads.awaited(one)]
    found += [Event(one.correction.at, CORRECTED, one) for one in every if one.correction and awaits_correction(one)]
    found += [Event(one.withdrawn_at, TAKEN_BACK, one) for one in every if one.withdrawn_at and awaits_withdrawal(one)]
    return sorted(found)


def summary(every: list[reading.Publication]) -> str:
    """What there is to see."""
    states = [one.state for one in every]
    public, taken_back = states.count("published"), states.count("withdrawn")
    return _(
        "云杉市已经建好：%(public)d 条信息公开，%(taken_back)d 条已撤下，%(others)d 条在拟稿、审核或者等待发布。"
    ) % {
        "public": public,
        "taken_back": taken_back,
        "others": len(states) - public - taken_back,
    }
