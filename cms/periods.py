"""Periods of statistics as officials write them, and as programs compare them."""

import re
import unicodedata
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Frequency(models.TextChoices):
    MONTH = "month", gettext_lazy("月度")
    QUARTER = "quarter", gettext_lazy("季度")
    YEAR = "year", gettext_lazy("年度")


EXAMPLES = {
    Frequency.MONTH: gettext_lazy("“2026年1月”，累计数写“2026年1—9月”"),
    Frequency.QUARTER: gettext_lazy("“2026年第一季度”，累计数写“2026年上半年”“2026年前三季度”"),
    Frequency.YEAR: gettext_lazy("“2026年”"),
}
YEARS = range(1900, 2101)
NUMERALS = "一二三四"
CUMULATIVE = {"上半年": 2, "前二季度": 2, "前三季度": 3, "全年": 4, "前四季度": 4}

YEAR = re.compile(r"([0-9]{4})年?")
MONTH = re.compile(r"([0-9]{4})[年\-/.]([0-9]{1,2})月?")
MONTHS = re.compile(r"([0-9]{4})年?([0-9]{1,2})月?[—–\-~至]([0-9]{1,2})月")
QUARTER = re.compile(r"([0-9]{4})年?-?(?:第?([一二三四1-4])季度|[Qq]([1-4]))")
QUARTERS = re.compile(rf"([0-9]{{4}})年?({'|'.join(CUMULATIVE)})")


@dataclass(frozen=True)
class Period:
    """`code` is ISO 8601 where it has a word for it (2026, 2026-03, 2026-Q1), a span is `<first>/<last>`; periods
    follow each other by `order`."""

    code: str
    label: str
    order: tuple[int, int]


def read_period(text: str, frequency: str) -> Period | None:
    """The period that `text` names; None when it names none of this frequency."""
    words = "".join(unicodedata.normalize("NFKC", text).split())
    found = {Frequency.YEAR: year, Frequency.QUARTER: quarter, Frequency.MONTH: month}[Frequency(frequency)](words)
    return found if found and found.order[0] in YEARS else None


def year(words: str) -> Period | None:
    hit = YEAR.fullmatch(words)
    return Period(hit[1], _("%(year)s年") % {"year": hit[1]}, (int(hit[1]), 0)) if hit else None


def quarter(words: str) -> Period | None:
    if hit := QUARTERS.fullmatch(words):
        last = CUMULATIVE[hit[2]]
        return Period(f"{hit[1]}-Q1/{hit[1]}-Q{last}", f"{hit[1]}年{hit[2]}", (int(hit[1]), last))
    if not (hit := QUARTER.fullmatch(words)):
        return None
    number = NUMERALS.find(hit[2] or "") + 1 if hit[2] and hit[2] in NUMERALS else int(hit[2] or hit[3])
    label = _("%(year)s年第%(number)s季度") % {"year": hit[1], "number": NUMERALS[number - 1]}
    return Period(f"{hit[1]}-Q{number}", label, (int(hit[1]), number))


def month(words: str) -> Period | None:
    if hit := MONTHS.fullmatch(words):
        first, last = int(hit[2]), int(hit[3])
        code, label = f"{hit[1]}-{first:02d}/{hit[1]}-{last:02d}", f"{hit[1]}年{first}—{last}月"
        return Period(code, label, (int(hit[1]), last)) if 1 <= first < last <= 12 else None
    hit = MONTH.fullmatch(words)
    if not hit or not 1 <= int(hit[2]) <= 12:
        return None
    label = _("%(year)s年%(month)d月") % {"year": hit[1], "month": int(hit[2])}
    return Period(f"{hit[1]}-{int(hit[2]):02d}", label, (int(hit[1]), int(hit[2])))
