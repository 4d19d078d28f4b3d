"""The numbers that Word writes before list paragraphs: they are in no run, yet a reader sees 一、 and （一）."""

import re

from lxml import etree

from .docx_styles import w

DIGITS = "〇一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STEMS = "甲乙丙丁戊己庚辛壬癸"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
CHINESE = {
    *(
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ),
    *("ideographDigital", "japaneseDigitalTenThousand", "chineseLegalSimplified", "koreanCounting"),
}


class Numbering:
    """Counters of all lists of a document; `label` must be asked once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self.levels: dict[str, dict[int, etree._Element]] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.abstract_of: dict[str, str] = {}
        self.counters: dict[str, dict[int, int]] = {}
        self.started: set[str] = set()
        if root is not None:
            self._load(root)

    def label(self, place: tuple[str, int] | None) -> str:
        """The label of the next paragraph at (list id, level), "" for bullets and unknown lists."""
        if place is None or place[0] not in self.levels:
            return ""
        name, level = place
        definition = self.levels[name].get(level)
        if definition is None:
            return ""
        counters = self._advance(name, level)
        if _value(definition, "numFmt") in {"bullet", "none"}:
            return ""
        pattern = _value(definition, "lvlText")
        return re.sub(r"%([1-9])", lambda hit: self._shown(name, int(hit[1]) - 1, counters), pattern)

    def _load(self, root: etree._Element) -> None:
        abstract = {
            element.get(w("abstractNumId"), ""): {_index(level): level for level in element.findall(w("lvl"))}
            for element in root.findall(w("abstractNum"))
        }
        for number in root.findall(w("num")):
            name, reference = number.get(w("numId"), ""), number.find(w("abstractNumId"))
            base = reference.get(w("val"), "") if reference is not None else ""
            self.levels[name] = dict(abstract.get(base, {}))
            self.abstract_of[name] = base
            for override in number.findall(w("lvlOverride")):
                replacement = override.find(w("lvl"))
                if replacement is not None:
                    self.levels[name][_index(override)] = replacement
                if (start := _value(override, "startOverride")).isdigit():
                    self.starts[name, _index(override)] = int(start)

    def _advance(self, name: str, level: int) -> dict[int, int]:
        counters = self.counters.setdefault(self.abstract_of[name], {})
        if name not in self.started:
            self.started.add(name)
            for (owner, at), start in self.starts.items():
                if owner == name:
                    counters[at] = start - 1
        counters[level] = counters.get(level, self._start(name, level) - 1) + 1
        for deeper in [at for at in counters if at > level]:
            del counters[deeper]
        return counters

    def _start(self, name: str, level: int) -> int:
        definition = self.levels[name].get(level)
        start = _value(definition, "start") if definition is not None else ""
        return int(start) if start.isdigit() else 1

    def _shown(self, name: str, level: int, counters: dict[int, int]) -> str:
        definition = self.levels[name].get(level)
        number = counters.get(level, self._start(name, level))
        return written(number, _value(definition, "numFmt") if definition is not None else "decimal")


def written(number: int, form: str) -> str:
    """A number in one of Word's number formats, as far as Chinese documents use them."""
    if form in CHINESE:
        return chinese(number)
    if form == "decimalEnclosedCircle" and 1 <= number <= len(CIRCLED):
        return CIRCLED[number - 1]
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form == "ideographTraditional" and 1 <= number <= len(STEMS):
        return STEMS[number - 1]
    if form in {"upperLetter", "lowerLetter"} and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"} and 1 <= number < 40:
        return roman(number).upper() if form == "upperRoman" else roman(number)
    return str(number)


def chinese(number: int) -> str:
    """一 … 九十九, and the digits one by one from 一〇〇 on."""
    if not 0 < number < 100:
        return "".join(DIGITS[int(digit)] for digit in str(number))
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[units] if units else "")


def roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _index(element: etree._Element) -> int:
    value = element.get(w("ilvl"), "0")
    return int(value) if value.isdigit() else 0


def _value(element: etree._Element, name: str) -> str:
    child = element.find(w(name))
    return child.get(w("val"), "") if child is not None else ""
