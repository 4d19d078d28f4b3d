"""回应时限: from the recorded moment to the first publication, for grave events, press conferences and everything else."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.models import ResponsePage
from catalog.response.clocks import State, clocks, of_page
from cms.models import HomePage
from organs.models import Role
from tests.site import make_organ, make_person, publish

from .responses import drafted, kept, responded, update

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def states(page: ResponsePage, at: datetime | None = None) -> dict[str, str]:
    now = at or timezone.now()
    return {clock.rule.key: clock.state(now).value for clock in of_page(ResponsePage.objects.get(pk=page.pk))}


@pytest.mark.parametrize(
    ("kind", "fields", "duties"),
    [
        ("incident", {"incident_level": "extreme"}, ["information", "conference"]),
        ("incident", {"incident_level": "major"}, ["information", "conference"]),
        ("incident", {"incident_level": "large"}, ["opinion"]),
        ("clarification", {}, ["opinion"]),
        ("concern", {}, ["opinion"]),
        ("instruction", {}, []),
    ],
)
def test_duties_follow_from_kind_and_level(
    home: HomePage, kind: str, fields: dict[str, Any], duties: list[str]
) -> None:
    assert list(states(drafted(kind, **fields))) == duties


def test_clock_runs_until_the_first_publication__and_then_is_met_or_late(home: HomePage) -> None:
    early, late = drafted("concern", began=47 * HOUR), drafted("concern", began=49 * HOUR)
    assert states(early) == {"opinion": State.RUNNING}
    assert states(late) == {"opinion": State.OVERDUE}
    assert states(publish(early)) == {"opinion": State.MET}
    assert states(publish(late)) == {"opinion": State.LATE}


def test_grave_event_has_five_hours__and_a_day_for_the_conference(home: HomePage) -> None:
    page = responded(began=4 * HOUR)
    assert states(page) == {"information": State.MET, "conference": State.RUNNING}
    assert states(page, timezone.now() + 21 * HOUR)["conference"] == State.OVERDUE
    held: Any = update(timezone.now() - HOUR, "召开新闻发布会", form="conference")
    stream: Any = [*kept(page), held]
    page.updates = stream
    assert states(publish(page)) == {"information": State.MET, "conference": State.MET}
    assert states(responded(began=6 * HOUR))["information"] == State.LATE


def test_draft_counts_as_it_was_last_saved(home: HomePage) -> None:
    """The row of a draft is as it was made."""
    page = drafted("concern", began=HOUR)
    page.response_kind, page.incident_level, page.incident_category = "incident", "major", "natural"
    page.began_at = timezone.now() - 10 * HOUR
    page.save_revision()
    assert states(page) == {"information": State.OVERDUE, "conference": State.RUNNING}


def test_hours_are_a_setting(home: HomePage, settings: Any) -> None:
    page = drafted("concern", began=10 * HOUR)
    settings.RESPONSE_HOURS = {**settings.RESPONSE_HOURS, "opinion": 9}
    assert states(page) == {"opinion": State.OVERDUE}


def test_imported_and_withheld_ones_have_no_clock(home: HomePage) -> None:
    old = datetime(2020, 1, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    drafted("concern", original_published_at=old)
    drafted("concern", disclosure_attribute="on_request")
    assert clocks(None, timezone.now()) == []


def test_queries_do_not_grow__with_more_responses(home: HomePage, django_assert_num_queries: Any) -> None:
    for number in range(4):
        drafted("concern", title=f"回应{number}").save_revision()
        with django_assert_num_queries(1):
            assert len(clocks(None, timezone.now())) == number + 1


def test_dashboard_shows_running_and_missed_clocks__of_the_organs_one_sees(home: HomePage, client: Any) -> None:
    organ, other = make_organ(), make_organ("jiaoyuju", short_name="教育局")
    drafted("concern", began=HOUR, title="还有时间的回应", organ=organ)
    drafted("concern", began=50 * HOUR, title="已经超时的回应", organ=organ)
    responded("concern", began=HOUR, title="按时的回应", organ=organ)
    drafted("concern", began=50 * HOUR, title="别家的回应", organ=other)
    client.force_login(make_person("writer", (Role.EDITOR, organ), is_staff=True))
    html = client.get("/admin/").content.decode()
    panel = html[html.index('id="clocks-head"') :].partition("</section>")[0]
    assert "计时中" in panel
    assert "还有时间的回应" in panel
    assert "已超时2小时" in panel
    assert panel.index("已经超时的回应") < panel.index("还有时间的回应")
    assert "按时的回应" not in panel
    assert "别家的回应" not in panel


def test_editor_is_told_the_last_moment__once_saved(home: HomePage, client: Any) -> None:
    page = drafted("incident", began=HOUR)
    client.force_login(make_person("writer", (Role.EDITOR, None), is_staff=True))
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "发布权威信息：应于" in html
    assert "国办发〔2016〕80号" in html


def told(**options: Any) -> tuple[list[str], str]:
    out = StringIO()
    call_command("response_clocks", stdout=out, stderr=out, **options)
    *rows, count = out.getvalue().splitlines()
    return rows, count


def test_command_reports_what_runs_and_what_was_missed(home: HomePage) -> None:
    drafted("concern", began=50 * HOUR, title="超时的回应")
    responded("concern", began=60 * HOUR, title="迟到的回应")
    responded("concern", began=HOUR, title="按时的回应")
    drafted("incident", began=HOUR, title="进行中的事件", incident_level="large")
    rows, count = told()
    assert [row.split("  ")[0] for row in rows] == ["超时回应", "已超时", "计时中"]
    assert count == "计时中 1 件，超时 2 件。"
    assert len(told(days=1)[0]) == 2
    rows, _count = told(format="json", organ="yunshan")
    first = json.loads(rows[1])
    assert (first["state"], first["duty"], first["title"]) == ("overdue", "opinion", "超时的回应")
    assert first["stopped_at"] is None


def test_command_refuses__an_organ_that_is_not_there(home: HomePage) -> None:
    with pytest.raises(CommandError, match="没有代号为“wu”的机构"):
        told(organ="wu")
    with pytest.raises(CommandError, match="--days 应为"):
        told(days=-1)


@pytest.mark.parametrize(("began", "code"), [(HOUR, 0), (50 * HOUR, 1)])
def test_exit_code_is_one__when_something_was_missed(home: HomePage, began: timedelta, code: int) -> None:
    from catalog.management.commands.response_clocks import Command

    drafted("concern", began=began)
    command = Command(stdout=StringIO())
    try:
        command.run_from_argv(["manage.py", "response_clocks"])
        left = 0
    except SystemExit as ending:
        left = int(ending.code or 0)
    assert left == code
