"""逾期公开 in the admin: the report with its exports, and the waiting_number on the dashboard."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.permissions.rights import rights_of
from cms.permissions.table import Act
from organs.contacts import as_csv, as_xlsx
from organs.models import Organ

from ..overdue import Late, Organs, entries_as_late, published_late, waiting, waiting_number

PAGE = 50
MOST = 20_000
"""Rows of an export."""
FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
HEADINGS = ("状态", "名称", "类型", "发布机构", "形成或变更日期", "应公开日期", "公开日期", "逾期工作日")


def seen_organs(user: Any) -> Organs:
    """Organs whose publications `user` may see: ids, or None for all."""
    organs = rights_of(user).organs(Act.SEE)
    return None if None in organs else [one for one in organs if one is not None]


def asked_organs(request: HttpRequest) -> tuple[Organs, Organ | None, list[Organ]]:
    """(ids to report on, the organ that is asked for, organs to choose from). Raises PermissionDenied and Http404."""
    seen = seen_organs(request.user)
    if seen is not None and not seen:
        raise PermissionDenied
    choices = list(Organ.objects.all() if seen is None else Organ.objects.filter(pk__in=seen))
    code = request.GET.get("organ", "")
    if not code:
        return seen, None, choices
    organ = next((one for one in choices if one.code == code), None)
    if organ is None:
        raise Http404(_("没有该机构，或者不属于您可以查看的范围。"))
    return [organ.pk], organ, choices


def report(request: HttpRequest) -> HttpResponse:
    """What waits, then what became public late, fifty at a time. A fixed number of queries."""
    organs, organ, choices = asked_organs(request)
    today = timezone.localdate()
    page = Paginator(published_late(organs), PAGE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("逾期公开"),
        "header_title": _("逾期公开"),
        "header_icon": "warning",
        "waiting": waiting(organs, today),
        "late": list(entries_as_late(page.object_list)),
        "page": page,
        "organ": organ,
        "organs": choices,
        "query": f"?organ={organ.code}" if organ else "",
    }
    return TemplateResponse(request, "catalog/admin/overdue.html", context)


def export(request: HttpRequest, name: str) -> HttpResponse:
    """The same rows, all of them, as csv or xlsx."""
    if name not in FORMATS:
        raise Http404
    organs, _organ, _choices = asked_organs(request)
    make, content_type = FORMATS[name]
    found = [*waiting(organs, timezone.localdate()), *entries_as_late(published_late(organs)[:MOST])]
    response = HttpResponse(make([HEADINGS, *table(found)]), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="overdue-{timezone.localdate():%Y%m%d}.{name}"'
    return response


def table(found: Iterable[Late]) -> Iterable[list[str]]:
    for one in found:
        days = [f"{day:%Y-%m-%d}" if day else "" for day in (one.formed, one.due, one.published)]
        yield [one.state, one.title, one.type_name, one.organ.name, *days, str(one.days)]


class OverdueItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights_of(request.user).may(Act.SEE)


def menu_item() -> MenuItem:
    return OverdueItem(_("逾期公开"), reverse("catalog_overdue"), name="overdue", icon_name="warning", order=700)


class OverduePanel(Component):
    """On the dashboard of everybody who sees an organ's texts: how many are late. Nothing when none is."""

    name = "overdue"
    template_name = "catalog/admin/overdue_panel.html"
    order = 160

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        organs = seen_organs(parent_context["request"].user)
        return {"unpublished": waiting_number(organs) if organs is None or organs else 0}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OverduePanel())
