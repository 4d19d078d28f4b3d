"""How everything that the API answers looks, as JSON Schema; `docs/api.md` says what it means.

`ref` writes the way from one schema to another: an address where schemas are served one by one, a pointer within the
OpenAPI document.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.json_schema import (
    ADDRESS,
    ANYTHING,
    COUNT,
    DAY,
    FILE,
    HTML,
    INTEGER,
    MOMENT,
    ORGAN,
    SHA256,
    TEXT,
    UID,
    Schema,
    closed,
    exactly,
    many,
    maybe,
    titled,
)  # fmt: skip
from cms.models import PublicationPage
from cms.providing import publication_models
from register.models import Entry

from ..vocabulary import OF_API
from .filters_described import filters_schema
from .portals_described import portal_items_schema, portal_list_schema
from .wagtail_api import Pages
from .whole.block_schemas import BlockSchemas
from .whole.field_schemas import field_schema

Ref = Callable[[str], str]

URN: Schema = {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"}
ERROR = exactly({"detail": TEXT}, title="错误", description="detail 以中文说明原因。")
MESSAGE = exactly({"message": TEXT}, title="错误", description="/api/v2/ 的错误，message 说明原因。")


@dataclass
class Described:
    """All schemas by name: of answers, of page types by kind, of blocks by type."""

    ref: Ref
    block_ref: Ref
    answers: dict[str, Schema] = field(default_factory=dict)
    pages: dict[str, Schema] = field(default_factory=dict)
    blocks: dict[str, Schema] = field(default_factory=dict)


def described(ref: Ref, block_ref: Ref) -> Described:
    """Made anew from models and blocks."""
    blocks = BlockSchemas(block_ref)
    found = Described(ref, block_ref)
    found.pages = {model.kind: page_schema(model, blocks) for model in publication_models()}
    found.blocks = blocks.named
    found.answers = {
        "entry": entry_schema(),
        "entry-list": exactly(
            {"results": many({"$ref": ref("entry-chosen")}), "next": maybe(ADDRESS)}, title=_("信息列表")
        ),
        "entry-chosen": {**entry_schema(), "required": [], "title": _("信息（所选字段）")},
        "tombstone": tombstone_schema(),
        "filters": filters_schema(),
        "portal-list": portal_list_schema(),
        "portal-items": portal_items_schema(),
        "error": ERROR,
        "message": MESSAGE,
        **{f"{name}-list": wagtail_list(schema) for name, schema in WAGTAIL_ITEMS.items()},
        "image": IMAGE,
        "document": DOCUMENT,
    }
    return found


def entry_schema() -> Schema:
    """A live entry of /api/v1/entries/."""
    column = exactly({"title": TEXT, "url": ADDRESS})
    extra = {"type": "object", "properties": dict.fromkeys(OF_API, ANYTHING), "additionalProperties": False}
    importance = closed(PublicationPage.Importance.choices)
    properties = {
        "uid": UID,
        "id": URN,
        "url": ADDRESS,
        "api_url": ADDRESS,
        "kind": titled(TEXT, _("类型"), "、".join(f"{m.kind}（{m._meta.verbose_name}）" for m in publication_models())),
        "title": titled(TEXT, _("标题")),
        "summary": titled(TEXT, _("内容概述")),
        "content_html": titled(HTML, _("正文")),
        "content_digest": titled(SHA256, _("内容指纹")),
        "edition": titled(COUNT, _("版次")),
        "language": TEXT,
        "organ": titled(ORGAN, _("发布机构")),
        "column": titled(maybe(column), _("栏目")),
        "index_number": titled(TEXT, _("索引号")),
        "document_number": titled(TEXT, _("发文字号")),
        "formed_on": titled(maybe(DAY), _("生成日期")),
        "issued_on": titled(maybe(DAY), _("成文日期")),
        "categories": titled(many(TEXT), _("分类")),
        "keywords": titled(many(TEXT), _("关键词")),
        "catalogue": titled(
            TEXT, _("目录事项"), _("事项的代码，如20-07；不在目录中的为空。名称见 extra.catalogue_group。")
        ),
        "theme": titled(TEXT, _("主题分类")),
        "genre": titled(TEXT, _("体裁分类")),
        "openness": titled(TEXT, _("五公开"), "decision、execution、management、service、result"),
        "validity": titled(TEXT, _("有效性")),
        "importance": titled(importance, _("重要程度")),
        "source": titled(TEXT, _("来源")),
        "author": titled(TEXT, _("作者")),
        "origin": titled({"type": "object"}, _("转载来源")),
        "attachments": titled(many({**FILE, "properties": {**FILE["properties"], "url": ADDRESS}}), _("附件")),
        "image": titled(maybe(ADDRESS), _("题图")),
        "extra": titled(extra, _("各类型特有的要素")),
        "published_at": titled(MOMENT, _("发布时间")),
        "first_published_at": titled(MOMENT, _("在本站首次发布的时间")),
        "original_published_at": titled(maybe(MOMENT), _("原发布时间")),
        "updated_at": titled(MOMENT, _("更新时间")),
        "seq": titled(COUNT, _("变更序号")),
    }
    return exactly(properties, title=_("公开的信息"))


def tombstone_schema() -> Schema:
    """What /api/v1/entries/<uid>/ says of what was withdrawn, beside 410."""
    properties = {
        "detail": TEXT,
        "uid": UID,
        "id": URN,
        "url": ADDRESS,
        "kind": TEXT,
        "withdrawn_at": titled(MOMENT, _("撤下时间")),
        "reason": titled(closed(Entry.Reason.choices, blank=True), _("原因")),
        "reason_text": TEXT,
        "successor_url": titled(maybe(ADDRESS), _("替代信息的网址")),
        "seq": COUNT,
    }
    return exactly(properties, title=_("已撤下的信息"))


def page_schema(model: type[PublicationPage], blocks: BlockSchemas) -> Schema:
    """A page of /api/v2/pages/<id>/ of one type, whole."""
    names = [name for name in dict.fromkeys(Pages.get_available_fields(model)) if name not in META]
    properties: dict[str, Schema] = {"id": INTEGER, "meta": page_meta({"const": model._meta.label})}
    properties |= {name: field_schema(model, name, blocks) for name in names if name != "id"}
    properties["title"] = titled(TEXT, _("标题"))
    properties["organ"] = titled(ORGAN, _("发布机构"))
    return exactly(properties, title=str(model._meta.verbose_name), description=str(model.page_description or ""))


META = ("type", "detail_url", "html_url", "slug", "first_published_at")
TYPE_AND_ADDRESS = {"type": TEXT, "detail_url": ADDRESS}


def page_meta(kind: Schema) -> Schema:
    return exactly(
        {
            "type": kind,
            "detail_url": ADDRESS,
            "html_url": maybe(ADDRESS),
            "slug": TEXT,
            "first_published_at": maybe(MOMENT),
        }
    )


FILE_META = exactly({**TYPE_AND_ADDRESS, "download_url": ADDRESS})
IMAGE = exactly({"id": INTEGER, "meta": FILE_META, "title": TEXT, "width": COUNT, "height": COUNT}, title="图片")
DOCUMENT = exactly(
    {"id": INTEGER, "meta": FILE_META, "title": TEXT, "mime_type": TEXT, "file_size": maybe(COUNT), "sha256": SHA256},
    title="附件",
)
WAGTAIL_ITEMS: dict[str, Schema] = {
    "page": {"type": "object", "properties": {"id": INTEGER, "meta": {"type": "object"}, "title": TEXT}},
    "image": {**IMAGE, "required": [], "properties": {**IMAGE["properties"], "meta": {"type": "object"}}},
    "document": {**DOCUMENT, "required": [], "properties": {**DOCUMENT["properties"], "meta": {"type": "object"}}},
}
"""Items of the lists of /api/v2/, which show what `fields` asks for."""


def wagtail_list(item: Schema) -> Schema:
    return exactly({"meta": exactly({"total_count": COUNT}), "items": many(item)})


def as_answer(schema: Schema, address: str) -> dict[str, Any]:
    """A schema as it is served at `address`."""
    from cms.json_schema import DIALECT

    return {"$schema": DIALECT, "$id": address, **schema}
