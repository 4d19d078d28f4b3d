"""/api/v1/openapi.json: everything public, as OpenAPI 3.1.

Written by hand over the schemas that `described` makes of models and blocks. Generators read the serialisers of a
framework; here neither the register's entries nor Wagtail's pages, whose fields an address chooses, have any that
would say what comes out.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from cms.json_schema import ADDRESS, COUNT, TEXT, UID, Schema, exactly, many
from cms.providing import publication_models
from register.addresses import public_address
from register.ordering import ORDERS
from register.selection import EARLIEST_YEAR, LATEST_YEAR
from register.words import closed_lists

from ..conditional import site_of
from ..feeds.document import MEDIA_TYPES
from .base import PublicApi
from .data import data_paths
from .described import Described, described
from .fields import FIELDS
from .filters_described import filter_paths
from .operations import (
    HEADERS,
    NOT_MODIFIED,
    answer,
    in_path,
    in_query,
    operation,
    problem,
    see,
)  # fmt: skip
from .portals_described import portal_paths
from .questions import DEFAULT_LIMIT, LONGEST, MAX_LIMIT

VERSION = "1.0.0"
TAGS = ("信息", "页面", "图片和附件", "结构说明", "订阅", "预览", "对照表")


class OpenApi(PublicApi):
    """The document, for programs."""

    depends_on = ("schemas",)

    def get(self, request: Request) -> Response:
        return Response(document(public_address(site_of(request._request))))


def ref_of(name: str) -> str:
    return f"#/components/schemas/{name}"


def block_ref_of(name: str) -> str:
    return f"#/components/schemas/block-{name}"


def document(server: str) -> dict[str, Any]:
    """The whole document, for the site at the address `server`."""
    found = described(ref_of, block_ref_of)
    schemas = {
        **found.answers,
        **{f"page-{kind}": schema for kind, schema in found.pages.items()},
        **{f"block-{name}": schema for name, schema in found.blocks.items()},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("公开信息数据接口"),
            "version": VERSION,
            "description": _(
                "除草稿预览外，全部接口公开、只读，不需要登录，对任何人返回相同内容，任何网站都可以在浏览器中读取。"
                "时间均为北京时间，网址均为完整地址。每个应答都有 ETag，再次请求时以 If-None-Match 送回，未变化的返回 304。"
            ),
        },
        "servers": [{"url": server}],
        "tags": [{"name": name} for name in TAGS],
        "paths": paths(found),
        "components": {"schemas": schemas, "headers": HEADERS},
    }


def paths(found: Described) -> dict[str, Any]:
    made = {
        **entry_paths(),
        **filter_paths(TAGS[0], entry_parameters()),
        **page_paths(found),
        **file_paths(),
        **schema_paths(),
        **feed_paths(),
        **data_paths(TAGS[0]),
        **portal_paths(TAGS[6]),
    }
    if not settings.PUBLIC_ONLY:
        made |= preview_paths(found)
    for path, item in made.items():
        for asked in item.values():
            if "304" in asked["responses"]:
                asked["responses"]["412"] = {"description": _("If-Match 等条件与现有内容不符。没有正文。")}
            for status, text in UNREAD.items():
                asked["responses"].setdefault(status, unread(path, str(text)))
    return made


UNREAD = {"400": gettext_lazy("请求有误，无法理解。"), "414": gettext_lazy("网址过长。")}
"""What is answered, at any address, to what no view ever sees."""


def unread(path: str, text: str) -> dict[str, Any]:
    if path.startswith("/api/"):
        return problem(text, "error")
    return {"description": text, "content": {"text/html": {"schema": TEXT}}}


def entry_paths() -> dict[str, Any]:
    return {
        "/api/v1/entries/": operation(
            "listEntries",
            TAGS[0],
            _("公开的信息，可以按条件筛选"),
            parameters=entry_parameters(),
            responses={
                "200": answer(_("一页信息。next 是下一页的地址，最后一页为 null。"), see("entry-list")),
                "304": NOT_MODIFIED,
                "400": problem(_("参数有误，detail 说明原因。"), "error"),
            },
        ),
        "/api/v1/entries/{uid}/": operation(
            "getEntry",
            TAGS[0],
            _("一条信息"),
            parameters=[in_path("uid", UID, _("信息的永久编号"))],
            responses={
                "200": answer(_("该信息"), see("entry")),
                "304": NOT_MODIFIED,
                "404": problem(_("没有该信息。"), "error"),
                "410": problem(_("已撤下。请停止展示并删除已保存的内容。"), "tombstone"),
            },
        ),
    }


def entry_parameters() -> list[dict[str, Any]]:
    text: Schema = {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST,
        "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$",
    }
    limit: Schema = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    year: Schema = {"type": "integer", "minimum": EARLIEST_YEAR, "maximum": LATEST_YEAR}
    names: Schema = {"type": "string", "pattern": f"^({'|'.join(FIELDS)})(,({'|'.join(FIELDS)}))*$"}
    column: Schema = {
        "anyOf": [{"type": "string", "pattern": "^/[a-z0-9/-]*$", "maxLength": LONGEST - 1}, UID],
    }
    closed: dict[str, Schema] = {
        name: {"type": "string", "enum": list(values)} for name, values in closed_lists().items()
    }
    return [
        in_query("organ", text, _("发布机构的代码"), "yunshan"),
        in_query("column", column, _("栏目的 uid 或路径，包括下级栏目"), "/zhengcewenjian/"),
        in_query("kind", closed["kind"], _("类型"), "official_document"),
        in_query(
            "catalogue",
            closed["catalogue"],
            _("信息公开目录的事项，包括其下各项；20、21 为第二十条、第二十一条"),
            "20-07",
        ),
        in_query("catalogued", {"enum": ["true"]}, _("只要列入信息公开目录的"), "true"),
        in_query("theme", closed["theme"], _("主题分类：完整的值，或者一级分类（包括其下各类）"), "综合政务"),
        in_query("genre", closed["genre"], _("体裁分类"), "通知"),
        in_query("openness", closed["openness"], _("五公开"), "result"),
        in_query("validity", closed["validity"], _("有效性"), "valid"),
        in_query("language", closed["language"], _("语言"), "en"),
        in_query("year", year, _("发布年份（北京时间）"), 2026),
        in_query(
            "updated_after",
            {"type": "string", "format": "date-time"},
            _("只要此后更新过的。须带时区，“+”在网址中写作“%2B”"),
            "2026-11-24T09:30:00+08:00",
        ),
        in_query(
            "sort",
            {"enum": list(ORDERS)},
            _("newest 发布时间由新到旧，oldest 由旧到新，formed 生成日期由新到旧，number 按索引号（只列有索引号的）"),
            "newest",
        ),
        in_query("fields", names, _("只要这些字段，以逗号分隔"), "uid,title,url"),
        in_query("limit", limit, _("每页条数"), 50),
        in_query("cursor", {"type": "string"}, _("从上一页的 next 地址得来，不要自行拼接")),
    ]


def page_paths(found: Described) -> dict[str, Any]:
    types = {"type": "string", "enum": [model._meta.label for model in publication_models()]}
    whole = {"oneOf": [see(f"page-{kind}") for kind in found.pages]}
    return {
        "/api/v2/pages/": listing(
            "Pages",
            TAGS[1],
            _("有正文块的页面"),
            "page",
            [in_query("type", types, _("页面类型；选定后可以按该类型的字段筛选和取用"), "cms.ArticlePage")],
        ),
        "/api/v2/pages/{id}/": detail("Page", TAGS[1], _("一个页面的全部内容"), whole),
        "/api/v2/pages/find/": find(
            "Page",
            TAGS[1],
            _("由网址、uid 或编号找到页面"),
            in_query("html_path", {**TEXT, "pattern": r"^[^\u0000]*$"}, _("页面的路径"), "/yaowen/t20261124-0a1b2c3d/"),
            in_query("uid", UID, _("信息的永久编号")),
        ),
    }


def file_paths() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, label in (("image", _("公开信息中的图片")), ("document", _("公开信息中的附件"))):
        plural = f"{name}s"
        made[f"/api/v2/{plural}/"] = listing(plural.title(), TAGS[2], label, name, [])
        made[f"/api/v2/{plural}/{{id}}/"] = detail(name.title(), TAGS[2], _("其中一件"), see(name))
        made[f"/api/v2/{plural}/find/"] = find(name.title(), TAGS[2], _("由编号找到其中一件"))
    return made


def listing(name: str, tag: str, summary: str, item: str, more: list[dict[str, Any]]) -> dict[str, Any]:
    """A list of /api/v2/."""
    whole_number = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
    parameters = [
        *more,
        in_query("fields", TEXT, _("另外要的字段；“*”为全部，“-名称”为不要"), "*"),
        in_query("order", TEXT, _("排序的字段，前加“-”为倒序"), "-id"),
        in_query("limit", {**whole_number, "maximum": 20}, _("每页条数"), 20),
        in_query("offset", whole_number, _("从第几条起"), 0),
    ]
    responses = {
        "200": answer(_("一页，total_count 是总数"), see(f"{item}-list")),
        "304": NOT_MODIFIED,
        "400": problem(_("参数有误。"), "message", "error"),
        "404": problem(_("没有找到。"), "message"),
    }
    return operation(f"list{name}", tag, summary, parameters=parameters, responses=responses)


def detail(name: str, tag: str, summary: str, schema: Schema) -> dict[str, Any]:
    """One object of /api/v2/."""
    number = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
    responses = {
        "200": answer(summary, schema),
        "304": NOT_MODIFIED,
        "400": problem(_("参数有误。"), "message", "error"),
        "404": problem(_("没有找到，或者不再公开。"), "message", "error"),
    }
    parameters = [in_path("id", number, _("编号"))]
    return operation(f"get{name}", tag, summary, parameters=parameters, responses=responses)


def find(name: str, tag: str, summary: str, *more: dict[str, Any]) -> dict[str, Any]:
    """The way from what is known of an object to its address."""
    responses = {
        "302": {"description": _("转到它的接口地址")},
        "400": problem(_("参数有误。"), "message", "error"),
        "404": problem(_("没有找到。"), "message"),
    }
    parameters = [*more, in_query("id", COUNT, _("编号"))]
    return operation(f"find{name}", tag, summary, parameters=parameters, responses=responses)


def schema_paths() -> dict[str, Any]:
    row = exactly({"name": TEXT, "title": TEXT, "url": ADDRESS})
    index = exactly({group: many(row) for group in ("pages", "blocks", "answers")})
    name, block_name = (
        in_path("name", {"type": "string", "pattern": "^[a-zA-Z0-9_-]+$"}, _("名称"), example)
        for example in ("article", "heading")
    )
    one = {
        "200": answer("JSON Schema 2020-12", {"type": "object", "required": ["$schema", "$id"]}),
        "304": NOT_MODIFIED,
        "404": problem(_("没有该结构说明。"), "error"),
    }
    plain = {"200": answer(_("列表"), index), "304": NOT_MODIFIED}
    page = {"200": {"description": _("网页"), "content": {"text/html": {"schema": TEXT}}}, "304": NOT_MODIFIED}
    itself = {"200": answer("OpenAPI 3.1", {"type": "object", "required": ["openapi", "paths"]}), "304": NOT_MODIFIED}
    tag = TAGS[3]
    return {
        "/api/v1/schemas/": operation("listSchemas", tag, _("全部结构说明"), responses=plain),
        "/api/v1/schemas/{name}.json": operation(
            "getSchema", tag, _("一种页面或应答的结构"), parameters=[name], responses=one
        ),
        "/api/v1/schemas/blocks/{name}.json": operation(
            "getBlockSchema", tag, _("一种内容块的结构"), parameters=[block_name], responses=one
        ),
        "/api/v1/openapi.json": operation("getOpenApi", tag, _("本文件"), responses=itself),
        "/api/v1/docs/": operation("getDocs", tag, _("供人阅读的接口说明"), responses=page),
    }


def feed_paths() -> dict[str, Any]:
    """The home page's feeds; those of columns and organs look the same at their own addresses."""
    made = {}
    for extension, media_type in MEDIA_TYPES.items():
        schema = {"type": "object"} if extension == "json" else TEXT
        text = _("最新信息。每个栏目、机构的网址之后加同样的文件名，就是它的订阅地址；全部地址见 /feeds.opml。")
        responses = {"200": answer(text, schema, media_type.partition(";")[0]), "304": NOT_MODIFIED}
        made[f"/feed.{extension}"] = operation(f"feed{extension.title()}", TAGS[4], text, responses=responses)
    opml = {"200": answer(_("全部订阅地址"), TEXT, "text/x-opml"), "304": NOT_MODIFIED}
    sitemap = {"200": answer(_("站点地图"), TEXT, "application/xml"), "304": NOT_MODIFIED}
    made["/feeds.opml"] = operation("feedsOpml", TAGS[4], _("全部订阅地址"), responses=opml)
    made["/sitemap.xml"] = operation("sitemap", TAGS[4], _("站点地图"), responses=sitemap)
    return made


def preview_paths(found: Described) -> dict[str, Any]:
    text = _("一份草稿的全部内容，结构与 /api/v2/pages/{id}/ 相同")
    whole = {"oneOf": [see(f"page-{kind}") for kind in found.pages]}
    responses = {
        "200": {
            "description": text + _("。不得缓存；只有链接所属的前端网站可以读取。"),
            "content": {"application/json": {"schema": whole}},
        },
        "404": problem(_("链接无效、已过期、已收回，或者不属于发出请求的网站。"), "error"),
    }
    token = {**TEXT, "pattern": "^[A-Za-z0-9_:-]+$", "description": _("预览链接中“#token=”之后的令牌，不得写入网址")}
    body = {"type": "object", "properties": {"token": token}, "required": ["token"]}
    origin = {"name": "Origin", "in": "header", "schema": TEXT, "description": _("前端网站，由浏览器填写")}
    asked: dict[str, Any] = {
        "operationId": "getPreview",
        "tags": [TAGS[5]],
        "summary": text,
        "parameters": [origin],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": body}}},
        "responses": responses,
    }
    return {"/api/v2/preview/": {"post": asked}}
