"""Each day from 2019 to 2026 against the notices' own sentences, read here by other means than the room's."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from tests.workdays.sentences import SENTENCES
from workdays.calendar import Calendar
from workdays.doubts import doubts
from workdays.files import read_notices
from workdays.importing import withdraw
from workdays.models import Notice, SpecialDay
from workdays.services import load_calendar
from workdays.shipped import FILE, load_shipped
from workdays.signals import calendar_changed

DAY = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（[^）]*?(?:星期|周)([一二三四五六日])）)?")


def days_in(text, year):
    """The dates in `text`, each with what it leaves out taken from the one before; weekdays are held against them."""
    found: list[date] = []
    month = 0
    for year_text, month_text, day_text, weekday in DAY.findall(text):
        year, month = int(year_text or year), int(month_text or month)
        day = date(year, month, int(day_text))
        assert not weekday or "一二三四五六日"[day.weekday()] == weekday, f"{day} in {text}"
        found.append(day)
    return found


def said(sentence, year):
    """(days off, days worked) of one sentence; 共…天 is held against them."""
    off_text, _, rest = sentence.partition("放假")
    ends = days_in(off_text, year)
    off = [ends[0] + timedelta(days=count) for count in range((ends[-1] - ends[0]).days + 1)]
    if total := re.search(r"共(\d)天", rest):
        assert len(off) == int(total.group(1)), sentence
    work_text = rest.partition("。")[2] if "上班" in rest else ""
    return off, days_in(work_text, year)


def expected_days():
    """{date: working} of 2019 to 2026, later notices over earlier ones."""
    first, last = date(2019, 1, 1), date(2026, 12, 31)
    every = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    days = {day: day.weekday() < 5 for day in every}
    for year, sentences in SENTENCES.values():
        for _holiday, sentence in sentences:
            off, work = said(sentence, year)
            days.update({day: False for day in off if day in days})
            days.update({day: True for day in work if day in days})
    return days


EXPECTED = expected_days()


@pytest.mark.django_db
def test_every_day_is_what_the_notices_say__when_from_2019_to_2026():
    calendar = load_calendar()
    assert len(EXPECTED) == 2922
    assert [day for day, working in EXPECTED.items() if calendar.day(day).working != working] == []


def test_year_has_its_weekdays_less_the_days_of_the_law__when_summed_up():
    """Eleven days until 2024, thirteen since: 调休 only swaps. The extended 春节 took two more, 31 January 2020 and the
    Saturday after it, which was to be worked."""
    counted = Counter(day.year for day, working in EXPECTED.items() if working)
    weekdays = Counter(day.year for day in EXPECTED if day.weekday() < 5)
    by_law = {year: weekdays[year] - (13 if year >= 2025 else 11) for year in range(2019, 2027)}
    assert counted == {**by_law, 2020: by_law[2020] - 2}


@pytest.mark.django_db
def test_every_notice_names_its_own_days__when_shipped():
    for number, (year, sentences) in SENTENCES.items():
        notice = Notice.objects.get(number=number)
        off, work = set(), set()
        for _holiday, sentence in sentences:
            both = said(sentence, year)
            off |= set(both[0])
            work |= set(both[1])
        assert notice.year == year
        assert set(notice.days.filter(nature="off").values_list("date", flat=True)) == off, number
        assert set(notice.days.filter(nature="work").values_list("date", flat=True)) == work, number
        assert str(year) in notice.title
        assert f"〔{notice.issued_on.year}〕" in number
    assert Notice.objects.count() == len(SENTENCES)


def test_shipped_notices_raise_no_doubt__when_they_are_annual():
    notices = read_notices(FILE.name, FILE.read_bytes())
    assert doubts(notices) == []


@pytest.mark.django_db
def test_later_notice_holds__when_two_speak_of_a_day():
    """The 1st of February 2020 was to be worked, then 春节 was extended; the 2nd of May 2019 was an ordinary day."""
    calendar = load_calendar()
    assert calendar.day(date(2020, 2, 1)).why == "春节放假（国办发明电〔2020〕1号）"
    assert calendar.day(date(2019, 5, 2)).why == "劳动节放假（国办发明电〔2019〕3号）"
    assert SpecialDay.objects.filter(date=date(2020, 2, 1)).count() == 2


@pytest.mark.django_db
def test_nothing_is_loaded__when_all_is_there(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert load_shipped() == 0


@pytest.mark.django_db
def test_missing_notice_is_loaded_and_told__when_the_table_lacks_it():
    told = []

    def hear(**kwargs):
        told.append([one.number for one in kwargs["notices"]])

    Notice.objects.get(number="国办发明电〔2025〕7号").delete()
    calendar_changed.connect(hear)
    try:
        assert load_shipped() == 1
    finally:
        calendar_changed.disconnect(hear)
    assert told == [["国办发明电〔2025〕7号"]]
    assert load_calendar().is_working_day(date(2026, 1, 4))


@pytest.mark.django_db
def test_withdrawn_notice_stays_withdrawn__when_shipped_ones_are_loaded():
    withdraw("国办发明电〔2025〕7号")
    assert load_shipped() == 0
    assert 2026 not in load_calendar().annual


@pytest.mark.django_db
def test_changed_notice_stays_as_it_is__when_shipped_ones_are_loaded():
    SpecialDay.objects.filter(date=date(2026, 1, 4)).delete()
    assert load_shipped() == 0
    assert not load_calendar().is_working_day(date(2026, 1, 4))


@pytest.mark.django_db(transaction=True)
def test_calendar_is_there_again__when_the_database_was_emptied():
    call_command("flush", interactive=False, verbosity=0)
    assert load_calendar().years() == list(range(2019, 2027))


def test_calendar_needs_no_database__when_made_of_a_file():
    calendar = Calendar(read_notices(FILE.name, FILE.read_bytes()))
    assert calendar.years() == list(range(2019, 2027))
