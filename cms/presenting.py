"""How listings look that rooms above know better: those of a kind of their own, and columns of a type.

An upper room registers, the views ask. What is not registered looks as this room shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Site

from register.models import Listing

Context = Callable[[dict[str, Any], Listing], dict[str, Any]]
"""What a template needs beyond the context that every listing has, which is given; a fixed number of queries."""


@dataclass(frozen=True)
class Presentation:
    """A template, and what it needs."""

    template: str
    context: Context


HomePart = Callable[[Site], dict[str, Any] | None]
"""What a part of the home page shows on a site; None where it has nothing to show. A fixed number of queries."""

_home_parts: dict[str, HomePart] = {}
_navigation: dict[str, tuple[str, str, Any]] = {}
_kinds: dict[str, Presentation] = {}
_column_types: dict[str, Presentation] = {}


def present_kind(kind: str, template: str, context: Context) -> None:
    """Show front and archives of the listings of `kind` with `template`."""
    _kinds[kind] = Presentation(template, context)


def present_columns(column_type: str, template: str, context: Context) -> None:
    """Show the front of the columns of `column_type` with `template`."""
    _column_types[column_type] = Presentation(template, context)


def of_kind(kind: str) -> Presentation | None:
    return _kinds.get(kind)


def of_column(column_type: str) -> Presentation | None:
    return _column_types.get(column_type)


def present_on_home(template: str, context: HomePart) -> None:
    """Show `template` on the home pages of sites for which `context` has something; it gets that as `part`."""
    _home_parts[template] = context


def home_parts(site: Site) -> list[dict[str, Any]]:
    """The parts that the home page of `site` has, as `template` and `part`, in the order of their registration."""
    found = ((template, context(site)) for template, context in _home_parts.items())
    return [{"template": template, "part": part} for template, part in found if part is not None]


def present_in_navigation(kind: str, key: str, title: Any, url: str) -> None:
    """Lead from the navigation of each site that has the public listing (`kind`, `key`) to `url`, a path.

    A main column of the same title gives its place to it; otherwise it comes first.
    """
    _navigation[kind] = (key, url, title)


def navigation_keys() -> dict[str, tuple[str, str, Any]]:
    """Key of the listing, path and title by kind of listing."""
    return _navigation
