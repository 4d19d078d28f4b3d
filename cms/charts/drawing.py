"""From a figure to SVG: the layout of each kind, then its template. What is typed is escaped by the templates."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .bars import bars
from .figure import ChartKind, Figure
from .lines import lines
from .measures import INK, PAPER, QUIET, RULE, TEXT, WIDE
from .shares import pie, share_bar

LAYOUTS = {ChartKind.BAR: bars, ChartKind.LINE: lines, ChartKind.PIE: pie, ChartKind.SHARE: share_bar}
COMMON = {"wide": WIDE, "text": TEXT, "ink": INK, "quiet": QUIET, "rule": RULE, "paper": PAPER}


def draw(figure: Figure, name: str) -> SafeString:
    """`figure` as an `svg` element with title and description; `name` makes its ids its own on the page."""
    layout: dict[str, Any] = LAYOUTS[ChartKind(figure.kind)](figure)
    context = {**COMMON, **layout, "figure": figure, "name": f"c-{name}"}
    return render_to_string(f"cms/charts/{figure.kind}.html", context)
