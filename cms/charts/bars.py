"""Bars that lie: each label stands above its bars and may be long, whatever the screen."""

from decimal import Decimal
from typing import Any

from .figure import Figure
from .legends import in_rows, placed
from .measures import COLOURS, LINE, WIDE, Scale, widest, wrapped, written

BAR = 17
BETWEEN_BARS = 4
BETWEEN_ROWS = 12


def bars(figure: Figure) -> dict[str, Any]:
    """`rows` of label lines and bars; a bar has x, y, width, the place of its value and the index of its series."""
    every = [value for one in figure.series for value in one.values]
    room = widest(written(value) for value in every) + 8
    lowest = min(every) < 0
    axis = Scale((min(*every, Decimal(0)), max(*every, Decimal(0)) or Decimal(1)), room if lowest else 0, WIDE - room)
    several = len(figure.series) > 1
    legend, y = in_rows([one.name for one in figure.series]) if several else ([], 0.0)
    rows = []
    for number, label in enumerate(figure.labels):
        lines = wrapped(label, WIDE)
        row: dict[str, Any] = {"lines": placed(lines, y + LINE * 0.8), "bars": []}
        y += LINE * len(lines) + 3
        row["axis"] = {"from": round(y - 3, 1), "to": round(y + len(figure.series) * (BAR + BETWEEN_BARS) - 1, 1)}
        for index, one in enumerate(figure.series):
            row["bars"].append(bar(axis, one.values[number], y, index))
            y += BAR + BETWEEN_BARS
        rows.append(row)
        y += BETWEEN_ROWS
    return {
        "rows": rows,
        "legend": legend,
        "zero": axis.at(axis.ticks[0] * 0),
        "high": round(y - BETWEEN_ROWS + 2, 1),
        "bar": BAR,
        "fills": COLOURS,
    }


def bar(axis: Any, value: Any, y: float, index: int) -> dict[str, Any]:
    zero, end = axis.at(value * 0), axis.at(value)
    return {
        "index": index,
        "x": min(zero, end),
        "y": round(y, 1),
        "width": max(round(abs(end - zero), 1), 1),
        "value": written(value),
        "value_x": round(end + 6 if value >= 0 else end - 6, 1),
        "value_y": round(y + BAR * 0.78, 1),
        "anchor": "start" if value >= 0 else "end",
    }
