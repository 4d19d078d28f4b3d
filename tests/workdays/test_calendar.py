"""Deadlines: the golden table, what always holds, provisional years, and what is refused."""

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workdays.calendar import MOST_DAYS, Calendar
from workdays.dates import days_from
from workdays.errors import WorkdayError
from workdays.files import read_notices
from workdays.shipped import FILE
from workdays.statutory import statutory

CALENDAR = Calendar(read_notices(FILE.name, FILE.read_bytes()))

# golden.csv was not made by this engine: a script walked day by day through the JSON of holiday-cn (commit d4e53bf,
# read from the notices' text by its own parser), asking chinesecalendar 1.11 about each day as well; both agreed on all.
with (Path(__file__).parent / "golden.csv").open(encoding="utf-8", newline="") as file:
    GOLDEN = [
        (date.fromisoformat(one["received"]), int(one["days"]), date.fromisoformat(one["due"]))
        for one in csv.DictReader(file)
    ]

RECEIVED = st.dates(date(2018, 12, 31), date(2045, 12, 31))
DAYS = st.integers(1, 60)


def test_golden_table_is_large_enough__when_counted():
    assert len(GOLDEN) >= 200
    assert {days for _received, days, _due in GOLDEN} == {1, 3, 5, 7, 10, 15, 20, 40}


def test_deadlines_are_the_golden_ones__when_around_a_holiday():
    answers = [(received, days, CALENDAR.due(received, days)) for received, days, _due in GOLDEN]
    assert [(received, days, one.due) for received, days, one in answers] == GOLDEN
    assert not any(one.provisional for _received, _days, one in answers)


@given(RECEIVED, DAYS)
def test_due_is_a_working_day_and_the_count_comes_back__when_any_is_asked(received, days):
    deadline = CALENDAR.due(received, days)
    assert CALENDAR.is_working_day(deadline.due)
    assert CALENDAR.nth_after(received, days) == deadline.due
    assert CALENDAR.count_between(received, deadline.due) == days
    assert CALENDAR.count_between(deadline.due, received) == -days


@given(RECEIVED, DAYS)
def test_due_is_later__when_more_days_are_given_or_it_was_received_later(received, days):
    due = CALENDAR.due(received, days).due
    assert received < due < CALENDAR.due(received, days + 1).due
    assert due <= CALENDAR.due(received + timedelta(days=1), days).due


@given(RECEIVED, DAYS)
def test_derivation_names_each_day_once__when_any_is_asked(received, days):
    deadline = CALENDAR.due(received, days)
    steps = deadline.derivation
    assert [step.date for step in steps] == days_from(received, deadline.due)
    assert [step.number for step in steps if step.number is not None] == list(range(1, days + 1))
    assert all(step.why for step in steps)
    assert all((step.number is not None) == CALENDAR.is_working_day(step.date) for step in steps[1:])
    assert deadline.provisional == any(CALENDAR.day(step.date).provisional for step in steps[1:])


def test_derivation_says_why__when_across_a_holiday_with_days_worked_for_it():
    deadline = CALENDAR.due(date(2025, 12, 31), 3)
    assert [(step.date.day, step.number, step.why) for step in deadline.derivation] == [
        (31, None, "收到当日（第0日），不计入期限"),
        (1, None, "元旦放假（国办发明电〔2025〕7号）"),
        (2, None, "元旦放假（国办发明电〔2025〕7号）"),
        (3, None, "元旦放假（国办发明电〔2025〕7号）"),
        (4, 1, "元旦调休上班（国办发明电〔2025〕7号）"),
        (5, 2, "工作日"),
        (6, 3, "工作日"),
    ]
    assert [one.number for one in deadline.notices] == ["国办发明电〔2025〕7号"]


def test_day_of_receipt_does_not_count__when_it_is_a_holiday_or_a_working_day():
    assert CALENDAR.due(date(2026, 10, 1), 1).due == CALENDAR.due(date(2026, 9, 30), 1).due == date(2026, 10, 8)


def test_answer_is_json__when_asked_for():
    assert CALENDAR.due(date(2026, 1, 4), 1).as_json() == {
        "received": "2026-01-04",
        "days": 1,
        "due": "2026-01-05",
        "provisional": False,
        "derivation": [
            {"date": "2026-01-04", "number": None, "why": "收到当日（第0日），不计入期限", "provisional": False},
            {"date": "2026-01-05", "number": 1, "why": "工作日", "provisional": False},
        ],
    }


