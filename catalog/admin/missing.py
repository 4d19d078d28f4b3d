"""缺少解读的文件: the report, for the organ's people, and its number on their dashboard."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.permissions.rights import rights_of
from cms.permissions.table import Act
from organs.contacts import harmless
from organs.models import Organ

from ..interpretation.missing import Missing, missing, missing_number


def organs_for(user: Any) -> set[int | None]:
    """Ids of the organs whose documents are told to `user`; None among them means all."""
    return rights_of(user).organs(Act.SEE)


class Filters(forms.Form):
    organ = forms.ModelChoiceField(
        Organ.objects.none(), label=gettext_lazy("发布机构"), required=False, empty_label=gettext_lazy("全部")
    )

    def __init__(self, *args: Any, seen: set[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = Organ.objects.all() if None in seen else Organ.objects.filter(pk__in=[pk for pk in seen if pk])
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class MissingReport(SpreadsheetExportMixin, View):
    """The rows on a page, or as a file with `?export=xlsx` or `csv`."""

    export_headings = {
        "title": gettext_lazy("标题"), "number": gettext_lazy("发文字号"), "organ": gettext_lazy("发布机构"),
        "published_on": gettext_lazy("发布日期"), "last_day": gettext_lazy("应解读日期"),
        "late": gettext_lazy("逾期工作日"), "plan": gettext_lazy("解读方案"), "standing": gettext_lazy("进展"),
    }  # fmt: skip
    list_export = list(export_headings)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        seen = organs_for(request.user)
        if not seen:
            raise PermissionDenied
        filters = Filters(request.GET, seen=seen)
        chosen = filters.cleaned_data.get("organ") if filters.is_valid() else None
        rows = missing({chosen.pk} if chosen else seen)
        if (file_format := request.GET.get("export")) in self.FORMATS:
            return self.as_spreadsheet([as_cells(row) for row in rows], file_format)
        query = request.GET.copy()
        query.pop("export", None)
        context = {"rows": rows, "filters": filters, "query": query.urlencode()}
        return TemplateResponse(request, "catalog/admin/missing.html", context)

    def get_filename(self) -> str:
        return "missing-interpretations"

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return {field: item[field] for field in self.list_export}


def as_cells(row: Missing) -> dict[str, Any]:
    document = row.document
    return {
        "title": harmless(document.title),
        "number": harmless(document.document_number),
        "organ": harmless(document.organ.name),
        "published_on": row.published_on,
        "last_day": row.last_day,
        "late": row.late,
        "plan": harmless(row.plan.in_words if row.plan else ""),
        "standing": row.standing,
    }


class MissingItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(organs_for(request.user))


def menu_item() -> MenuItem:
    return MissingItem(
        gettext_lazy("缺少解读的文件"), reverse("catalog_missing_interpretations"), icon_name="warning", order=300
    )


class MissingPanel(Component):
    """How many documents of the user's organs lack an interpretation, with the way to them."""

    name = "missing-interpretations"
    template_name = "catalog/admin/missing_panel.html"
    order = 160

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        seen = organs_for(parent_context["request"].user)
        return {"count": missing_number(seen) if seen else 0}


def panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(MissingPanel())
