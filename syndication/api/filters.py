"""/api/v1/filters/: by what the list of entries can be narrowed, with the words for it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from organs.models import Organ
from register.languages import known, native_name
from register.offered import YEAR, above, offered
from register.words import words_of

from ..conditional import site_of
from .base import PublicApi
from .questions import check_names, selection_of

TITLES = {
    "organ": gettext_lazy("发布机构"),
    "kind": gettext_lazy("类型"),
    "catalogue": gettext_lazy("目录事项"),
    "theme": gettext_lazy("主题分类"),
    "genre": gettext_lazy("体裁分类"),
    "openness": gettext_lazy("五公开"),
    "validity": gettext_lazy("有效性"),
    YEAR: gettext_lazy("年份"),
    "language": gettext_lazy("语言"),
}
"""The filters whose values are listed, in the order in which they are."""
NARROWING = frozenset({*TITLES, "column", "catalogued"})
"""What may be asked; the other filters of the list are times, which no list of values knows."""


class Filters(PublicApi):
    """The values of each filter that something public has which answers all others. Four queries, five with a column."""

    def get(self, request: Request) -> Response:
        site = site_of(request._request)
        check_names(request, NARROWING)
        found = offered(site, selection_of(site, request), TITLES)
        return Response({"filters": [filter_json(name, found[name]) for name in TITLES]})


def filter_json(name: str, values: set[str]) -> dict[str, Any]:
    titles = titles_of(name, values)
    unnamed = sorted(values - titles.keys())
    choices = [choice_json(name, value, titles.get(value, value)) for value in [*titles, *unnamed] if value in values]
    return {"name": name, "title": str(TITLES[name]), "choices": choices}


def choice_json(name: str, value: str, title: str) -> dict[str, Any]:
    return {"value": value, "title": title, "parent": above(name, value) or None}


def titles_of(name: str, values: set[str]) -> dict[str, str]:
    """Title by value in the order in which readers see them. One query for organs."""
    if name == "organ":
        organs = Organ.objects.filter(code__in=values).order_by("position", "pk")
        return dict(organs.values_list("code", "short_name"))
    if name == "language":
        return {tag: native_name(tag) for tag in known()}
    if name == YEAR:
        return {year: _("%(year)s年") % {"year": year} for year in sorted(values, reverse=True)}
    return words_of(name)
