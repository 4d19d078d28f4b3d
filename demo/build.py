"""Builds 云杉市 through the real pipeline. What is there stays as it is, whoever changed it since."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from . import clock, places, publishing, reading
from .accounts import ensure_accounts

FOUNDED = datetime(2024, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""When site and columns were set up: before the first publication."""
EACH = 20
"""Publications between two lines of progress."""


def say(line: str) -> None:
    print(line, flush=True)


def build(tell: Callable[[str], None] = say) -> int:
    """Make what is missing and tell about it, line by line. Returns how many publications were made.

    Can be interrupted at any moment and called again. Raises NotTheDemo under other settings than the demo's.
    """
    clock.require_demo()
    every = reading.publications()
    missing = [one for one in every if not publishing.is_known(one)]
    with clock.at(FOUNDED):
        people = ensure_accounts()
        places.ensure_organs()
        home = places.ensure_home()
        places.ensure_columns(home, {one.column for one in missing})
    todo = events(missing, [one for one in every if publishing.awaits_withdrawal(one)])
    if not todo:
        tell(_("云杉市已经建好，原有内容保持不变。"))
        return 0
    tell(_("正在建立云杉市：%(count)d 条信息逐条经过初审、保密审查和签发……") % {"count": len(missing)})
    named = {one.name: one for one in every}
    for done, (publication, takes_back) in enumerate(todo, 1):
        if takes_back:
            publishing.take_back(publication, named.get(publication.successor), people["admin"])
        else:
            publishing.introduce(publication, people)
        if done % EACH == 0:
            tell(_("  已完成 %(done)d 条") % {"done": done})
    tell(summary(every))
    return len(missing)


def events(
    missing: list[reading.Publication], withdrawals: list[reading.Publication]
) -> list[tuple[reading.Publication, bool]]:
    """What is still to happen in the city, in its order: (publication, whether it is taken back)."""
    found = [(one.published_at, False, one) for one in missing]
    found += [(one.withdrawn_at, True, one) for one in withdrawals if one.withdrawn_at]
    return [(one, takes_back) for _at, takes_back, one in sorted(found, key=lambda event: event[:2])]


def summary(every: list[reading.Publication]) -> str:
    """What there is to see."""
    states = [one.state for one in every]
    public, taken_back = states.count("published"), states.count("withdrawn")
    return _("云杉市已经建好：%(public)d 条信息公开，%(taken_back)d 条已撤下，%(waiting)d 条在审核中。") % {
        "public": public,
        "taken_back": taken_back,
        "waiting": len(states) - public - taken_back,
    }
