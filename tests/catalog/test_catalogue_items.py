"""The items are those of the law, each organ gets those of its level, and stored codes stay valid."""

import pytest

from catalog.catalogue_items import ITEMS, Scope, item_choices, items_for, scope_of, title_of, way_to
from catalog.models import OfficialDocumentPage
from organs.models import Organ

TOWNSHIP_21 = {
    "贯彻落实农业农村政策", "农田水利工程建设运营", "农村土地承包经营权流转", "宅基地使用情况审核", "土地征收", "房屋征收",
    "筹资筹劳", "社会救助",
}  # fmt: skip
COUNTY_21 = {"市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助"}
BEYOND = {
    "概况信息", "政务活动", "行业数据", "新闻发布", "工作制度", "办事纪律", "公共资源配置", "重大建设项目批准和实施",
    "社会公益事业建设",
}  # fmt: skip


def titles(scope: str, start: str) -> set[str]:
    return {item.title for item in items_for(scope) if item.code.startswith(start)}


@pytest.mark.parametrize("scope", list(Scope))
def test_catalogue_has_the_fifteen_items_of_article_20__whatever_its_level(scope: str) -> None:
    own = [item for item in items_for(scope) if item.article == "20" and item.depth == 1]
    assert [item.code for item in own] == [f"20-{number:02d}" for number in range(1, 16)]
    assert own[6].basis == "《条例》第二十条第（七）项"
    assert own[11].basis == "《条例》第二十条第（十二）项"


def test_article_21_follows_the_level() -> None:
    assert titles(Scope.TOWNSHIP, "21") == TOWNSHIP_21
    for scope in (Scope.CITY, Scope.COUNTY, Scope.DEPARTMENT):
        assert titles(scope, "21") == COUNTY_21


def test_what_notices_list_beyond_is_mapped_to_article_20() -> None:
    beyond = [item for item in ITEMS.values() if item.depth == 2]
    assert {item.title for item in beyond} == BEYOND
    for item in beyond:
        assert ITEMS[item.parent].basis == item.basis
        assert way_to(item.code) == [ITEMS[item.parent], item]
    assert "概况信息" not in titles(Scope.DEPARTMENT, "20")


def test_choices_name_every_item_once() -> None:
    values = [value for _group, choices in item_choices() for value, _label in choices]
    assert values == list(ITEMS)
    field = OfficialDocumentPage._meta.get_field("catalogue_group")
    assert dict(field.flatchoices)["20-07"] == "（七）财政预算、决算"
    assert max(map(len, values)) <= (field.max_length or 0)
    assert title_of("20-99") == ""


@pytest.mark.parametrize(
    ("kind", "level", "scope"),
    [
        ("government", "city", Scope.CITY),
        ("government", "county", Scope.COUNTY),
        ("zone", "zone", Scope.COUNTY),
        ("government", "township", Scope.TOWNSHIP),
        ("dispatched", "subdistrict", Scope.TOWNSHIP),
        ("office", "county", Scope.DEPARTMENT),
        ("department", "city", Scope.DEPARTMENT),
    ],
)
def test_level_of_the_organ_decides(kind: str, level: str, scope: Scope) -> None:
    assert scope_of(Organ(kind=kind, level=level)) == scope