def test_count_is_of_days_after_the_first_up_to_the_last__when_between_dates():
    assert CALENDAR.count_between(date(2026, 1, 4), date(2026, 1, 4)) == 0
    assert CALENDAR.count_between(date(2026, 1, 3), date(2026, 1, 5)) == 2
    assert CALENDAR.count_between(date(2026, 1, 5), date(2026, 1, 3)) == -2
    assert CALENDAR.count_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 5, 15, 59, tzinfo=UTC), date(2026, 1, 5)),
        (datetime(2026, 1, 5, 16, 0, tzinfo=UTC), date(2026, 1, 6)),
        (datetime(2026, 1, 5, 23, 59, tzinfo=timezone(timedelta(hours=8))), date(2026, 1, 5)),
        (datetime(2026, 1, 5, 0, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 1, 4)),
    ],
)
def test_moment_counts_as_the_day_in_beijing__when_it_has_a_zone(moment, day):
    assert CALENDAR.due(moment, 5) == CALENDAR.due(day, 5)
    assert CALENDAR.day(moment) == CALENDAR.day(day)


@pytest.mark.parametrize("moment", [datetime(2026, 1, 5), datetime(2026, 1, 5, 9, 30)])
def test_moment_is_refused__when_it_has_no_zone(moment):
    with pytest.raises(WorkdayError, match="没有写明时区"):
        CALENDAR.due(moment, 1)


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1, 10**30, True, 1.0, "5", None])
def test_days_are_refused__when_they_are_no_sensible_number(days):
    with pytest.raises(WorkdayError, match="工作日数"):
        CALENDAR.due(date(2026, 1, 5), days)


def test_most_days_are_answered__when_asked():
    assert CALENDAR.count_between(date(2019, 1, 1), CALENDAR.nth_after(date(2019, 1, 1), MOST_DAYS)) == MOST_DAYS


@pytest.mark.parametrize("received", [date.min, date(2018, 12, 30), date(2050, 12, 31), date(2051, 1, 1), date.max])
def test_date_is_refused__when_the_calendar_does_not_reach_it(received):
    with pytest.raises(WorkdayError, match="范围"):
        CALENDAR.due(received, 1)
    with pytest.raises(WorkdayError, match="范围"):
        CALENDAR.nth_after(received, 1)


@pytest.mark.parametrize(
    "moment", [datetime.min.replace(tzinfo=timezone(timedelta(hours=23))), datetime.max.replace(tzinfo=UTC)]
)
def test_moment_is_refused__when_no_date_in_beijing_is_that_early_or_late(moment):
    with pytest.raises(WorkdayError, match="范围"):
        CALENDAR.day(moment)


def test_everything_is_refused__when_the_table_is_empty():
    with pytest.raises(WorkdayError, match="尚未录入"):
        Calendar([]).due(date(2026, 1, 5), 1)


def test_day_is_provisional__when_its_year_is_not_announced():
    deadline = CALENDAR.due(date(2027, 1, 29), 10)
    assert deadline.provisional
    why = {step.date: step.why for step in deadline.derivation}
    unknown = "（暂定，2027年放假安排尚未录入）"
    assert why[date(2027, 2, 5)] == f"春节法定假日{unknown}"
    assert why[date(2027, 2, 9)] == f"春节补假{unknown}"
    assert why[date(2027, 2, 11)] == f"工作日{unknown}"
    assert why[date(2027, 2, 13)] == f"周末{unknown}"


def test_last_days_of_a_year_are_provisional__when_the_next_is_not_announced():
    assert [day.day for day in days_from(date(2026, 12, 20), date(2026, 12, 31)) if CALENDAR.day(day).provisional] == [
        28,
        29,
        30,
        31,
    ]
    assert not CALENDAR.day(date(2025, 12, 31)).provisional


@pytest.mark.parametrize("year", [2025, 2026])
def test_provisional_year_has_as_many_working_days_as_the_announced_one__when_the_law_is_the_same(year):
    """The law's thirteen days, made up when they fall on a weekend: what a notice adds are swaps."""
    rest = Calendar([one for one in CALENDAR.notices if one.year != year])
    end = (date(year - 1, 12, 31), date(year, 12, 31))
    assert rest.count_between(*end) == CALENDAR.count_between(*end)


@pytest.mark.parametrize("year", range(2025, 2051))
def test_thirteen_weekdays_are_off_by_law__when_no_notice_is_there(year):
    weekdays = [day for day in statutory(year) if day.weekday() < 5]
    assert len(weekdays) == 13
    assert {day.year for day in weekdays} == {year}


def test_two_festivals_on_one_day_are_two_days_off__when_the_moon_has_it_so():
    """中秋节 2028 is the 3rd of October, 2031 the 1st: as in the notice for 2020, the day that was lost follows."""
    assert statutory(2028)[date(2028, 10, 3)] == ("中秋节、国庆节", False)
    assert sum(1 for day in statutory(2031) if day.month == 10 and day.weekday() < 5) == 4
