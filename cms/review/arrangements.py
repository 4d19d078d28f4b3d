"""What upper rooms ask to be arranged before a text is signed, and which texts explain it.

This room knows no official document and no interpretation: it asks whoever registered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page


@dataclass(frozen=True)
class Arrangement:
    """Something that goes with a text: what it is, how it stands, the admin address where it is settled ('' for none).

    While one `is_open`, the text is not signed, but in an emergency.
    """

    label: str
    words: str
    address: str = ""
    is_open: bool = False


Asking = Callable[[Any], Iterable[Arrangement]]
Naming = Callable[[Any], list[tuple[int, str]]]

_askings: dict[str, Asking] = {}
_namings: dict[str, Naming] = {}
_explaining: dict[str, type[Page]] = {}


def register_arrangements(name: str, ask: Asking) -> None:
    """`ask` tells what goes with a page, in a fixed number of queries. The same name replaces."""
    _askings[name] = ask


def register_companions(name: str, tell: Naming) -> None:
    """`tell` names the pages, as (id, `title_told`), that explain a page to the public: live ones first."""
    _namings[name] = tell


def register_explaining(name: str, model: type[Page]) -> None:
    """Pages of `model` explain others by what they are: offered as companions before everything else."""
    _explaining[name] = model


def explaining_types() -> list[int]:
    """Ids of the content types of what explains; kept in memory."""
    return [one.pk for one in ContentType.objects.get_for_models(*_explaining.values()).values()]


def arrangements(page: Any) -> list[Arrangement]:
    return [one for ask in _askings.values() for one in ask(page)]


def open_arrangements(page: Any, lane: str) -> list[Arrangement]:
    """What keeps `page` from being signed. A sudden event waits for nothing: it is told to the public at once."""
    from .lanes import Lane

    return [] if lane == Lane.EMERGENCY else [one for one in arrangements(page) if one.is_open]


def companions_of(page: Any) -> list[tuple[int, str]]:
    """(id, title) of the pages that explain `page`."""
    return [one for tell in _namings.values() for one in tell(page)]


def title_told(page: Page, organ_id: int | None) -> str:
    """The title of `page` for people of an organ: of another's text only what is public, of another's draft whose it
    is. No query when `ownership__organ` was read with the page."""
    owner = page.ownership.organ if hasattr(page, "ownership") else None
    if owner is None or owner.pk == organ_id:
        return str(page.draft_title)
    return str(page.title) if page.live else _("%(organ)s的未公开稿件") % {"organ": owner.short_name}
