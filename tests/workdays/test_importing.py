"""Entering notices: what moves, who is told, and what is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection

from tests.workdays.conftest import NUMBER, as_csv
from workdays import comparison, importing
from workdays.comparison import Pending, register_deadlines
from workdays.errors import WorkdayError
from workdays.files import read_notices
from workdays.importing import import_notices, plan_import, plan_withdrawal, withdraw
from workdays.models import Notice, SpecialDay
from workdays.notices import Special
from workdays.services import due, is_working_day, load_calendar, moved, working_days_between
from workdays.signals import calendar_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def notices(text):
    return read_notices("2027.csv", text.encode())


@pytest.fixture
def told():
    heard = []

    def hear(**kwargs):
        heard.append(kwargs)

    calendar_changed.connect(hear)
    yield heard
    calendar_changed.disconnect(hear)


@pytest.fixture
def pending(monkeypatch):
    """Deadlines of an upper room."""
    monkeypatch.setattr(comparison, "_providers", {})
    rows = [
        Pending("申请甲", date(2027, 1, 29), 10),
        Pending("申请乙", date(2027, 3, 1), 5),
        Pending("申请丙", date(2026, 3, 2), 5),
        Pending("申请丁", date(2001, 3, 2), 5),
    ]
    register_deadlines("tests", lambda: rows)
    return rows


def test_year_is_settled_and_moved_days_are_named__when_its_notice_is_entered(notices, told):
    before = load_calendar()
    plan = import_notices(notices, source="2027.csv")
    assert plan.comparison.settled == (2027,)
    days = {one.after.date: one.change for one in plan.comparison.days}
    assert days[date(2027, 1, 31)] == (f"周末（暂定，2027年放假安排尚未录入） → 春节调休上班（{NUMBER}）")
    assert days[date(2027, 2, 11)] == f"工作日（暂定，2027年放假安排尚未录入） → 春节放假（{NUMBER}）"
    # Days that are off by the law and by the notice did not move.
    assert date(2027, 2, 5) not in days
    assert before.is_working_day(date(2027, 2, 11))
    assert not is_working_day(date(2027, 2, 11))
    assert not due(date(2027, 1, 29), 10).provisional
    assert [one["source"] for one in told] == ["2027.csv"]


def test_last_days_of_the_year_before_are_settled__when_the_notice_is_entered(notices):
    assert due(date(2026, 12, 25), 2).provisional
    import_notices(notices)
    assert not due(date(2026, 12, 25), 2).provisional


def test_running_deadlines_are_told__when_they_move_or_are_settled(notices, pending):
    found = [str(one) for one in import_notices(notices).comparison.deadlines]
    assert found == [
        "申请甲：由2027年2月18日（星期四）改为2027年2月19日（星期五）",
        "申请乙：2027年3月8日（星期一）不变，不再是暂定",
    ]


def test_moved_tells_old_and_new__when_given_pairs(notices):
    before = load_calendar()
    import_notices(notices)
    first, second = moved(before, load_calendar(), [(date(2027, 1, 29), 10), (date(2026, 3, 2), 5)])
    assert first is not None
    assert second is None
    assert (first.before.due, first.after.due, first.has_new_date) == (date(2027, 2, 18), date(2027, 2, 19), True)


def test_nothing_is_entered__when_it_is_only_planned(notices, told):
    assert [one.number for one in plan_import(notices).new] == [NUMBER]
    assert not Notice.objects.filter(number=NUMBER).exists()
    assert told == []


def test_nothing_moves__when_the_same_file_is_entered_again(notices):
    import_notices(notices)
    stamp = Notice.objects.get(number=NUMBER).entered_at
    plan = import_notices(notices)
    assert (plan.new, plan.replaced, len(plan.same), plan.comparison.days) == ((), (), 1, ())
    assert Notice.objects.get(number=NUMBER).entered_at == stamp


def test_notice_is_replaced_with_all_its_days__when_its_number_is_entered_again(notices, rows):
    import_notices(notices)
    corrected = read_notices("x.csv", as_csv([row for row in rows if row[7] != "2027-02-20"]).encode())
    plan = import_notices(corrected)
    assert [one.number for one in plan.replaced] == [NUMBER]
    assert [one.after.date for one in plan.comparison.days] == [date(2027, 2, 20)]
    assert not SpecialDay.objects.filter(date=date(2027, 2, 20)).exists()
    assert Notice.objects.filter(number=NUMBER).count() == 1


def test_adjustment_holds_over_the_annual_notice__when_issued_later(notices):
    import_notices(notices)
    extended = replace(
        notices[0], number="国办发明电〔2027〕1号", annual=False, issued_on=date(2027, 2, 1),
        days=tuple(replace(notices[0].days[0], date=date(2027, 2, day), holiday="春节") for day in (13, 14, 15)),
    )  # fmt: skip
    plan = import_notices([extended])
    assert [one.after.date for one in plan.comparison.days] == [date(2027, 2, 15)]
    assert load_calendar().day(date(2027, 2, 15)).why == "春节放假（国办发明电〔2027〕1号）"


def contradicting(notice, number, nature):
    """An adjustment, issued on the same day, that says something else of 17 March 2027."""
    days = (Special(date(2027, 3, 17), nature, "春节"),)
    return replace(notice, number=number, annual=False, days=days)


@pytest.mark.parametrize("first", ["off", "work"])
def test_notice_entered_last_holds_as_was_planned__when_two_of_one_day_contradict(notices, first):
    day, last = date(2027, 3, 17), {"off": "work", "work": "off"}[first]
    import_notices([contradicting(notices[0], "甲〔2027〕1号", first)])
    other = [contradicting(notices[0], "乙〔2027〕2号", last)]
    (planned,) = plan_import(other).comparison.days
    import_notices(other)
    assert load_calendar().day(day).why == planned.after.why
    assert is_working_day(day) == planned.after.working == (last == "work")


def test_notice_entered_anew_holds_as_was_planned__when_another_of_its_day_contradicts(notices):
    first, second = (
        contradicting(notices[0], "甲〔2027〕1号", "off"),
        contradicting(notices[0], "乙〔2027〕2号", "work"),
    )
    import_notices([first, second])
    assert is_working_day(date(2027, 3, 17))
    corrected = [replace(first, title="更正")]
    (planned,) = plan_import(corrected).comparison.days
    import_notices(corrected)
    assert not planned.after.working
    assert not is_working_day(date(2027, 3, 17))


def test_lower_one_holds_as_was_planned__when_one_file_contradicts_itself(notices):
    first, second = (
        contradicting(notices[0], "甲〔2027〕1号", "work"),
        contradicting(notices[0], "乙〔2027〕2号", "off"),
    )
    import_notices([first])
    both = [second, replace(first, title="更正")]
    assert [one.after.date for one in plan_import(both).comparison.days] == []
    import_notices(both, at=datetime(2027, 1, 1, tzinfo=UTC))
    assert is_working_day(date(2027, 3, 17))


def test_year_stays_provisional__when_only_an_adjustment_is_entered(notices):
    import_notices([replace(notices[0], annual=False)])
    calendar = load_calendar()
    assert 2027 not in calendar.annual
    assert not calendar.day(date(2027, 2, 11)).provisional
    assert calendar.day(date(2027, 2, 17)).provisional


def test_second_annual_notice_is_refused__when_the_year_has_one(notices, told):
    import_notices(notices)
    with pytest.raises(WorkdayError, match="2027年有两份年度安排"):
        import_notices([replace(notices[0], number="国办发明电〔2026〕98号")])
    assert Notice.objects.filter(year=2027).count() == 1
    assert len(told) == 1


def test_year_gets_its_true_notice__when_the_mistaken_one_becomes_an_adjustment_in_the_same_file(notices):
    import_notices(notices)
    plan = import_notices([replace(notices[0], annual=False), replace(notices[0], number="国办发明电〔2026〕98号")])
    assert ([one.number for one in plan.new], [one.number for one in plan.replaced]) == (
        ["国办发明电〔2026〕98号"],
        [NUMBER],
    )
    valid = Notice.objects.valid().filter(year=2027)
    assert set(valid.values_list("number", "kind")) == {
        (NUMBER, "adjustment"),
        ("国办发明电〔2026〕98号", "annual"),
    }


def test_notices_take_each_others_year__when_both_were_entered_for_the_wrong_one(notices):
    other = replace(notices[0], number="国办发明电〔2027〕88号", year=2028, days=())
    import_notices([notices[0], other])
    import_notices([replace(notices[0], year=2028), replace(other, year=2027)])
    assert dict(Notice.objects.valid().filter(year__gt=2026).values_list("year", "number")) == {
        2028: NUMBER,
        2027: other.number,
    }


def test_refusal_of_the_database_is_told_in_chinese__when_another_notice_came_between(notices, monkeypatch):
    monkeypatch.setattr(importing, "check_annual", lambda notices: None)
    with pytest.raises(WorkdayError, match="与已经录入的通知冲突，没有导入"):
        import_notices([replace(notices[0], year=2026)])
    assert not Notice.objects.filter(number=NUMBER).exists()


def test_notice_is_kept_but_says_nothing__when_withdrawn(notices, told):
    import_notices(notices)
    plan = withdraw(NUMBER)
    assert plan.comparison.opened == (2027,)
    assert Notice.objects.get(number=NUMBER).withdrawn_at is not None
    assert due(date(2027, 1, 29), 10).provisional
    assert [one["action"] for one in told] == ["import", "withdraw"]
    with pytest.raises(WorkdayError, match="没有录入"):
        withdraw(NUMBER)
    assert [one.number for one in import_notices(notices).new] == [NUMBER]
    assert Notice.objects.get(number=NUMBER).withdrawn_at is None


def test_last_annual_notice_is_not_withdrawn__when_nothing_would_be_left():
    Notice.objects.exclude(number="国办发明电〔2025〕7号").delete()
    with pytest.raises(WorkdayError, match="唯一的年度安排"):
        plan_withdrawal("国办发明电〔2025〕7号")


def test_nothing_is_entered__when_whoever_hears_of_it_fails(notices):
    def fail(**kwargs):
        raise RuntimeError

    calendar_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            import_notices(notices)
    finally:
        calendar_changed.disconnect(fail)
    assert not Notice.objects.filter(number=NUMBER).exists()


@pytest.mark.parametrize("years", [1, 12])
def test_calendar_costs_one_query__when_the_table_grows(django_assert_num_queries, notices, years):
    for count in range(years):
        import_notices([replace(notices[0], number=f"国办发明电〔2027〕{count}号", annual=False)])
    with django_assert_num_queries(1):
        calendar = load_calendar()
        for count in range(100):
            due(date(2026, 1, 1) + timedelta(days=count), 20, calendar=calendar)
    with django_assert_num_queries(1):
        assert working_days_between(date(2026, 1, 4), date(2026, 1, 6)) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread")
def test_one_of_two_is_refused__when_both_enter_an_annual_notice_at_once(notices):
    results = []

    def enter(number):
        try:
            import_notices([replace(notices[0], number=number)])
            results.append("entered")
        except WorkdayError:
            results.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=enter, args=[f"国办发明电〔2026〕{count}号"]) for count in (98, 99)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["entered", "refused"]
