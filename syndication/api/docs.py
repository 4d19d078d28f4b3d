"""/api/v1/docs/: the OpenAPI document as a page for people, drawn on the server."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.views.chrome import chrome_for
from register.addresses import public_address
from register.responses import public

from ..conditional import site_of
from .openapi import TAGS, UNREAD, document
from .operations import NOT_MODIFIED, label_of
from .schemas import block_path_of, path_of, served


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    chrome = chrome_for(site, "/api/v1/docs/", _("数据接口"), description=_("本站公开信息的数据接口说明。"))
    written = document(public_address(site))
    schemas = served()
    context = {
        "chrome": chrome,
        "about": written["info"]["description"],
        "groups": list(groups(written)),
        "pages": [(schema["title"], name, path_of(name)) for name, schema in schemas.pages.items()],
        "blocks": [(schema["title"], name, block_path_of(name)) for name, schema in schemas.blocks.items()],
    }
    response = TemplateResponse(request, "syndication/docs.html", context).render()
    return public(response, depends_on=[f"site:{site.pk}", "schemas"])


def groups(written: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The operations by tag, in the order of the document."""
    for number, tag in enumerate(TAGS, 1):
        asked = [(path, *one) for path, item in written["paths"].items() for one in item.items()]
        rows = [row(path, method, one) for path, method, one in asked if tag in one["tags"]]
        yield {"title": tag, "anchor": f"api-{number}", "operations": rows}


def row(path: str, method: str, read: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": path,
        "method": "" if method == "get" else method.upper(),
        "summary": read["summary"],
        "example": "" if posted(read) else example(path, read),
        "parameters": [
            {**one, "type": label_of(one["schema"]), "example": one.get("example", "")}
            for one in [*posted(read), *read.get("parameters", [])]
        ],
        "responses": [
            (status, one["description"])
            for status, one in read["responses"].items()
            if own(status, one) and one["description"] != read["summary"]
        ],
    }


def posted(read: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a form that is posted, as parameters."""
    forms = [one["schema"]["properties"] for one in read.get("requestBody", {}).get("content", {}).values()]
    return [
        {"name": name, "schema": schema, "description": schema["description"]}
        for fields in forms
        for name, schema in fields.items()
    ]


def own(status: str, response: dict[str, Any]) -> bool:
    """False for what every address answers alike; the page says that once."""
    return response is not NOT_MODIFIED and response["description"] != str(UNREAD.get(status, ""))


def example(path: str, read: dict[str, Any]) -> str:
    """An address that can be tried, where one needs no number of something that is published."""
    names = [one["name"] for one in read.get("parameters", []) if one["in"] == "path" or one.get("required")]
    if names and names != ["name"]:
        return ""
    return path.replace("{name}", quote("heading" if "blocks" in path else "article"))
