"""How the answer about filters looks, and its path in the OpenAPI document."""

from typing import Any

from django.utils.translation import gettext as _

from cms.json_schema import TEXT, Schema, exactly, many, maybe, titled

from .filters import NARROWING
from .operations import NOT_MODIFIED, answer, operation, problem, see


def filters_schema() -> Schema:
    """What /api/v1/filters/ says."""
    above = titled(maybe(TEXT), _("上一级的值"), _("主题分类的一级分类、目录中的上级事项；没有上一级的为 null。"))
    choice = exactly({"value": titled(TEXT, _("参数的值")), "title": titled(TEXT, _("名称")), "parent": above})
    one = exactly({"name": titled(TEXT, _("参数")), "title": titled(TEXT, _("名称")), "choices": many(choice)})
    return exactly({"filters": many(one)}, title=_("筛选条件"))


def filter_paths(tag: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """`parameters` are those of the list of entries."""
    responses = {
        "200": answer(_("每个参数可以取的值：符合其余条件的信息实际具有的"), see("filters")),
        "304": NOT_MODIFIED,
        "400": problem(_("参数有误，detail 说明原因。"), "error"),
    }
    asked = [one for one in parameters if one["name"] in NARROWING]
    return {
        "/api/v1/filters/": operation("listFilters", tag, _("筛选条件和名称"), parameters=asked, responses=responses)
    }
