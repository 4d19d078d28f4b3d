"""The log in the admin, for auditors. Reading it is recorded as well, and so is who was not allowed to."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import presenting
from .actions import label
from .export import lines
from .forms import FilterForm
from .models import AuditRecord
from .paging import page
from .permissions import may_read
from .reading import in_order
from .refusals import refused
from .services import record
from .verification import is_sealed

LOG = ("audit.auditrecord", "")
"""All of the log, as a target."""


def admit(request: HttpRequest, action: str) -> None:
    """Raises PermissionDenied for all but auditors."""
    if not may_read(request):
        refused(action, _("没有查看审计日志的权限"), target=LOG, title=_("审计日志"))
        raise PermissionDenied


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The newest records that meet the conditions."""
    admit(request, "audit.view")
    form = FilterForm(request.GET)
    found = page(form.records(), request.GET)
    conditions = form.conditions()
    record("audit.view", target=LOG, title=_("审计日志"), details=conditions)
    context = {
        **heading(_("审计日志")),
        "form": form,
        "rows": [(one, label(one.action), presenting.kind(one)) for one in found.records],
        "page": found,
        "conditions": urlencode(conditions),
    }
    return TemplateResponse(request, "audit/log.html", context)


@require_safe
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One record with its difference."""
    admit(request, "audit.view")
    one = get_object_or_404(AuditRecord, pk=seq)
    record("audit.view", target=one, title=_("第%(seq)d条") % {"seq": seq})
    context = {
        **heading(_("审计记录第%(seq)d条") % {"seq": seq}),
        "record": one,
        "action": label(one.action),
        "kind": presenting.kind(one),
        "changes": presenting.changes(one),
        "facts": presenting.facts(one),
        "genuine": is_sealed(vars(one)),
    }
    return TemplateResponse(request, "audit/record.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """All records that meet the conditions, as a file of JSON lines. Conditions that make no sense lead back."""
    admit(request, "audit.export")
    form = FilterForm(request.GET)
    if not form.is_valid():
        return log(request)
    record("audit.export", target=LOG, title=_("审计日志"), details=form.conditions())
    name = f"audit-{timezone.localtime():%Y%m%d-%H%M}.jsonl"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines(in_order(form.records())), content_type="application/x-ndjson", headers=headers)


def heading(title: str) -> dict[str, Any]:
    """What Wagtail's base template wants to know."""
    trail = [{"url": reverse("audit_log"), "label": _("审计日志")}]
    if title != trail[0]["label"]:
        trail.append({"url": "", "label": title})
    return {"header_title": title, "header_icon": "clipboard-list", "breadcrumbs_items": trail}
