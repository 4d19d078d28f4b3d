"""云杉市 comes about through the review, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from catalog.models import IndexNumber, OfficialDocumentPage
from cms.models import (
    ArticlePage,
    ColumnPage,
    ConfidentialityTaskState,
    HomePage,
    PublicationPage,
    UploadedDocument,
    UploadedImage,
)
from demo import build as builder
from demo import clock, publishing, reading
from demo.accounts import PASSWORD, ROLES
from demo.uploads import find_page
from organs.models import Organ
from register.models import Change, Entry, Listing
from tests.site import release

FEW = {"102-songwu-tongche", "202-yanhua-zhengqiu", "321-yuwu-huiying", "491-duan-dao-gonggao"}
"""With a picture; with an attachment; what replaces the last; what is taken back."""


@pytest.fixture(autouse=True)
def demo_settings(settings: Any, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[reading.Publication]:
    """A small part of the city, for what does not need all of it."""
    chosen = [one for one in reading.publications() if one.name in FEW]
    monkeypatch.setattr(reading, "publications", lambda: chosen)
    return chosen


MOMENT = datetime(2025, 3, 1, 1, 0, tzinfo=UTC)


def silent(line: str) -> None:
    """Hears nothing."""


def named(name: str) -> reading.Publication:
    return next(one for one in reading.publications() if one.name == name)


def entry(name: str) -> Entry:
    return Entry.objects.get(uid=named(name).uid)


def page_of(name: str) -> PublicationPage:
    page = find_page(named(name).uid)
    assert isinstance(page, PublicationPage)
    return page


def figures() -> dict[str, int]:
    models = (Page, Revision, TaskState, Entry, Change, Organ, IndexNumber, UploadedImage, UploadedDocument)
    return {model.__name__: model._default_manager.count() for model in (*models, get_user_model())}


@pytest.mark.django_db
def test_build__makes_the_whole_city_and_a_second_run_nothing(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    """One building for all that is only looked at: it takes seconds."""
    assert builder.build() == len(reading.publications())

    assert "正在建立云杉市" in capsys.readouterr().out
    assert_everything_is_there()
    assert_times_are_as_written()
    assert_each_step_was_done_by_its_person()
    assert_every_reviewer_has_something_to_do()
    assert_withdrawal_names_its_successor(client)
    assert_texts_are_whole(client)
    assert_accounts_have_their_rights()
    call_command("rebuild_entries", "--check")
    before = figures()
    assert builder.build() == 0
    assert "保持不变" in capsys.readouterr().out
    assert figures() == before


def assert_everything_is_there() -> None:
    states = [one.state for one in reading.publications()]
    assert Entry.objects.live().count() == states.count("published")
    assert Entry.objects.filter(withdrawn_at__isnull=False).count() == states.count("withdrawn")
    assert ColumnPage.objects.count() == len(reading.site()["columns"])
    assert [one.path for one in Listing.objects.filter(is_public=True) if not one.placements.exists()] == []
    assert {one.code for one in Organ.objects.all()} == set(Entry.objects.live().values_list("organ__code", flat=True))


def assert_times_are_as_written() -> None:
    for one in reading.publications():
        if one.state == "published":
            assert entry(one.name).first_published_at == one.published_at
    times = list(Change.objects.order_by("seq").values_list("occurred_at", flat=True))
    assert times == sorted(times)
    numbers = set(IndexNumber.objects.filter(organ__code="yunshan").values_list("number", flat=True))
    assert {f"000142017/2025-{number:05d}" for number in range(1, 6)} <= numbers


def assert_each_step_was_done_by_its_person() -> None:
    page = page_of("008-jujia-yanglao")
    states = list(TaskState.objects.filter(revision__object_id=str(page.pk)).order_by("pk"))
    assert [state.finished_by.username for state in states] == ["checker", "secrecy", "head"]
    record = ConfidentialityTaskState.objects.get(pk=states[1].pk)
    assert record.decision == "public"
    assert "保守国家秘密法" in record.basis
    assert page.get_latest_revision().user.username == "editor"


def assert_every_reviewer_has_something_to_do() -> None:
    waiting = {
        "503-hanjia-anpai": "checker",
        "502-2027-xiangmu-shenbao": "secrecy",
        "501-gongzufang-banfa": "head",
    }
    for name, account in waiting.items():
        page = page_of(name)
        assert not page.live
        assert page.current_workflow_task.user_can_access_editor(page, get_user_model().objects.get(username=account))


def assert_withdrawal_names_its_successor(client: Client) -> None:
    gone = entry("491-duan-dao-gonggao")
    assert gone.withdrawn_at == named("491-duan-dao-gonggao").withdrawn_at
    assert gone.successor_url == entry("321-yuwu-huiying").url
    assert gone.content_html == ""
    assert client.get(gone.url).status_code == 410


def assert_texts_are_whole(client: Client) -> None:
    assert [one["type"] for one in entry("202-yanhua-zhengqiu").attachments] == [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ]
    assert "<strong>第一条</strong>" in entry("008-jujia-yanglao").content_html
    assert client.get(entry("102-songwu-tongche").extra["picture"]["url"]).status_code == 200
    for model in (ArticlePage, OfficialDocumentPage):
        for page in model.objects.all():
            page.body.stream_block.clean(page.body)  # as the editor's form does when it is saved again


def assert_accounts_have_their_rights() -> None:
    users = {user.username: user for user in get_user_model().objects.all()}
    assert set(users) == set(ROLES)
    assert all(user.check_password(PASSWORD) for user in users.values())
    assert [name for name, user in users.items() if user.is_superuser] == ["admin"]


@pytest.mark.django_db
def test_build__keeps_what_the_user_changed(few: list[reading.Publication]) -> None:
    builder.build(silent)
    Organ.objects.filter(code="fagaiwei").update(telephone="0000-1")
    column = ColumnPage.objects.get(slug="yaowen")
    column.title = "今日要闻"
    column.save()
    article = ArticlePage.objects.get(uid=named("102-songwu-tongche").uid)
    article.title = "改过的标题"
    release(article.save_revision())
    page_of("202-yanhua-zhengqiu").unpublish()
    page_of("202-yanhua-zhengqiu").delete()
    user = get_user_model().objects.get(username="editor")
    user.set_password("another-password")
    user.save()

    assert builder.build(silent) == 0

    assert Organ.objects.get(code="fagaiwei").telephone == "0000-1"
    assert ColumnPage.objects.get(slug="yaowen").title == "今日要闻"
    assert entry("102-songwu-tongche").title == "改过的标题"
    assert find_page(named("202-yanhua-zhengqiu").uid) is None
    user.refresh_from_db()
    assert user.check_password("another-password")


@pytest.mark.django_db
def test_build__goes_on_where_it_was_interrupted(
    few: list[reading.Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the publication of what is to be taken back, and before that happened."""
    made: list[str] = []

    def interrupted(publication: reading.Publication, people: dict[str, Any]) -> None:
        if "491-duan-dao-gonggao" in made:
            raise KeyboardInterrupt
        made.append(publication.name)
        introduce(publication, people)

    introduce = publishing.introduce
    monkeypatch.setattr(publishing, "introduce", interrupted)
    with pytest.raises(KeyboardInterrupt):
        builder.build(silent)
    monkeypatch.setattr(publishing, "introduce", introduce)

    assert builder.build(silent) == len(few) - len(made)
    assert Entry.objects.live().count() == len([one for one in few if one.state == "published"])


@pytest.mark.django_db
def test_build__is_refused__when_the_settings_are_not_the_demos(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(clock.NotTheDemo):
        builder.build(silent)

    assert not HomePage.objects.exists()
    assert not get_user_model().objects.filter(username="editor").exists()


def test_clock__stands_still_within_and_goes_on_after() -> None:
    with clock.at(MOMENT):
        assert timezone.now() == MOMENT
    assert timezone.now() - MOMENT > timedelta(days=30)


def test_clock__goes_on__when_something_failed_within() -> None:
    with pytest.raises(RuntimeError), clock.at(MOMENT):
        raise RuntimeError
    assert timezone.now() != MOMENT


def test_clock__never_shows_a_time_to_come() -> None:
    start = timezone.now()
    with clock.at(start + timedelta(days=3)) as moment:
        assert start <= moment <= start + timedelta(minutes=1)


def test_clock__is_refused__when_the_settings_are_not_the_demos(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(clock.NotTheDemo), clock.at(MOMENT):
        pass
