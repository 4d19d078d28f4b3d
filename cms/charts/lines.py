"""Lines over a row of labels; each has its own colour, stroke and mark."""

from typing import Any

from .figure import Figure
from .legends import in_rows
from .measures import COLOURS, LINE, TEXT, WIDE, Scale, scale, text_width, widest, written

DASHES = ("", "8 4", "2 4", "10 3 2 3")
PLOT = 210
FEW = 7
"""Up to so many points of a single line, each bears its value."""
MARKED = 14
"""Up to so many points have marks; more would hide the line."""


def lines(figure: Figure) -> dict[str, Any]:
    """`lines` of points, the horizontal `rules` with their numbers, the `labels` that have room."""
    every = [value for one in figure.series for value in one.values]
    single = len(figure.series) == 1
    legend, top = ([], LINE * 0.9) if single else in_rows([one.name for one in figure.series])
    top += TEXT
    axis = scale(every, top + PLOT, top)
    left = widest(written(tick) for tick in axis.ticks) + 8
    right = WIDE - min(text_width(figure.labels[-1]) / 2, 40) - 2
    start = max(left + 6, min(text_width(figure.labels[0]) / 2, 40))
    xs = spread(len(figure.labels), start + 4, right)
    drawn = [
        {
            "index": index,
            "colour": COLOURS[index],
            "dash": DASHES[index],
            "points": [point(x, value, axis) for x, value in zip(xs, one.values, strict=True)],
            "path": " ".join(f"{x},{axis.at(value)}" for x, value in zip(xs, one.values, strict=True)),
        }
        for index, one in enumerate(figure.series)
    ]
    for one in legend:
        one |= {"colour": COLOURS[one["index"]], "dash": DASHES[one["index"]]}
        one["stroke"] = {"x1": one["x"], "x2": one["x"] + 20, "y": one["y"] - 5, "middle": one["x"] + 10}
    return {
        "lines": drawn,
        "legend": legend,
        "rules": [{"y": axis.at(tick), "value": written(tick)} for tick in axis.ticks],
        "left": round(left, 1),
        "labels": labels(figure.labels, xs),
        "label_y": round(top + PLOT + LINE, 1),
        "high": round(top + PLOT + LINE * 1.4, 1),
        "valued": single and len(figure.labels) <= FEW,
        "marked": len(figure.labels) <= MARKED,
    }


def spread(count: int, start: float, end: float) -> list[float]:
    return [round(start + (end - start) * number / (count - 1), 1) for number in range(count)]


def point(x: float, value: Any, axis: Scale) -> dict[str, Any]:
    return {"x": x, "y": axis.at(value), "value": written(value)}


def labels(names: tuple[str, ...], xs: list[float]) -> list[dict[str, Any]]:
    """As many of the labels as have room, evenly: every one, every second, every third …"""
    room = xs[1] - xs[0]
    step = max(1, -int(-(widest(names) + 6) // room)) if room else 1
    step = min(step, max(len(names) - 1, 1))
    shown = range(0, len(names), step)
    return [{"x": xs[number], "text": shortened(names[number])} for number in shown]


def shortened(name: str) -> str:
    return name if text_width(name) <= 120 else name[:6] + "…"
