"""导入办事指南 in the admin: the templates, and a look at a filled-in table that imports nothing."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem

from cms.permissions.rights import rights_of
from cms.permissions.table import Act
from intake.workbooks import message

from ..guides.importing.columns import KINDS
from ..guides.importing.create import UnreadableWorkbook, known_codes, reading_of
from ..guides.importing.template import template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 20_000_000
"""Bytes of a table that is looked at within a request."""
MOST_SHOWN = 500
"""Bad cells that are listed: whoever pasted another table has tens of thousands."""
NAMES = {"guides": gettext_lazy("办事指南"), "power-items": gettext_lazy("权力清单")}


class LookForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("表格"), choices=list(NAMES.items()))
    file = forms.FileField(
        label=gettext_lazy("填好的表格（.xlsx）"),
        error_messages={"required": gettext_lazy("请选择填好的表格。"), "empty": gettext_lazy("文件是空的。")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(message("too_large"))
        return file


def look(request: HttpRequest) -> HttpResponse:
    """The links to the templates and, for a table that is sent, its bad cells. Nothing is written."""
    if not rights_of(request.user).may(Act.CREATE):
        return permission_denied(request)
    form = LookForm(request.POST or None, request.FILES or None)
    found: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        found = looked_at(form)
    context = {
        "page_title": _("导入办事指南"),
        "header_title": _("导入办事指南"),
        "header_icon": "table",
        "form": form,
        "kinds": NAMES.items(),
        **found,
    }
    return TemplateResponse(request, "catalog/admin/guides.html", context)


def looked_at(form: LookForm) -> dict[str, Any]:
    """`defects`, and how many items are good, known and bad; an error in the form for what cannot be read."""
    try:
        reading = reading_of(form.cleaned_data["file"].read(), form.cleaned_data["kind"], None)
    except UnreadableWorkbook as refusal:
        form.add_error("file", str(refusal))
        return {}
    good = [item for item in reading.items if not item.is_bad]
    codes = known_codes(reading.model)
    known = sum(item.code in codes for item in good)
    counts = {"good": len(good) - known, "known": known, "bad": len(reading.items) - len(good)}
    found, more = reading.defects[:MOST_SHOWN], max(0, len(reading.defects) - MOST_SHOWN)
    return {"looked": True, "defects": found, "more": more, "total": len(reading.defects), **counts}


def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The template to download. Raises Http404."""
    if not rights_of(request.user).may(Act.CREATE):
        return permission_denied(request)
    if kind not in KINDS:
        raise Http404
    response = HttpResponse(template(kind), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{kind}-template.xlsx"'
    return response


class GuidesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights_of(request.user).may(Act.CREATE)


def menu_item() -> MenuItem:
    return GuidesItem(
        gettext_lazy("导入办事指南"), reverse("catalog_guides"), name="import-guides", icon_name="table", order=157
    )
