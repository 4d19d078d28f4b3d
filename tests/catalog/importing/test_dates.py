from datetime import date

import pytest

from catalog.importing.dates import date_in, looks_like_date, number, trailing_date, whole_date


@pytest.mark.parametrize("zero", "〇○零◯OＯΟo0０")
def test_whole_date_knows_every_zero_seen(zero: str) -> None:
    assert whole_date(f"二{zero}{zero}六年十二月二十五日") == date(2006, 12, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年4月6日", date(2023, 4, 6)),
        ("２０２３年０４月０６日", date(2023, 4, 6)),
        ("2023 年 4 月 6 日", date(2023, 4, 6)),
        ("（2020年10月28日）", date(2020, 10, 28)),
        ("二〇二三年七月廿一日", date(2023, 7, 21)),
        ("二零二零年元月三十日", date(2020, 1, 30)),
        ("2024年6月19日17时30分", date(2024, 6, 19)),
    ],
)
def test_whole_date_reads_a_date_written_out(text: str, day: date) -> None:
    assert whole_date(text) == day


@pytest.mark.parametrize(
    "text", ["2024年2月30日", "2024年13月1日", "2024年5月", "2024-05-06", "请于2023年4月6日前报送", "二〇二三年"]
)
def test_whole_date_is_none__for_what_is_no_whole_day(text: str) -> None:
    assert whole_date(text) is None


@pytest.mark.parametrize("text", ["2024年5月", "2024年2月30日", "2024年5月  日", "2024-05-06", "2023.5.6"])
def test_looks_like_date__for_incomplete_and_impossible_ones(text: str) -> None:
    assert looks_like_date(text)


def test_trailing_date_parts_the_organ_from_its_day() -> None:
    assert trailing_date("云杉市人民政府　2023年5月6日") == ("云杉市人民政府", date(2023, 5, 6))
    assert trailing_date("2023年5月6日前报送") is None


def test_date_in_passes_over_days_that_do_not_exist() -> None:
    assert date_in("2023-02-31，2023-03-01") == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十五", 25), ("三一", 31), ("初八", 8), ("12", 12), ("卅", 30)]
)
def test_number_reads_small_numerals(text: str, value: int) -> None:
    assert number(text) == value
