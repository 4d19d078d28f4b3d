"""云杉市 as `make demo` has built it, looked at from within: everything came about through the review, once."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import global_settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Revision, TaskState

from audit import head_file
from catalog.interpretation.missing import missing
from catalog.interpretation.plans import state_of
from catalog.models import CatalogueNode, IndexNumber, InterpretationPlan, OfficialDocumentPage, OrganCatalogue
from catalog.validity import standing
from catalog.vocabularies import Validity
from cms.models import ColumnPage, ConfidentialityTaskState, UploadedDocument, UploadedImage
from cms.providing import publication_models
from demo import build as builder
from demo import reading
from demo.accounts import ACCOUNTS, PASSWORD
from demo.drafting import MODELS
from organs.models import Organ
from register.models import Change, Entry, Listing
from settings.local_secret import local_secret
from tests.demo import states
from tests.demo.costs import assert_admin_asks_little
from tests.demo.states import entry, named, page_of

from .live import ROOT
from .shared import City


@pytest.fixture
def built(
    city: City, tmp_path: Path, settings: Any, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """This process works on a copy of the database as it was when the demo first answered."""
    if not city.copy:
        pytest.skip("the demo that DEMO names was built by others")
    settings.DEMO = True
    settings.SECRET_KEY = local_secret(ROOT / "build" / "demo-secret")  # with which the demo has sealed its audit log
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ".localhost"]
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    settings.MEDIA_ROOT = city.media
    settings.AUDIT_HEAD_FILE = str(tmp_path / "audit-head.json")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright leaves a loop behind; nothing here runs in it
    original = connections["default"]
    with (
        django_db_blocker.unblock(),
        patch.dict(connections.settings["default"], NAME=shutil.copy(city.copy, tmp_path / "city.sqlite3")),
    ):
        ContentType.objects.clear_cache()
        connections["default"] = connections.create_connection("default")
        head_file.renew()  # it follows the commits of the demo, and this is a copy
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = original
            ContentType.objects.clear_cache()


def figures() -> dict[str, int]:
    models = (Page, Revision, TaskState, Entry, Change, Organ, IndexNumber, UploadedImage, UploadedDocument)
    return {model.__name__: model._default_manager.count() for model in (*models, get_user_model())}


@pytest.mark.usefixtures("built")
def test_whole_city_is_there__and_a_second_run_makes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """One test for all that is only looked at: the city takes minutes."""
    client = Client()
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
    assert_admin_asks_little(client)
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
