"""The data of statistics in the OpenAPI document: series as JSON, beside which stand csv and xlsx."""

from typing import Any

from django.utils.translation import gettext as _

from cms.blocks.series import SeriesBlock
from cms.json_schema import ADDRESS, DAY, MOMENT, SHA256, TEXT, UID, Schema, exactly, many, maybe

from .operations import NOT_MODIFIED, answer, in_path, operation


def data_schema() -> Schema:
    """What `/data/<uid>.json` holds."""
    return exactly(
        {
            "uid": UID,
            "title": TEXT,
            "url": ADDRESS,
            "organ": TEXT,
            "source": TEXT,
            "caliber": TEXT,
            "issued_on": maybe(DAY),
            "updated_at": MOMENT,
            "content_digest": SHA256,
            "series": many(SeriesBlock().get_api_schema()),
        },
        title=_("统计数据"),
    )


def data_paths(tag: str) -> dict[str, Any]:
    def page(text: str) -> dict[str, Any]:
        return {"description": text, "content": {"text/html": {"schema": TEXT}}}

    responses = {
        "200": answer(_("一条统计信息的全部序列；同一地址的 .csv 和 .xlsx 内容相同。"), data_schema()),
        "304": NOT_MODIFIED,
        "404": page(_("没有该数据。")),
        "410": page(_("已撤下。")),
    }
    parameters = [in_path("uid", UID, _("统计信息的永久编号"))]
    return {"/data/{uid}.json": operation("getData", tag, _("统计数据"), parameters=parameters, responses=responses)}
