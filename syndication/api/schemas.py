"""/api/v1/schemas/: JSON Schema of every page type, every block and every other answer."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Site

from register.addresses import absolute

from ..conditional import site_of
from .base import PublicApi
from .described import Described, as_answer, described

PATH = "/api/v1/schemas/"
GROUPS = ("pages", "blocks", "answers")


def path_of(name: str) -> str:
    return f"{PATH}{name}.json"


def block_path_of(name: str) -> str:
    return f"{PATH}blocks/{name}.json"


def served() -> Described:
    """All schemas as they are served one by one."""
    return described(path_of, block_path_of)


class SchemaIndex(PublicApi):
    """Which schemas there are: `pages` by kind, `blocks` by type, and `answers`."""

    depends_on = ("schemas",)

    def get(self, request: Request) -> Response:
        site, all_of_them = site_of(request._request), served()
        return Response({group: listed(site, group, getattr(all_of_them, group)) for group in GROUPS})


class Schema(PublicApi):
    """One schema: of a page type or an answer, or of a block."""

    depends_on = ("schemas",)

    def get(self, request: Request, name: str, group: str = "") -> Response:
        site, all_of_them = site_of(request._request), served()
        among = all_of_them.blocks if group == "blocks" else {**all_of_them.answers, **all_of_them.pages}
        if name not in among:
            raise NotFound(_("没有该结构说明。"))
        path = block_path_of(name) if group == "blocks" else path_of(name)
        return Response(as_answer(among[name], absolute(site, path)))


def listed(site: Site, group: str, schemas: dict[str, Any]) -> list[dict[str, str]]:
    """Name, title and address of each schema."""
    to = block_path_of if group == "blocks" else path_of
    return [
        {"name": name, "title": schema.get("title", ""), "url": absolute(site, to(name))}
        for name, schema in schemas.items()
    ]
