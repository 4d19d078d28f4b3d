"""回应关切: what each kind has to say, and a thread whose updates are published one by one without being corrections."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.timezone import localtime

from catalog.models import ResponsePage
from catalog.response.thread import anchor_of
from cms.clearance.corrections import correction_problem
from cms.clearance.gate import let_down
from cms.models import HomePage, UploadedDocument
from cms.review.differences.pages import compare
from cms.review.inspecting import documents_of
from cms.review.lane_changes import raise_lane
from cms.review.lanes import Lane
from cms.review.passages import passages
from cms.review.services import submit
from cms.review.sheets import current_sheet
from register.models import Change, Entry
from register.rebuild import rebuild
from tests.site import column, make_people, pass_steps, publish

from .responses import KINDS, drafted, kept, responded, update

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def grow(page: ResponsePage, *more: Any, **fields: Any) -> ResponsePage:
    """The page with updates added, in memory."""
    page = ResponsePage.objects.get(pk=page.pk)
    for name, value in {"updates": [*kept(page), *more], **fields}.items():
        setattr(page, name, value)
    return page


@pytest.mark.parametrize("kind", list(KINDS))
def test_response_says_everything__when_public(home: HomePage, client: Any, kind: str) -> None:
    page = responded(kind)
    entry = Entry.objects.get(uid=page.uid)
    html = client.get(entry.url).content.decode()
    for word in (page.responds_to, page.place, page.instructed_by, page.get_verdict_display()):
        assert word in html
        assert word in entry.content_html
    assert entry.kind == "response"
    assert entry.extra["response_kind"] == page.get_response_kind_display()
    assert "class=" not in entry.content_html
    assert list(rebuild(repair=False)) == []


def test_updates_come_newest_first__each_with_its_address(home: HomePage, client: Any) -> None:
    now = timezone.now()
    times = [now - 3 * HOUR, now - HOUR, now - 2 * HOUR]
    page = responded(began=5 * HOUR, updates=[update(at, f"第{number}次") for number, at in enumerate(times)])
    html = client.get(page.url).content.decode()
    places = [html.index(f'id="{anchor_of(at)}"') for at in (times[1], times[2], times[0])]
    assert places == sorted(places)
    assert [one["title"] for one in page.thread] == ["第1次", "第2次", "第0次"]
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["thread"][0]["url"] == f"{answer['meta']['html_url']}#{anchor_of(times[1])}"
    assert answer["updates"][0]["value"]["at"].startswith(f"{localtime(times[0]):%Y-%m-%dT%H:%M}")


def test_each_update_is_a_change__and_the_feed_shows_it(home: HomePage, client: Any) -> None:
    page = responded(began=3 * HOUR)
    first = Entry.objects.get(uid=page.uid)
    publish(grow(page, update(timezone.now() - timedelta(minutes=5), "道路恢复通行")))
    kinds = list(Change.objects.filter(entry=first).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["published", "updated"]
    assert Entry.objects.get(pk=first.pk).first_published_at == first.first_published_at
    assert "道路恢复通行" in client.get("/tongzhi/feed.atom").content.decode()


def test_update_needs_no_correction_note__while_nothing_else_changes(home: HomePage) -> None:
    page = responded(began=3 * HOUR)
    later = update(timezone.now() - timedelta(minutes=5), "道路恢复通行")
    assert correction_problem(grow(page, later, progress="ended", summary="道路已恢复。")) == ""
    assert "须填写更正说明" in correction_problem(grow(page, later, place="雾岭乡"))
    rewritten = grow(page, later)
    rewritten.updates[0].value["title"] = "没有人员伤亡"
    assert "须填写更正说明" in correction_problem(rewritten)
    assert "须填写更正说明" in correction_problem(grow(page, summary="换了概述"))


def test_old_correction_note_is_asked_away__when_only_an_update_comes(home: HomePage) -> None:
    page = responded(began=3 * HOUR)
    corrected = publish(grow(page, place="雾岭乡岩坪村二组", correction_note="更正发生地点。"))
    later = update(timezone.now() - timedelta(minutes=5))
    assert "请清空更正说明" in correction_problem(grow(corrected, later))
    assert correction_problem(grow(corrected, later, correction_note="")) == ""


def test_updates_go_through_the_emergency_lane__each_time(home: HomePage) -> None:
    """The second while the first still owes its ordinary review, which it takes over."""
    people = make_people()
    page = drafted(began=HOUR)
    page.save_revision(user=people["editor"])
    submit(page, people["editor"], Lane.EMERGENCY)
    page = pass_steps(page, people, "secrecy", "head")
    assert page.live
    owed = current_sheet(page)
    assert owed is not None
    assert owed.reviews_after.sheet.lane == Lane.EMERGENCY
    grow(page, update(timezone.now() - timedelta(minutes=1), "人员已全部转移")).save_revision(user=people["editor"])
    raise_lane(owed, people["editor"], Lane.EMERGENCY)
    page = pass_steps(page, people, "secrecy", "head")
    assert page.thread[0]["title"] == "人员已全部转移"
    again = current_sheet(page)
    assert again is not None
    assert again.pk != owed.pk
    page = pass_steps(page, people, "checker", "secrecy", "head")
    assert current_sheet(page) is None


MISSING = [
    ("incident", {"incident_level": ""}, "请选择事件级别"),
    ("incident", {"incident_category": ""}, "请选择事件类别"),
    ("incident", {"updates": []}, "至少一条"),
    ("incident", {"began_at": None, "updates": [update(timezone.now() - HOUR)]}, "请填写发生（发现）时间"),
    ("clarification", {"verdict": ""}, "请选择核实结论"),
    ("clarification", {"responds_to": " "}, "请写明所回应的内容"),
    ("concern", {"body": []}, "正文还没有内容"),
    ("concern", {"incident_level": "major"}, "只有突发事件填写"),
    ("concern", {"verdict": "true"}, "只有澄清填写核实结论"),
    ("concern", {"channel": "other"}, "请写明是什么渠道"),
    ("concern", {"channel_other": "来访"}, "反映渠道不是“其他”"),
    ("concern", {"began_at": timezone.now() + timedelta(days=300)}, "不能晚于现在"),
    ("incident", {"updates": [update(timezone.now() + timedelta(days=300))]}, "续报的时间不能晚于现在"),
    ("incident", {"updates": [update(timezone.now() - timedelta(days=300))]}, "不能早于事件的发生"),
]


@pytest.mark.parametrize(("kind", "fields", "words"), MISSING)
def test_mistake_is_told_in_chinese(home: HomePage, kind: str, fields: dict[str, Any], words: str) -> None:
    (problem,) = drafted(kind, **fields).publication_problems()
    assert words in problem


def test_instruction_needs_no_time(home: HomePage) -> None:
    assert drafted("instruction", began_at=None).publication_problems() == []


def test_time_of_the_event_is_refused__when_later_than_the_first_publication(home: HomePage) -> None:
    page = responded("concern")
    page.began_at = timezone.now()
    assert any("不能晚于首次发布" in one for one in page.publication_problems())


def test_two_updates_of_one_minute_are_refused(home: HomePage) -> None:
    block = ResponsePage._meta.get_field("updates").stream_block
    at = timezone.now().replace(second=1)
    with pytest.raises(ValidationError):
        block.clean(block.to_python([update(at), update(at.replace(second=50), "另一条")]))
    block.clean(block.to_python([update(at), update(at - timedelta(minutes=1), "另一条")]))


def test_hot_and_grave_ones_are_signed_by_the_head(home: HomePage) -> None:
    lanes = {kind: drafted(kind).least_lane() for kind in KINDS}
    assert lanes == {
        "incident": Lane.IMPORTANT, "clarification": Lane.IMPORTANT, "concern": Lane.IMPORTANT,
        "instruction": Lane.ORDINARY,
    }  # fmt: skip
    assert drafted("incident", incident_level="ordinary").least_lane() == Lane.ORDINARY


def test_words_and_files_of_updates_are_checked_and_compared(home: HomePage, client: Any) -> None:
    document = UploadedDocument.objects.create(title="伤员名单", file=ContentFile("甲,乙\n".encode(), "a.csv"))
    at = timezone.now() - HOUR
    stream = [("update", {"at": at, "form": "report", "title": "通报一", "content": [
        ("paragraph", "<p>伤员已送医。</p>"), ("attachment", {"document": document, "title": ""}),
    ]})]  # fmt: skip
    page = drafted(began=2 * HOUR, updates=stream)
    assert any("伤员已送医" in one.text for one in passages(page))
    assert documents_of(page) == [document]
    page = publish(page)
    entry = Entry.objects.get(uid=page.uid)
    assert [one["title"] for one in entry.attachments] == ["伤员名单"]
    assert client.get(document.public_url).status_code == 200
    other = grow(page, update(at + timedelta(minutes=20), "通报二"))
    assert [one.path for one in compare(page, other)] == ["updates"]
    let_down(page).unpublish()
    assert client.get(document.public_url).status_code == 404


def test_form_asks_for_what_the_kind_needs__when_sent_and_not_when_saved(home: HomePage) -> None:
    form_class = ResponsePage.get_edit_handler().get_form_class()
    typed = {"title": "关于收费的回应", "response_kind": "concern", "updates-count": "0", "body-count": "0"}
    sent = form_class(typed, instance=ResponsePage(), parent_page=column("tongzhi"))
    assert "请写明所回应的内容" in str(sent.errors["responds_to"])
    assert "正文还没有内容" in str(sent.errors["body"])
    saved = form_class(typed, instance=ResponsePage(), parent_page=column("tongzhi"))
    saved.defer_required_fields()
    assert not {"responds_to", "body", "began_at"} & set(saved.errors)


def test_new_incident_stands_in_the_item_for_emergencies(home: HomePage) -> None:
    form_class = ResponsePage.get_edit_handler().get_form_class()
    typed = {"title": "情况通报", "response_kind": "incident", "updates-count": "0", "body-count": "0"}
    form = form_class({**typed, "catalogue_group": "20-15"}, instance=ResponsePage(), parent_page=column("tongzhi"))
    assert not form.is_valid()
    assert form.instance.catalogue_group == "20-12"
