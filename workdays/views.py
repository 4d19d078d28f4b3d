"""工作日历 in the admin: what is entered, what an import or a withdrawal would move, and when something is due."""

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import permission_required

from . import importing
from .calendar import Calendar
from .doubts import doubts, doubts_of_years
from .errors import WorkdayError
from .forms import DeadlineForm, ImportForm
from .importing import Plan
from .models import Notice
from .presenting import sheets
from .services import load_calendar
from .shipped import FILE

PERMISSION = "workdays.import_notices"
may_import = permission_required(PERMISSION)


def header(title: str) -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "header_icon": "calendar"}


@require_GET
@may_import
def index(request: HttpRequest) -> HttpResponse:
    """The notices, the years that are announced, and a deadline when one is asked for."""
    calendar = load_calendar()
    asked = "received" in request.GET or "days" in request.GET
    form = DeadlineForm(request.GET if asked else None)
    context = {
        **header(_("工作日历")),
        "notices": Notice.objects.annotate(count=Count("days")).order_by("-year", "-issued_on", "-pk"),
        "years": calendar.years(),
        "until": calendar.last.year if calendar.years() else None,
        "form": form,
        "deadline": deadline_of(form, calendar) if asked and form.is_valid() else None,
    }
    return TemplateResponse(request, "workdays/index.html", context)


def deadline_of(form: DeadlineForm, calendar: Calendar) -> Any:
    """What the form asks for; None, with the reason in the form, beyond the calendar."""
    try:
        return calendar.due(form.cleaned_data["received"], form.cleaned_data["days"])
    except WorkdayError as error:
        form.add_error(None, str(error))
        return None


@require_http_methods(["GET", "POST"])
@may_import
def import_file(request: HttpRequest) -> HttpResponse:
    """The form; what the file would move; the import itself when that was seen and has not changed since."""
    if request.method == "GET":
        return import_form(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    is_read = form.is_valid()
    if "edit" in request.POST or not is_read:
        again = form.with_text()
        return import_form(request, again, [] if "edit" in request.POST else form.non_field_errors())
    try:
        plan = importing.plan_import(form.notices)
        if "confirm" not in request.POST or request.POST.get("seen") != seal(plan):
            return preview(request, form, plan)
        plan = importing.import_notices(form.notices, by=request.user, source=form.origin)
    except WorkdayError as error:
        return import_form(request, form.with_text(), [str(error)])
    found = plan.comparison
    words = {"count": len(plan.changed), "days": len(found.days), "deadlines": len(found.deadlines)}
    messages.success(request, _("已导入%(count)d份通知，变动日期%(days)d个，变动期限%(deadlines)d个。") % words)
    return redirect("workdays_index")


def import_form(request: HttpRequest, form: ImportForm, problems: Any = ()) -> HttpResponse:
    context = {**header(_("导入放假安排")), "form": form, "problems": list(problems)}
    return TemplateResponse(request, "workdays/import.html", context)


def preview(request: HttpRequest, form: ImportForm, plan: Plan) -> HttpResponse:
    context = {
        **header(_("导入放假安排：核对")),
        "form": form.with_text(),
        "plan": plan,
        "sheets": sheets(plan.changed),
        "doubts": doubts_of_years(plan.changed, plan.former) + doubts(plan.changed),
        "seen": seal(plan),
        "is_stale": "confirm" in request.POST,
    }
    return TemplateResponse(request, "workdays/preview.html", context)


@require_http_methods(["GET", "POST"])
@may_import
def withdraw(request: HttpRequest, notice_id: int) -> HttpResponse:
    """What it would move, and doing it."""
    notice = get_object_or_404(Notice.objects.valid(), pk=notice_id)
    try:
        plan = importing.plan_withdrawal(notice.number)
        if request.method == "POST" and request.POST.get("seen") == seal(plan):
            importing.withdraw(notice.number, by=request.user)
            messages.success(request, _("已撤销%(notice)s。") % {"notice": notice})
            return redirect("workdays_index")
    except WorkdayError as error:
        messages.error(request, str(error))
        return redirect("workdays_index")
    context = {
        **header(_("撤销放假通知")),
        "notice": notice,
        "plan": plan,
        "seen": seal(plan),
        "is_stale": request.method == "POST",
    }
    return TemplateResponse(request, "workdays/withdraw.html", context)


@require_GET
@may_import
def example(request: HttpRequest) -> HttpResponse:
    """The shipped file, to be written on. With the mark by which spreadsheets know UTF-8."""
    response = HttpResponse(b"\xef\xbb\xbf" + FILE.read_bytes(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="workdays.csv"'
    return response


def seal(plan: Plan) -> str:
    """Tells what was shown from what would happen now."""
    shown = [plan.comparison.as_json(), [one.number for one in plan.new], [one.number for one in plan.replaced]]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()
