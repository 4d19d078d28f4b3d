"""规划计划: period, state, targets with their progress."""

from typing import Any

import pytest

from catalog.models import PlanPage
from cms.models import HomePage
from register.models import Entry

from .figures import TARGET
from .pages import draft, published

pytestmark = pytest.mark.django_db


def test_page_shows_targets_with_progress(home: HomePage, client: Any) -> None:
    words = {**TARGET, "name": "单位能耗", "target": None, "target_words": "完成省下达任务", "now": None}
    page = published(PlanPage, targets=[("target", TARGET), ("target", words)])
    html = client.get(page.url).content.decode()
    assert '<table class="targets" data-sortable>' in html
    assert '<td class="amount" data-value="70">70</td>' in html
    assert '<td class="amount" data-value="50">50%</td>' in html  # (68 − 66) / (70 − 66)
    assert "约束性" in html
    assert "完成省下达任务" in html
    assert "2026—2030年" in html
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.extra["plan_kind"], entry.extra["plan_period"], entry.extra["plan_status"]) == (
        "专项规划", "2026—2030年", "实施中",
    )  # fmt: skip
    assert client.get(f"/api/v2/pages/{page.pk}/").json()["targets"][0]["value"]["target"] == "70"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_year": 2025}, "规划期截止年不能早于起始年"),
        ({"plan_kind": "annual"}, "年度计划的起止年份须相同"),
        ({"last_year": 2090}, "规划期超过30年"),
        ({"first_year": 26}, "年份请填1990至2100之间的四位数字"),
        ({"progress_on": "2099-01-01"}, "进展截止日期不能晚于今天"),
        ({"progress_on": None}, "填写了进展值，请写明数据截至哪一天"),
        ({"approved_by": ""}, "状态为“实施中”的，请填写批准机关"),
    ],
)
def test_mistake_is_told_in_chinese(home: HomePage, changes: dict[str, Any], words: str) -> None:
    assert words in "；".join(draft(PlanPage, **changes).publication_problems())


def test_plan_needs_nobodys_approval__while_opinions_are_asked_for(home: HomePage) -> None:
    assert draft(PlanPage, plan_status="consulting", approved_by="").publication_problems() == []
