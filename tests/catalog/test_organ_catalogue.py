"""An organ gets its catalogue in one step, 编辑部 prunes it with a reason, and everything is in the audit log."""

from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import AuditRecord
from catalog.catalogue_items import Scope, items_for
from catalog.models import CatalogueNode, OrganCatalogue
from catalog.services import give_catalogue, prune, restore
from cms.clearance.gate import let_down
from cms.models import HomePage
from organs.models import Organ, Role
from tests.site import make_document, make_draft, make_organ, make_person, publish

pytestmark = pytest.mark.django_db


def records(action: str) -> list[AuditRecord]:
    return list(AuditRecord.objects.filter(action=action).order_by("pk"))


def node(organ: Organ, code: str) -> CatalogueNode:
    return CatalogueNode.objects.get(catalogue__organ=organ, code=code)


def test_organ_has_all_items_of_its_level__when_given_its_catalogue(organ: Organ) -> None:
    by = make_person("editor", (Role.EDITOR, None))
    catalogue, count = give_catalogue(organ, by)
    codes = {item.code for item in items_for(Scope.DEPARTMENT)}
    assert set(catalogue.nodes.values_list("code", flat=True)) == codes
    assert (catalogue.scope, count) == (Scope.DEPARTMENT, len(codes))
    (record,) = records("catalogue.give")
    assert (record.actor_name, record.organ) == ("editor", organ.code)
    assert record.details["scope"] == [None, "department"]


def test_nothing_is_made_or_recorded__when_given_again(organ: Organ) -> None:
    give_catalogue(organ)
    prune(node(organ, "20-06"), "没有行政处罚职权")
    assert give_catalogue(organ)[1] == 0
    assert node(organ, "20-06").is_pruned
    assert len(records("catalogue.give")) == 1


def test_items_are_added__when_the_level_changes(organ: Organ) -> None:
    give_catalogue(organ)
    catalogue, count = give_catalogue(organ, scope=Scope.TOWNSHIP)
    assert count == 6  # 概况信息 and the five of article 21 that only townships have
    assert catalogue.nodes.filter(code="21-09").exists()
    assert records("catalogue.give")[1].details["scope"] == ["department", "township"]


def test_catalogue_is_refused__when_the_organ_is_no_more(organ: Organ) -> None:
    organ.status = Organ.Status.ABOLISHED
    with pytest.raises(ValidationError, match="已撤并"):
        give_catalogue(organ)


def test_item_goes_with_those_beneath__when_pruned_with_a_reason(organ: Organ) -> None:
    by = make_person("editor", (Role.EDITOR, None))
    give_catalogue(organ)
    gone = prune(node(organ, "20-05"), " 没有对外管理服务事项 ", by)
    assert [one.code for one in gone] == ["20-05", "20-05-01"]
    assert not CatalogueNode.objects.kept().filter(code__startswith="20-05").exists()
    first, second = records("catalogue.prune")
    assert first.details == {"code": "20-05", "pruned": [False, True], "reason": ["", "没有对外管理服务事项"]}
    assert (second.details["code"], second.actor_name) == ("20-05-01", "editor")


def test_item_above_comes_back_too__when_one_beneath_is_restored(organ: Organ) -> None:
    give_catalogue(organ)
    prune(node(organ, "20-05"), "没有对外管理服务事项")
    assert [one.code for one in restore(node(organ, "20-05-01"))] == ["20-05", "20-05-01"]
    assert records("catalogue.restore")[0].details["reason"] == ["没有对外管理服务事项", ""]
    with pytest.raises(ValidationError, match="无需恢复"):
        restore(node(organ, "20-05"))


def test_pruning_is_refused__when_no_reason_is_given_or_it_is_gone_already(organ: Organ) -> None:
    give_catalogue(organ)
    for nothing in ("  ", "\u200b", "\u3164\x07", "\u202e"):
        with pytest.raises(ValidationError, match="请写明删减的理由") as refusal:
            prune(node(organ, "20-06"), nothing)
        assert set(refusal.value.error_dict) == {"reason"}
    prune(node(organ, "20-06"), "没有行政处罚职权")
    with pytest.raises(ValidationError, match="已经删减"):
        prune(node(organ, "20-06"), "再删一次")


def test_pruning_is_refused__while_something_in_it_is_public(home: HomePage, organ: Organ) -> None:
    give_catalogue(organ)
    document = make_document(catalogue_group="20-04-01", organ=organ)
    with pytest.raises(ValidationError, match="还有1条已公开的信息"):
        prune(node(organ, "20-04"), "没有统计职责")
    assert not node(organ, "20-04").is_pruned
    let_down(document).unpublish()
    prune(node(organ, "20-04"), "没有统计职责")
    assert node(organ, "20-04").is_pruned


