"""Holidays by law alone, for years whose notice is not there yet.

《全国年节及纪念日放假办法》(国务院令第795号, in force since 2025-01-01): article 2 names thirteen days, article 6 says
that a day which falls on a Saturday or Sunday is made up on a working day. It does not say on which; here it is the next
one after it. Two festivals on one day (中秋节 within 国庆节) are two days off, as in the notices for 2020 and 2025. What
a notice adds are swaps of days (调休), as many off as on: the number of working days in the year comes out the same.
"""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FESTIVALS = Path(__file__).parent / "data" / "festivals.csv"
"""The movable ones, by year: they follow the moon and the sun, and no law is needed to know them."""


@cache
def festivals() -> dict[int, dict[str, date]]:
    """{year: {spring_festival, qingming, dragon_boat, mid_autumn}}; a file that ships with the program. No notice is of
    another year, so that a calendar has no year of which nothing is known."""
    with FESTIVALS.open(encoding="utf-8", newline="") as file:
        return {
            int(row.pop("year")): {name: date.fromisoformat(day) for name, day in row.items()}
            for row in csv.DictReader(file)
        }


def last_year() -> int:
    """The last year of which the movable festivals are known."""
    return max(festivals())


def named_days(year: int) -> list[tuple[date, str]]:
    """The thirteen days of article 2, by date."""
    movable = festivals()[year]
    spring = movable["spring_festival"]
    return sorted(
        [
            (date(year, 1, 1), "元旦"),
            *((spring + timedelta(days=count), "春节") for count in (-1, 0, 1, 2)),  # 除夕 to 初三
            (movable["qingming"], "清明节"),
            (date(year, 5, 1), "劳动节"),
            (date(year, 5, 2), "劳动节"),
            (movable["dragon_boat"], "端午节"),
            (movable["mid_autumn"], "中秋节"),
            *((date(year, 10, day), "国庆节") for day in (1, 2, 3)),
        ]
    )


@cache
def statutory(year: int) -> dict[date, tuple[str, bool]]:
    """{day off: (festival, whether it only makes up for one that fell on a weekend or on another)}."""
    named = named_days(year)
    off: dict[date, tuple[str, bool]] = {}
    lost: list[tuple[date, str]] = []
    for day, name in named:
        if day in off:
            off[day] = (f"{off[day][0]}、{name}", False)
            lost.append((day, name))
        else:
            off[day] = (name, False)
        if day.weekday() >= 5 and (day, name) not in lost:
            lost.append((day, name))
    for day, name in lost:
        while day in off or day.weekday() >= 5:
            day += timedelta(days=1)
        off[day] = (name, True)
    return off
