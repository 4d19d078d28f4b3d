"""What a reader asks of the catalogue page: the parameters of its address, with errors in Chinese that keep them."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from register.ordering import NEWEST, ORDERS
from register.selection import EARLIEST_YEAR, LATEST_YEAR, Selection
from register.words import closed_lists

FILTERS = ("organ", "catalogue", "theme", "genre", "openness", "validity", "year")
LABELS = {
    "organ": _("发布机构"), "catalogue": _("目录事项"), "theme": _("主题分类"), "genre": _("体裁分类"), "openness": _("五公开"),
    "validity": _("有效性"), "year": _("年份"), "sort": _("排序"), "after": _("翻页位置"),
}  # fmt: skip
LONGEST = 100
"""Characters of a value; none that is known is longer."""


@dataclass(frozen=True)
class Asked:
    """Values as they were given, without empty ones; `problems` says what is wrong with which."""

    values: dict[str, str] = field(default_factory=dict)
    sort: str = NEWEST
    after: uuid.UUID | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def is_filtered(self) -> bool:
        return bool(self.values) or self.sort != NEWEST or self.after is not None

    def selection(self) -> Selection:
        """What is asked of what stands in the catalogue. Call it when there are no problems."""
        values: dict[str, Any] = {**self.values}
        if year := values.pop("year", None):
            values["year"] = int(year)
        return Selection(catalogued=True, sort=self.sort, **values)

    def query(self, **changes: str) -> str:
        """The query of an address that asks the same with `changes`; '' values are left out."""
        asked = {**self.values, "sort": "" if self.sort == NEWEST else self.sort, **changes}
        found = urlencode({name: value for name, value in asked.items() if value})
        return f"?{found}" if found else ""


def read(query: Mapping[str, str], organs: set[str]) -> Asked:
    """What `query` asks; `organs` are the codes of those that publish here. Other parameters are passed over."""
    given = {name: query.get(name, "").strip() for name in (*FILTERS, "sort", "after")}
    problems = {name: problem for name, value in given.items() if value and (problem := wrong(name, value, organs))}
    values = {name: given[name] for name in FILTERS if given[name]}
    after = uuid.UUID(given["after"]) if given["after"] and "after" not in problems else None
    sort = given["sort"] if given["sort"] and "sort" not in problems else NEWEST
    return Asked(values, sort, after, problems)


def wrong(name: str, value: str, organs: set[str]) -> str:
    """What is wrong with one value, in words; '' when nothing is."""
    shown = {"label": str(LABELS[name]), "value": value[:40]}
    if name == "after":
        return "" if is_uid(value) else _("翻页地址不完整，请从第一页开始翻看。")
    if name == "sort":
        return "" if value in ORDERS else _("没有“%(value)s”这种排序方式，请从列表中选择。") % shown
    if name == "year":
        right = re.fullmatch(r"[0-9]{4}", value) and EARLIEST_YEAR <= int(value) <= LATEST_YEAR
        return "" if right else _("年份应为四位数字，如2026。")
    known = organs if name == "organ" else closed_lists()[name]
    if len(value) <= LONGEST and value in known:
        return ""
    return _("%(label)s中没有“%(value)s”，请从列表中选择。") % shown


def is_uid(value: str) -> bool:
    try:
        return str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False
