"""The values by which the catalogue can be narrowed: those that something public has, in the words of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Site

from organs.models import Organ
from register.models import Shelf
from register.offered import offered

from ..catalogue_items import ITEMS, item_choices
from ..vocabularies import Genre, Openness, Validity, theme_choices
from .asked import FILTERS, LABELS, Asked

Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Facet:
    """One filter: its choices in groups ('' for a group without heading), and the chosen value."""

    name: str
    label: str
    groups: list[Group]
    value: str
    problem: str = ""


def organs_of(site: Site) -> list[tuple[str, str]]:
    """(code, short name) of the organs that have something in the catalogue of `site`, in their order. One query."""
    shelves = Shelf.objects.filled().filter(site=site, organ=OuterRef("pk")).exclude(catalogue="")
    found = Organ.objects.filter(Exists(shelves)).order_by("position", "pk")
    return list(found.values_list("code", "short_name"))


def left_by_others(site: Site, asked: Asked) -> dict[str, set[str]]:
    """The values of each filter that something has which answers all others. Two queries."""
    right = replace(asked, values={name: v for name, v in asked.values.items() if name not in asked.problems})
    return offered(site, right.selection(), FILTERS)


def facets(site: Site, organs: list[tuple[str, str]], asked: Asked) -> list[Facet]:
    """All filters; each offers what is left by the others, and what was chosen, though nothing has it."""
    left = left_by_others(site, asked)
    for name, value in asked.values.items():
        if value and name not in asked.problems:
            left[name] = left[name] | {str(value)}
    choices = known_choices(organs, left["year"])
    return [
        Facet(
            name,
            str(LABELS[name]),
            kept(choices[name], left[name]),
            asked.values.get(name, ""),
            asked.problems.get(name, ""),
        )
        for name in FILTERS
    ]


def kept(groups: Iterable[Group], values: set[str]) -> list[Group]:
    """The choices that are among `values`."""
    found = [(heading, [choice for choice in choices if choice[0] in values]) for heading, choices in groups]
    return [(heading, choices) for heading, choices in found if choices]


def known_choices(organs: list[tuple[str, str]], years: set[str]) -> dict[str, list[Group]]:
    """All values that a filter can have, in the order in which they are shown; first levels of themes can be chosen."""
    themes = [(top, [(top, f"{top}（全部）"), *subs] if len(subs) > 1 else subs) for top, subs in theme_choices()]
    return {
        "organ": [("", organs)],
        "catalogue": item_choices(),
        "theme": themes,
        "genre": [("", plain(Genre.choices))],
        "openness": [("", plain(Openness.choices))],
        "validity": [("", plain(Validity.choices))],
        "year": [("", [(year, f"{year}年") for year in sorted(years, reverse=True)])],
    }


def plain(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in choices]


def chosen(found: list[Facet]) -> list[dict[str, str]]:
    """The filters that are set, in words: name, label and title of the value."""
    return [{"name": one.name, "label": one.label, "title": title_of(one)} for one in found if one.value]


def title_of(facet: Facet) -> str:
    if facet.name == "catalogue" and facet.value in ITEMS:
        return ITEMS[facet.value].title
    titles: dict[str, Any] = {value: label for _heading, choices in facet.groups for value, label in choices}
    return str(titles.get(facet.value, facet.value))
