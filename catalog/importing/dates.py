"""Dates as documents write them; `datetime.date` judges whether there is such a day."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

ZEROS = dict.fromkeys(map(ord, "〇○零◯OoΟοОо◦⚪⭘Ｏ０"), "0")
DIGITS = ZEROS | dict(zip(map(ord, "一二三四五六七八九"), "123456789", strict=True))
ZERO = "〇○零◯OoΟοОо◦⚪⭘0"
CHINESE_YEAR = rf"[一二三四五六七八九\d{ZERO}]{{4}}"
CHINESE_SMALL = r"[元正一二三四五六七八九十廿卅初]{1,4}"
WRITTEN = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}}|{CHINESE_YEAR})\s*年\s*(?P<month>\d{{1,2}}|{CHINESE_SMALL})\s*月\s*(?P<day>\d{{1,2}}|{CHINESE_SMALL})\s*[日号]"
)
FIGURES = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*(?P<sep>[-./])\s*(?P<month>\d{1,2})\s*(?P=sep)\s*(?P<day>\d{1,2})(?!\d)"
)
INCOMPLETE = re.compile(
    rf"^(?:(?:19|20)\d{{2}}|{CHINESE_YEAR})\s*年\s*(?:\d{{0,2}}|{CHINESE_SMALL})\s*月?\s*(?:[日号×xX*_]*)$"
)
LONGEST = 120
HOUR = re.compile(r"\s*\d{1,2}\s*时(?:\s*\d{1,2}\s*分)?$")


def prepared(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def date_in(text: str) -> date | None:
    """The first real day that `text` names, in words or figures."""
    for pattern in (WRITTEN, FIGURES):
        for hit in pattern.finditer(prepared(text)):
            if day := _day(hit):
                return day
    return None


@lru_cache(maxsize=8192)
def whole_date(text: str) -> date | None:
    """The day when `text` is nothing but a date written out (figures with 年月日, or Chinese numerals)."""
    if len(text) > LONGEST:
        return None
    hit = WRITTEN.fullmatch(HOUR.sub("", prepared(text).strip("。.()（） ")))
    return _day(hit) if hit else None


def whole_figures(text: str) -> date | None:
    """The day when `text` is nothing but a date like 2023-5-6 or 2023.5.6."""
    hit = FIGURES.fullmatch(prepared(text))
    return _day(hit) if hit else None


@lru_cache(maxsize=8192)
def looks_like_date(text: str) -> bool:
    """Nothing but a date, be it impossible or incomplete (2023年5月, 2023年2月30日)."""
    plain = prepared(text)
    return bool(
        WRITTEN.fullmatch(HOUR.sub("", plain)) or FIGURES.fullmatch(plain) or (plain[4:] and INCOMPLETE.match(plain))
    )


@lru_cache(maxsize=8192)
def trailing_date(text: str) -> tuple[str, date] | None:
    """What stands before a written date at the end of a line, and the date: 云杉市人民政府 2023年5月6日."""
    if len(text) > LONGEST:
        return None
    plain = prepared(text)
    last = None
    for hit in WRITTEN.finditer(plain):
        last = hit
    if last is None or plain[last.end() :].strip("。 )") or not (day := _day(last)):
        return None
    return plain[: last.start()].strip(" ,，"), day


def _day(hit: re.Match[str]) -> date | None:
    try:
        return date(int(hit["year"].translate(DIGITS)), number(hit["month"]), number(hit["day"]))
    except ValueError:
        return None


def number(text: str) -> int:
    """1-99 in figures or Chinese numerals (十二, 二十五, 廿五, 二五). Raises ValueError."""
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.lstrip("初").replace("元", "一").replace("正", "一").replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return int(text.translate(DIGITS))
    tens, units = text.split("十", 1)
    return (int(tens.translate(DIGITS)) if tens else 1) * 10 + (int(units.translate(DIGITS)) if units else 0)
