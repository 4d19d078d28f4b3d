"""Formats of cells: how numbers are shown, and whether the words can be seen on their ground."""

import re
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from .office import local

BUILT_IN = {
    **dict.fromkeys((0,), "General"),
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((*range(37, 45),), "#,##0"),
    48: "##0.0E+0",
    49: "@",
}
NEAR = 24
T = TypeVar("T")
# Indexed colours of the old palette that matter here: white.
WHITE_INDEXES = {"1", "9"}


@dataclass(frozen=True)
class Look:
    """How one format shows a cell."""

    code: str = "General"
    unseen: bool = False

    @property
    def shows_nothing(self) -> bool:
        """;;; prints an empty cell whatever is in it."""
        return re.fullmatch(r"\s*;\s*;\s*(;\s*)?", self.code) is not None


class Looks:
    """Looks by the index that a cell names."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self.theme = _theme(theme)
        self.looks: list[Look] = []
        groups = {local(child): list(child) for child in styles} if styles is not None else {}
        codes = {int(c.get("numFmtId", "0")): c.get("formatCode", "") for c in groups.get("numFmts", [])}
        fonts = [self._font(font) for font in groups.get("fonts", [])]
        fills = [self._fill(fill) for fill in groups.get("fills", [])]
        for form in groups.get("cellXfs", []):
            number = int(form.get("numFmtId", "0"))
            code = codes.get(number) or BUILT_IN.get(number, "General")
            colour, size = _at(fonts, form.get("fontId"), ("", 11.0))
            ground = _at(fills, form.get("fillId"), "")
            self.looks.append(Look(code, _is_unseen(colour, size, ground)))

    def look(self, index: str) -> Look:
        """The look of `index`, an ordinary one when there is none."""
        return _at(self.looks, index, Look())

    def _font(self, font: etree._Element) -> tuple[str, float]:
        found = {local(child): child for child in font}
        size = found["sz"].get("val", "11") if "sz" in found else "11"
        return self._colour(found.get("color")), float(size) if re.fullmatch(r"\d+(\.\d+)?", size) else 11.0

    def _fill(self, fill: etree._Element) -> str:
        """Colour of the ground, "" for none, "?" for a pattern or a gradient."""
        pattern = next((child for child in fill if local(child) == "patternFill"), None)
        if pattern is None:
            return "?" if len(fill) else ""
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return ""
        front = next((child for child in pattern if local(child) == "fgColor"), None)
        return self._colour(front) or "?" if kind == "solid" else "?"

    def _colour(self, element: etree._Element | None) -> str:
        """RRGGBB; "" for automatic, "?" for one that is not known."""
        if element is None or element.get("auto"):
            return ""
        if re.fullmatch(r"[0-9A-Fa-f]{6,8}", value := element.get("rgb", "")):
            return value[-6:].upper()
        if (index := element.get("indexed")) is not None:
            return "FFFFFF" if index in WHITE_INDEXES else "" if index == "64" else "?"
        if (place := element.get("theme")) is not None:
            tint = element.get("tint", "0")
            return _at(self.theme, place, "?") if re.fullmatch(r"-?0(\.0+)?", tint) else "?"
        return ""


def _theme(root: etree._Element | None) -> list[str]:
    """Colours in the order of a cell's numbers: light and dark are exchanged (ECMA-376, 18.8.3)."""
    if root is None:
        return ["FFFFFF", "000000"]
    scheme = next((element for element in root.iter() if local(element) == "clrScheme"), None)
    colours = []
    for entry in scheme if scheme is not None else ():
        value = entry[0].get("lastClr") or entry[0].get("val", "?") if len(entry) else "?"
        colours.append(value.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else "?")
    return [colours[1], colours[0], colours[3], colours[2], *colours[4:]] if len(colours) > 3 else ["FFFFFF", "000000"]


def _is_unseen(colour: str, size: float, ground: str) -> bool:
    if size <= 2:
        return True
    paper = ground or "FFFFFF"
    if not colour or "?" in (colour, paper):
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(paper[at : at + 2], 16)) <= NEAR for at in (0, 2, 4))


def _at(values: list[T], index: str | None, otherwise: T) -> T:
    place = int(index) if index and index.isdigit() else -1
    return values[place] if 0 <= place < len(values) else otherwise
