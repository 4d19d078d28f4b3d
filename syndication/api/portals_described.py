"""How the answers about portals look, and their paths in the OpenAPI document."""

from typing import Any

from django.utils.translation import gettext as _

from cms.json_schema import ADDRESS, DAY, INTEGER, TEXT, UID, YES_NO, Schema, exactly, many, maybe, titled

from .operations import NOT_MODIFIED, answer, in_path, in_query, operation, problem, see

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CODE: Schema = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}


def portal_schema() -> Schema:
    return exactly(
        {"code": TEXT, "name": TEXT, "url": ADDRESS, "items_url": ADDRESS, "xlsx_url": ADDRESS}, title=_("上级门户")
    )


def portal_list_schema() -> Schema:
    return exactly({"results": many(portal_schema())}, title=_("接收办事事项的上级门户"))


def portal_items_schema() -> Schema:
    line = exactly(
        {
            "uid": titled(UID, _("办事指南的永久编号")),
            "item_code": titled(TEXT, _("事项编码")),
            "title": titled(TEXT, _("事项名称")),
            "url": titled(maybe(ADDRESS), _("办事指南网址，已撤下的没有")),
            "source_column": titled(TEXT, _("在本网站所在的栏目")),
            "column": titled(TEXT, _("门户栏目")),
            "column_code": titled(TEXT, _("门户栏目编码")),
            "ends": titled(YES_NO, _("自生效日期起移出")),
            "holds_from": titled(DAY, _("生效日期")),
            "holds_until": titled(maybe(DAY), _("失效日期，自该日起为下一条")),
            "announced_on": titled(DAY, _("告知日期")),
            "notice_days": titled(INTEGER, _("提前日数")),
            "is_short_notice": titled(YES_NO, _("提前不足")),
            "reason": titled(TEXT, _("提前不足的理由")),
        }
    )
    return exactly(
        {"portal": portal_schema(), "notice_days": titled(INTEGER, _("应当提前的日数")), "items": many(line)},
        title=_("办事事项与栏目对照表"),
    )


def portal_paths(tag: str) -> dict[str, Any]:
    code = in_path("code", CODE, _("门户的代号"), "sheng-zwfw")
    missing = problem(_("没有该门户。"), "error")
    wrong = problem(_("参数有误，detail 说明原因。"), "error")
    listed = answer(_("接收办事事项的上级门户"), see("portal-list"))
    whole = answer(_("对照表：现行的、将要生效的和曾经生效的条目"), see("portal-items"))
    sheet = answer(_("对照表（.xlsx）"), {"type": "string", "format": "binary"}, XLSX)
    on = in_query("on", {"type": "string", "format": "date"}, _("只要这一天生效的条目"), "2026-12-01")
    return {
        "/api/v1/portals/": operation(
            "listPortals", tag, _("接收办事事项的上级门户"), responses={"200": listed, "304": NOT_MODIFIED, "400": wrong}
        ),
        "/api/v1/portals/{code}/items/": operation(
            "getPortalItems", tag, _("办事事项与栏目对照表"), parameters=[code, on],
            responses={"200": whole, "304": NOT_MODIFIED, "400": wrong, "404": missing},
        ),
        "/api/v1/portals/{code}/items.xlsx": operation(
            "getPortalItemsSheet", tag, _("办事事项与栏目对照表（表格）"), parameters=[code],
            responses={"200": sheet, "304": NOT_MODIFIED, "404": {"description": _("没有该门户。")}},
        ),
    }  # fmt: skip
