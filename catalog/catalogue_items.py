"""What an organ must publish: the items of articles 20 and 21 of 《政府信息公开条例》 (国务院令第711号), and what notices
of governments list beyond, each mapped to one of article 20.

A code is what entries keep (`Entry.catalogue`): 20-07 is item (七) of article 20, 20-02-01 stands beneath 20-02.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from organs.models import Organ


class Scope(models.TextChoices):
    """Whose catalogue it is: article 21 asks other things of townships than of cities and counties."""

    CITY = "city", _("市级政府")
    COUNTY = "county", _("县级政府")
    TOWNSHIP = "township", _("乡镇（街道）")
    DEPARTMENT = "department", _("部门")


EVERYBODY = frozenset(Scope)
GOVERNMENTS = frozenset({Scope.CITY, Scope.COUNTY, Scope.TOWNSHIP})
ABOVE_TOWNSHIPS = frozenset({Scope.CITY, Scope.COUNTY, Scope.DEPARTMENT})
TOWNSHIPS = frozenset({Scope.TOWNSHIP})
DEFAULT_CODE = "20-15"
ARTICLES = {"20": _("第二十条"), "21": _("第二十一条")}


@dataclass(frozen=True)
class CatalogueItem:
    """One item. `basis` names the provision; `scopes` the catalogues that carry it."""

    code: str
    title: str
    basis: str
    scopes: frozenset[str] = EVERYBODY

    @property
    def article(self) -> str:
        return self.code[:2]

    @property
    def parent(self) -> str:
        """Code of the item above; '' for one that stands by itself."""
        return self.code.rpartition("-")[0] if self.code.count("-") > 1 else ""

    @property
    def depth(self) -> int:
        """1 for an item of the law, 2 for one beneath it."""
        return self.code.count("-")


ARTICLE_20 = (
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、联系方式",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "国民经济和社会发展统计信息",
    "行政许可和其他对外管理服务事项",
    "行政处罚、行政强制",
    "财政预算、决算",
    "行政事业性收费",
    "政府集中采购",
    "重大建设项目",
    "扶贫、教育、医疗、社会保障、促进就业等政策措施",
    "突发公共事件的应急预案、预警信息及应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量监督检查",
    "公务员招考",
    "其他应当主动公开的政府信息",
)
NUMERALS = "一二三四五六七八九十"

ARTICLE_21: tuple[tuple[str, frozenset[str]], ...] = (
    ("市政建设", ABOVE_TOWNSHIPS),
    ("公共服务", ABOVE_TOWNSHIPS),
    ("公益事业", ABOVE_TOWNSHIPS),
    ("土地征收", EVERYBODY),
    ("房屋征收", EVERYBODY),
    ("治安管理", ABOVE_TOWNSHIPS),
    ("社会救助", EVERYBODY),
    ("贯彻落实农业农村政策", TOWNSHIPS),
    ("农田水利工程建设运营", TOWNSHIPS),
    ("农村土地承包经营权流转", TOWNSHIPS),
    ("宅基地使用情况审核", TOWNSHIPS),
    ("筹资筹劳", TOWNSHIPS),
)

BEYOND: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("20-02-01", "工作制度", EVERYBODY),
    ("20-04-01", "行业数据", ABOVE_TOWNSHIPS),
    ("20-05-01", "办事纪律", EVERYBODY),
    ("20-09-01", "公共资源配置", ABOVE_TOWNSHIPS),
    ("20-10-01", "重大建设项目批准和实施", ABOVE_TOWNSHIPS),
    ("20-11-01", "社会公益事业建设", EVERYBODY),
    ("20-15-01", "概况信息", GOVERNMENTS),
    ("20-15-02", "政务活动", EVERYBODY),
    ("20-15-03", "新闻发布", EVERYBODY),
)
"""What notices of cities and counties list beside the law, beneath the item of article 20 to which it belongs."""


def numeral(number: int) -> str:
    """1 to 19 in Chinese, as items of an article are counted."""
    return NUMERALS[number - 1] if number <= 10 else f"十{NUMERALS[number - 11]}"


def basis_20(number: int) -> str:
    return f"《条例》第二十条第（{numeral(number)}）项"


def all_items() -> Iterable[CatalogueItem]:
    for number, title in enumerate(ARTICLE_20, 1):
        code = f"20-{number:02d}"
        yield CatalogueItem(code, title, basis_20(number))
        for below, name, scopes in BEYOND:
            if below.startswith(f"{code}-"):
                yield CatalogueItem(below, name, basis_20(number), scopes)
    for number, (title, scopes) in enumerate(ARTICLE_21, 1):
        yield CatalogueItem(f"21-{number:02d}", title, "《条例》第二十一条", scopes)


ITEMS: dict[str, CatalogueItem] = {item.code: item for item in all_items()}
"""Every item by its code, in the order of the catalogue."""


def items_for(scope: str) -> list[CatalogueItem]:
    """What belongs into a catalogue of `scope`, in order."""
    return [item for item in ITEMS.values() if scope in item.scopes]


def title_of(code: str) -> str:
    """The title of an item, '' for a code that nobody knows."""
    return ITEMS[code].title if code in ITEMS else ""


def way_to(code: str) -> list[CatalogueItem]:
    """The item with those above it, topmost first; empty for a code that nobody knows."""
    item = ITEMS.get(code)
    return [] if item is None else [*way_to(item.parent), item]


def item_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Items as grouped choices; one beneath another is indented."""
    return [
        (
            str(heading),
            [
                (item.code, f"{'　' * (item.depth - 1)}{number_of(item)}{item.title}")
                for item in ITEMS.values()
                if item.article == article
            ],
        )
        for article, heading in ARTICLES.items()
    ]


def item_words() -> Iterator[tuple[str, str]]:
    """Every code with the title of its item, an article before its items."""
    for article, heading in ARTICLES.items():
        yield article, str(heading)
        yield from ((item.code, item.title) for item in ITEMS.values() if item.article == article)


def number_of(item: CatalogueItem) -> str:
    """（七） before an item of article 20; nothing before others, which the law does not count."""
    return f"（{numeral(int(item.code[3:]))}）" if item.article == "20" and item.depth == 1 else ""


TOWNSHIP_LEVELS = {Organ.Level.TOWNSHIP, Organ.Level.SUBDISTRICT}
CITY_LEVELS = {Organ.Level.PROVINCE, Organ.Level.CITY, Organ.Level.PREFECTURE}


def scope_of(organ: Organ) -> Scope:
    """The catalogue that an organ has by its level: of a township, a government, or a department."""
    if organ.level in TOWNSHIP_LEVELS:
        return Scope.TOWNSHIP
    if organ.kind not in {Organ.Kind.GOVERNMENT, Organ.Kind.ZONE}:
        return Scope.DEPARTMENT
    return Scope.CITY if organ.level in CITY_LEVELS else Scope.COUNTY
