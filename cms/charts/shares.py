"""Parts of a whole. Each part has a number, in the drawing and in the legend: colour only helps."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .figure import PERCENT, Figure
from .legends import in_lines
from .measures import COLOURS, LINE, TEXT, WIDE, share_written, written

RADIUS = 110
MIDDLE = (WIDE / 2, RADIUS + 20)
WIDE_ENOUGH = 0.07
"""The share from which a number stands inside its part of the pie; smaller ones have it outside."""
TOO_SMALL = 0.015
BAND = 52


def pie(figure: Figure) -> dict[str, Any]:
    """`parts` with path, number and its place; `legend` beneath. The first part begins at the top, clockwise."""
    parts = list(slices(figure.series[0].values))
    legend, high = legend_of(figure, MIDDLE[1] + RADIUS + 20 + LINE)
    return {"parts": parts, "legend": legend, "high": high, "fills": COLOURS}


def slices(values: tuple[Decimal, ...]) -> Iterator[dict[str, Any]]:
    whole, before = sum(values, Decimal(0)), Decimal(0)
    for index, value in enumerate(values):
        share = float(value / whole)
        middle = float((before + value / 2) / whole)
        if value:
            x, y = on_circle(middle, RADIUS * 0.68 if share >= WIDE_ENOUGH else RADIUS + 12)
            yield {
                "index": index,
                "colour": COLOURS[index],
                "path": slice_path(float(before / whole), share),
                "key": {"x": x, "y": round(y + TEXT * 0.36, 1)} if share >= TOO_SMALL else None,
                "inside": share >= WIDE_ENOUGH,
            }
        before += value


def slice_path(start: float, share: float) -> str:
    """The outline of a part; the whole is drawn as two halves, because an arc cannot end where it begins."""
    x, y = MIDDLE
    if share >= 0.99999:
        return (
            f"M{x},{y - RADIUS} A{RADIUS},{RADIUS} 0 1 1 {x},{y + RADIUS} A{RADIUS},{RADIUS} 0 1 1 {x},{y - RADIUS} Z"
        )
    (x1, y1), (x2, y2) = on_circle(start, RADIUS), on_circle(start + share, RADIUS)
    return f"M{x},{y} L{x1},{y1} A{RADIUS},{RADIUS} 0 {int(share > 0.5)} 1 {x2},{y2} Z"


def on_circle(turn: float, radius: float) -> tuple[float, float]:
    """The point at `turn` (0 to 1, from the top, clockwise)."""
    angle = 2 * math.pi * turn
    return round(MIDDLE[0] + radius * math.sin(angle), 2), round(MIDDLE[1] - radius * math.cos(angle), 2)


def share_bar(figure: Figure) -> dict[str, Any]:
    """One bar for the whole; `parts` with x and width, the legend in the same order."""
    values = figure.series[0].values
    whole, before = sum(values, Decimal(0)), Decimal(0)
    parts = []
    for index, value in enumerate(values):
        x, width = float(before / whole) * WIDE, float(value / whole) * WIDE
        if value:
            parts.append(
                {
                    "index": index,
                    "colour": COLOURS[index],
                    "x": round(x, 1),
                    "width": round(width, 1),
                    "key_x": round(x + width / 2, 1) if width >= TEXT + 4 else None,
                }
            )
        before += value
    legend, high = legend_of(figure, BAND + LINE + 12)
    return {"parts": parts, "legend": legend, "high": high, "band": BAND, "fills": COLOURS}


def legend_of(figure: Figure, top: float) -> tuple[list[dict[str, Any]], float]:
    values = figure.series[0].values
    whole = sum(values, Decimal(0))
    told = [
        f"{written(value)}%"
        if figure.unit in PERCENT
        else f"{written(value)}{figure.unit}（{share_written(value, whole)}）"
        for value in values
    ]
    legend, high = in_lines(figure.labels, told, top)
    return [{**one, "colour": COLOURS[one["index"]]} for one in legend], high
