"""云杉市 comes about through the review, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.clearance.gate import let_down
from cms.models import ArticlePage, ColumnPage, HomePage
from demo import build as builder
from demo import clock, publishing, reading
from demo.uploads import find_page
from organs.models import Organ
from register.models import Entry
from tests.site import release

from .states import entry, named, page_of

FEW = {"613-zhucan-butie", "102-songwu-tongche", "202-yanhua-zhengqiu", "321-yuwu-huiying", "491-duan-dao-gonggao"}
"""What is corrected; with a picture; with an attachment; what replaces the last; what is taken back."""


@pytest.fixture(autouse=True)
def demo_settings(settings: Any, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ".localhost"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.AUDIT_HEAD_FILE = str(tmp_path / "audit-head.json")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[reading.Publication]:
    """A small part of the city, for what does not need all of it."""
    chosen = [one for one in reading.everything() if one.name in FEW]
    monkeypatch.setattr(reading, "everything", lambda: chosen)
    return chosen


MOMENT = datetime(2025, 3, 1, 1, 0, tzinfo=UTC)


def silent(line: str) -> None:
    """Hears nothing."""


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
    let_down(page_of("202-yanhua-zhengqiu")).unpublish()
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