def test_other_organs_are_not_concerned(home: HomePage, organ: Organ) -> None:
    give_catalogue(organ)
    give_catalogue(other := make_organ("minzhengju"))
    make_document(catalogue_group="20-06", organ=other)
    prune(node(organ, "20-06"), "没有行政处罚职权")
    assert not node(other, "20-06").is_pruned


def test_text_is_refused__when_its_item_is_pruned(home: HomePage, organ: Organ) -> None:
    give_catalogue(organ)
    prune(node(organ, "20-06"), "没有行政处罚职权")
    draft = make_draft("zhengcewenjian", document=True, organ=organ, catalogue_group="20-06")
    (problem,) = draft.publication_problems()
    assert "已不设“行政处罚、行政强制”" in problem
    assert "恢复该事项" in problem
    restore(node(organ, "20-06"))
    assert draft.publication_problems() == []
    assert publish(draft).live


def test_command_gives_one_or_all(organ: Organ) -> None:
    make_organ("zhen", kind=Organ.Kind.GOVERNMENT, level=Organ.Level.TOWNSHIP)
    out = StringIO()
    call_command("give_catalogue", "--all", stdout=out)
    assert OrganCatalogue.objects.count() == 2
    assert "（乡镇（街道））：新增" in out.getvalue()
    with pytest.raises(CommandError, match="没有代号为“nowhere”的机构"):
        call_command("give_catalogue", "--organ", "nowhere")


# --- the admin -------------------------------------------------------------------------------------------------------


@pytest.fixture
def keeper(client: Any) -> Any:
    client.force_login(make_person("keeper", (Role.LIAISON, None)))
    return client


def test_admin_gives_prunes_and_restores(keeper: Any, organ: Organ) -> None:
    page = reverse("catalog_catalogue", args=[organ.pk])
    assert "尚未建立" in keeper.get(reverse("catalog_catalogues")).content.decode()
    assert "建立目录" in keeper.get(page).content.decode()
    shown = keeper.post(page, {"scope": "county"}, follow=True).content.decode()
    assert "县级政府目录" in shown
    assert "《条例》第二十条第（七）项" in shown
    ask = reverse("catalog_prune", args=[organ.pk, "20-06"])
    refused = keeper.post(ask, {"reason": ""}).content.decode()
    assert "请写明删减的理由" in refused
    shown = keeper.post(ask, {"reason": "没有行政处罚职权"}, follow=True).content.decode()
    assert "已删减：行政处罚、行政强制" in shown
    assert "没有行政处罚职权" in shown
    keeper.post(reverse("catalog_restore", args=[organ.pk, "20-06"]))
    assert not node(organ, "20-06").is_pruned
    assert records("catalogue.prune")[0].actor_name == "keeper"


def test_reason_is_kept__when_pruning_is_refused(keeper: Any, home: HomePage, organ: Organ) -> None:
    give_catalogue(organ)
    make_document(catalogue_group="20-06", organ=organ)
    shown = keeper.post(reverse("catalog_prune", args=[organ.pk, "20-06"]), {"reason": "没有处罚职权"}).content.decode()
    assert "还有1条已公开的信息，不能删减" in shown
    assert "没有处罚职权</textarea>" in shown


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LIAISON, Role.OFFICE_HEAD])
def test_admin_is_closed__when_the_role_is_in_one_organ_only(client: Any, organ: Organ, role: str) -> None:
    give_catalogue(organ)
    client.force_login(make_person("somebody", (role, organ)))
    for name, args in (("catalog_catalogues", []), ("catalog_catalogue", [organ.pk])):
        assert client.get(reverse(name, args=args)).status_code == 302
    client.post(reverse("catalog_prune", args=[organ.pk, "20-06"]), {"reason": "没有"})
    assert not node(organ, "20-06").is_pruned


def test_costs_do_not_grow__when_there_are_more_organs(
    keeper: Any, organ: Organ, django_assert_max_num_queries: Any
) -> None:
    give_catalogue(organ)
    keeper.get(reverse("catalog_catalogues"))
    with django_assert_max_num_queries(40) as few:
        keeper.get(reverse("catalog_catalogues"))
    for number in range(5):
        give_catalogue(make_organ(f"ju{number}"))
    with django_assert_max_num_queries(40) as many:
        keeper.get(reverse("catalog_catalogues"))
    assert len(many) == len(few)


@pytest.mark.parametrize("reason", ["无", "没 有 。", "不适用"])
def test_pruning_is_refused__when_the_reason_says_nothing(keeper: Any, organ: Organ, reason: str) -> None:
    give_catalogue(organ)
    answer = keeper.post(reverse("catalog_prune", args=[organ.pk, "20-06"]), {"reason": reason})
    assert "内容过于简单，请至少写5个字。" in answer.content.decode()
    assert not node(organ, "20-06").is_pruned
