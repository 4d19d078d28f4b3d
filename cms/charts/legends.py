"""Legends: what each colour, pattern or number of a chart stands for."""

from collections.abc import Sequence
from typing import Any

from .measures import LINE, WIDE, text_width, wrapped

SWATCH = 26
GAP = 18


def in_rows(names: Sequence[str]) -> tuple[list[dict[str, Any]], float]:
    """Names beside each other, in as many rows as they need: {index, text} with places, and the height of all."""
    found: list[dict[str, Any]] = []
    x, y = 0.0, LINE * 0.8
    for index, name in enumerate(names):
        text = wrapped(name, WIDE - SWATCH, 1)[0]
        width = SWATCH + text_width(text)
        if x and x + width > WIDE:
            x, y = 0.0, y + LINE
        found.append({"index": index, "text": text, **places(x, y)})
        x += width + GAP
    return found, round(y + LINE * 0.6, 1)


def in_lines(names: Sequence[str], values: Sequence[str], top: float) -> tuple[list[dict[str, Any]], float]:
    """A line or two for each part, with its value at the right: {index, lines, value} with places, and the end of all."""
    found: list[dict[str, Any]] = []
    y = top
    for index, (name, value) in enumerate(zip(names, values, strict=True)):
        lines = wrapped(name, WIDE - 30 - text_width(value) - GAP)
        found.append({"index": index, "lines": placed(lines, y), "value": value, **places(0, y)})
        y += LINE * len(lines) + 5
    return found, round(y - LINE * 0.6, 1)


def places(x: float, y: float) -> dict[str, float]:
    """Where swatch and words of an entry stand whose words have their feet at `y`."""
    return {"x": round(x, 1), "y": round(y, 1), "box_y": round(y - 14, 1), "text_x": round(x + SWATCH, 1)}


def placed(lines: Sequence[str], top: float) -> list[dict[str, Any]]:
    """Lines of text with the height of each."""
    return [{"y": round(top + number * LINE, 1), "text": text} for number, text in enumerate(lines)]
