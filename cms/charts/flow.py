"""A process as SVG: boxes one beneath the other, a question as a lozenge whose 否 leads to the side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .legends import placed
from .measures import COLOURS, INK, LINE, PAPER, QUIET, RULE, TEXT, WIDE, wrapped

FEWEST_STEPS, MOST_STEPS = 2, 16
BOX = 240
SIDE = WIDE - BOX - 44
"""Width of the box at the side."""
PAD = 10
GAP = 26
"""From a box to the next: an arrow."""
POINT = 34
"""Width of each point of a lozenge, in which no words stand."""


@dataclass(frozen=True)
class Step:
    """`number` counts from 1. A decision has `otherwise`, a step has not."""

    number: int
    name: str
    actor: str = ""
    time: str = ""
    text: str = ""
    otherwise: str = ""

    @property
    def who_and_when(self) -> str:
        return "，".join(one for one in (self.actor, self.time) if one)


@dataclass(frozen=True)
class Flow:
    title: str
    steps: tuple[Step, ...]

    @property
    def summary(self) -> str:
        """The chart in words, for who cannot see it."""
        told = "；".join(f"{step.number}. {self.told(step)}" for step in self.steps)
        return _("流程图，共%(count)d步。%(steps)s。每一步的说明见图旁的列表。") % {
            "count": len(self.steps),
            "steps": told,
        }

    def told(self, step: Step) -> str:
        if step.otherwise:
            return _("%(question)s：是，继续；否，%(otherwise)s") % {"question": step.name, "otherwise": step.otherwise}
        return f"{step.name}（{step.who_and_when}）" if step.who_and_when else step.name


def flow_of(title: str, steps: Iterable[Any]) -> Flow:
    """The flow of the values of a block's steps; those of a draft may lack anything."""
    names = ("name", "actor", "time", "text", "otherwise")
    found = (Step(n, **{name: (one.get(name) or "").strip() for name in names}) for n, one in enumerate(steps, 1))
    return Flow(title, tuple(found))


def draw_flow(flow: Flow, name: str) -> SafeString:
    """`flow` as an `svg` element with title and description; `name` makes its ids its own on the page."""
    branches = any(step.otherwise for step in flow.steps)
    left = 0 if branches else (WIDE - BOX) / 2
    shapes: list[dict[str, Any]] = []
    y = 2.0
    for step in flow.steps:
        shapes.append(shape(step, left, y))
        y = shapes[-1]["end"] + GAP
    context = {
        "figure": flow, "name": f"f-{name}", "shapes": shapes, "gap": GAP, "high": round(y - GAP + 3, 1), "wide": WIDE,
        "text": TEXT, "ink": INK, "quiet": QUIET, "rule": RULE, "paper": PAPER, "line": COLOURS[0], "box": BOX,
        "side": SIDE, "middle": left + BOX / 2, "edge": left + BOX, "side_left": WIDE - SIDE - 1,
    }  # fmt: skip
    return render_to_string("cms/charts/flow.html", context)


def shape(step: Step, left: float, top: float) -> dict[str, Any]:
    """Outline and words of one step: its own, and those of the box at the side."""
    is_decision = bool(step.otherwise)
    room = BOX - 2 * (POINT if is_decision else PAD)
    head = wrapped(f"{step.number}. {step.name}", room)
    below = wrapped(step.who_and_when, room) if step.who_and_when else []
    aside = wrapped(step.otherwise, SIDE - 2 * PAD, 4) if is_decision else []
    inner = LINE * (len(head) + len(below)) + 2 * PAD
    high = max(inner, LINE * len(aside) + 2 * PAD if aside else 0)
    start = top + (high - inner) / 2 + PAD + LINE * 0.75
    centre = round(top + high / 2, 1)
    return {
        "is_decision": is_decision,
        "x": left,
        "y": round(top, 1),
        "high": round(high, 1),
        "end": round(top + high, 1),
        "centre": centre,
        "points": f"{left},{centre} {left + POINT},{round(top, 1)} {left + BOX - POINT},{round(top, 1)} "
        f"{left + BOX},{centre} {left + BOX - POINT},{round(top + high, 1)} {left + POINT},{round(top + high, 1)}",
        "head": placed(head, start),
        "below": placed(below, start + LINE * len(head)),
        "aside": placed(aside, centre - LINE * len(aside) / 2 + LINE * 0.75),
        "aside_y": round(centre - LINE * len(aside) / 2 - PAD, 1),
        "aside_high": LINE * len(aside) + 2 * PAD,
    }
