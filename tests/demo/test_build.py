"""云杉市 comes about through the review, once."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from audit import head_file
from catalog.interpretation.missing import missing
from catalog.interpretation.plans import state_of
from catalog.models import CatalogueNode, IndexNumber, InterpretationPlan, OfficialDocumentPage, OrganCatalogue
from catalog.validity import standing
from catalog.vocabularies import Validity
from cms.clearance.gate import let_down
from cms.models import ArticlePage, ColumnPage, ConfidentialityTaskState, HomePage, UploadedDocument, UploadedImage
from cms.providing import publication_models
from demo import build as builder
from demo import clock, publishing, reading
from demo.accounts import ACCOUNTS, PASSWORD
from demo.drafting import MODELS
from demo.uploads import find_page
from organs.models import Organ
from register.models import Change, Entry, Listing
from tests.site import release

from . import states
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


def figures() -> dict[str, int]:
    models = (Page, Revision, TaskState, Entry, Change, Organ, IndexNumber, UploadedImage, UploadedDocument)
    return {model.__name__: model._default_manager.count() for model in (*models, get_user_model())}


@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="takes minutes: built on SQLite here and once more for the browser tests; the few stand for it elsewhere",
)
@pytest.mark.django_db
def test_build__makes_the_whole_city_and_a_second_run_nothing(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    """One building for all that is only looked at: it takes seconds."""
    assert builder.build() == len(reading.everything())

    assert "正在建立云杉市" in capsys.readouterr().out
    assert_everything_is_there()
    assert_times_are_as_written()
    assert_each_step_was_done_by_its_person()
    states.assert_every_reviewer_has_something_to_do()
    assert_withdrawal_names_its_successor(client)
    assert_documents_say_whether_they_are_in_force()
    assert_texts_are_whole(client)
    assert_catalogue_is_filled(client)
    assert_interpretations_are_arranged()
    assert_accounts_have_their_rights()
    states.assert_each_lane_and_state_is_there(client)
    states.assert_sub_sites_answer(client)
    states.assert_dashboards_show_something(client)
    states.assert_one_organ_lacks_somebody()
    head_file.renew()  # it follows commits, of which a test has none
    for command in ("rebuild_entries --check", "verify_clearance", "verify_audit", "sync_roles --check"):
        call_command(*command.split())
    before = figures()
    assert builder.build() == 0
    assert "保持不变" in capsys.readouterr().out
    assert figures() == before


def assert_everything_is_there() -> None:
    states = [one.state for one in reading.everything()]
    assert Entry.objects.live().count() == states.count("published")
    assert Entry.objects.filter(withdrawn_at__isnull=False).count() == states.count("withdrawn")
    expected = [reading.site()["columns"], reading.english()["columns"]]
    expected += [reading.sub_site(name)["columns"] for name in reading.SUB_SITES]
    assert ColumnPage.objects.count() == sum(map(len, expected))
    assert [one.path for one in Listing.objects.filter(is_public=True) if not one.placements.exists()] == []
    assert {one.code for one in Organ.objects.all()} == set(Entry.objects.live().values_list("organ__code", flat=True))


def assert_times_are_as_written() -> None:
    for one in reading.everything():
        if one.state == "published" and one.hours_ago is None:
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


def assert_withdrawal_names_its_successor(client: Client) -> None:
    gone = entry("491-duan-dao-gonggao")
    assert gone.withdrawn_at == named("491-duan-dao-gonggao").withdrawn_at
    assert gone.successor_url == entry("321-yuwu-huiying").url
    assert gone.content_html == ""
    assert client.get(gone.url).status_code == 410


def assert_documents_say_whether_they_are_in_force() -> None:
    for name, validity, since in (
        ("513-jishu-gaizao-buzhu", Validity.LAPSED, date(2024, 12, 1)),
        ("514-nongcun-gongshui-2022", Validity.REPEALED, date(2026, 1, 1)),
        ("518-xiangcun-lvyou-yijian", Validity.AMENDED, date(2026, 6, 1)),
        ("516-linshi-jiuzhu-2023", Validity.REPEALED, date(2027, 1, 1)),
    ):
        page = page_of(name)
        assert isinstance(page, OfficialDocumentPage)
        found = standing(page, since)
        assert (found.validity, found.since) == (validity, since)
        assert standing(page, since - timedelta(days=1)).validity == Validity.VALID


def assert_texts_are_whole(client: Client) -> None:
    assert [one["type"] for one in entry("202-yanhua-zhengqiu").attachments] == [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ]
    assert "<strong>第一条</strong>" in entry("008-jujia-yanglao").content_html
    assert client.get(entry("102-songwu-tongche").extra["picture"]["url"]).status_code == 200
    for model in publication_models():
        for page in model._default_manager.all():
            page.body.stream_block.clean(page.body)  # as the editor's form does when it is saved again


def assert_catalogue_is_filled(client: Client) -> None:
    """Every type stands in public, every organ of the portal has its catalogue, and one item is pruned with a reason."""
    assert set(Entry.objects.live().values_list("kind", flat=True)) == set(MODELS)
    assert Entry.objects.live().count() >= 150
    assert Entry.objects.live().exclude(catalogue="").values("catalogue").distinct().count() >= 12
    portal = {one.organ for one in reading.everything() if not one.site}
    assert set(OrganCatalogue.objects.values_list("organ__code", flat=True)) == portal
    pruned = CatalogueNode.objects.exclude(pruned_at=None)
    assert [(one.catalogue.organ.code, one.code) for one in pruned] == [("minzhengju", "21-04")]
    assert all(len(one.reason) > 10 for one in pruned)
    whole = client.get("/zfxxgk/mulu/").content.decode()
    assert "社会救助" in whole
    assert "土地征收" in whole
    assert "24小时内不能恢复的，送水到组" in entry("572-gongshui-jiedu").content_html
    assert entry("515-nongcun-gongshui-banfa").url in client.get(entry("572-gongshui-jiedu").url).content.decode()


def assert_interpretations_are_arranged() -> None:
    """What needs an interpretation has one, a plan in time, or a reason; one is late on purpose."""
    assert [one.document.uid for one in missing()] == [named("021-tingche-shoufei").uid]
    states = {plan.document.uid: state_of(plan) for plan in InterpretationPlan.objects.select_related("document")}
    assert states[named("620-diandongche-tingfang").uid] == InterpretationPlan.State.PLANNED
    late = [uid for uid, state in states.items() if state == InterpretationPlan.State.OVERDUE]
    assert late == [named("021-tingche-shoufei").uid]


def assert_accounts_have_their_rights() -> None:
    users = {user.username: user for user in get_user_model().objects.all()}
    assert set(users) == set(ACCOUNTS)
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
