"""Details are bounded, whatever is handed in."""

import json
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from audit.details import DEEPEST, LONGEST, MOST, TOTAL, bounded, difference


def test_difference_names_old_and_new__when_fields_differ():
    assert difference({"title": "旧", "organ": 1, "gone": 2}, {"title": "新", "organ": 1, "made": 3}) == {
        "title": ["旧", "新"],
        "gone": [2, None],
        "made": [None, 3],
    }


def test_values_stay__when_json_knows_them():
    values = {"n": 3, "large": -(2**62), "yes": True, "none": None, "pair": ["旧", "新"]}
    assert bounded(values) == values


def test_values_become_text__when_json_does_not_know_them():
    values: dict = {
        "on": date(2026, 1, 2),
        "sum": Decimal("1.50"),
        "float": 0.5,
        "lazy": _("已完成"),
        7: {1},
        "endless": 10**30,
    }
    assert bounded(values) == {
        "on": "2026-01-02",
        "sum": "1.50",
        "float": "0.5",
        "lazy": "已完成",
        "7": [1],
        "endless": "1" + "0" * 30,
    }


def test_text_is_cut_and_says_so__when_it_is_long():
    assert bounded({"a": "字" * LONGEST})["a"] == "字" * LONGEST
    assert bounded({"a": "字" * 2_001})["a"] == "字" * LONGEST + "……（已截断，原文2001字）"


def test_everything_is_bounded__when_it_is_deep_and_wide():
    deep: dict = {}
    inner = deep
    for _level in range(50):
        inner["x"] = inner = {}
    wide = {str(n): "字" * 500 for n in range(500)}
    kept = bounded(wide)
    assert kept["…"] == f"另有{501 - len(kept)}项未记录"
    assert len(json.dumps(kept, ensure_ascii=False)) < TOTAL + MOST * 60
    assert len(bounded({str(n): n for n in range(500)})) == MOST + 1
    assert str(bounded({"deep": deep})).count("{") <= DEEPEST + 50
    cube = [[[list(range(100))] * 100] * 100] * 100
    assert len(json.dumps(bounded({"cube": cube}))) < TOTAL * 20


def test_list_is_cut_and_says_so__when_it_is_long():
    assert bounded({"ids": list(range(101))})["ids"][-1] == "……（另有1项未记录）"
