"""办事事项与栏目对照表 in the admin: the portals, the table of each, telling of a change, and what was told too late."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from audit.services import record

from ..models import Portal
from ..portals.services import announce, end, guide_with_code
from ..portals.table import announced_late, earliest_day, in_force, lines_of, upcoming

KEEP = "syndication.keep_portals"
REPORTED = timedelta(days=30)
may_keep = permission_required(KEEP)


class PortalForm(forms.ModelForm):
    class Meta:
        model = Portal
        fields = ["site", "code", "name", "url"]


class DayForm(forms.Form):
    """From which day on a change holds; a reason where that is soon."""

    holds_from = forms.DateField(
        label=gettext_lazy("生效日期"), widget=forms.DateInput(attrs={"type": "date"}), required=False,
        help_text=gettext_lazy("不填则为最早可以按时告知的日期。"),
        error_messages={"invalid": gettext_lazy("请填写日期，如2026-12-01。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("提前不足的理由"), max_length=300, required=False,
        help_text=gettext_lazy("告知之日到生效日期不足规定日数的必填。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holds_from"].initial = earliest_day(timezone.now())


class LineForm(DayForm):
    field_order = ["item_code", "column", "column_code", "holds_from", "reason"]
    item_code = forms.CharField(
        label=gettext_lazy("事项编码"), max_length=40, help_text=gettext_lazy("本网站已公开的办事指南的编码。"),
        error_messages={"required": gettext_lazy("请填写事项编码。")},
    )  # fmt: skip
    column = forms.CharField(
        label=gettext_lazy("门户栏目"), max_length=120, help_text=gettext_lazy("该事项在门户上归入的栏目，如“个人办事／住房保障”。"),
        error_messages={"required": gettext_lazy("请填写门户栏目。")},
    )  # fmt: skip
    column_code = forms.CharField(
        label=gettext_lazy("门户栏目编码"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("门户有栏目编码的填写。"),
    )

    def __init__(self, portal: Portal, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.portal = portal

    def clean_item_code(self) -> str:
        code = str(self.cleaned_data["item_code"])
        self.guide = guide_with_code(self.portal, code)
        if self.guide is None:
            raise ValidationError(_("本网站没有公开编码为“%(code)s”的办事指南，请核对。") % {"code": code})
        return code


@may_keep
def index(request: HttpRequest) -> HttpResponse:
    """The portals, the form for another one, and what was told too late. A fixed number of queries."""
    form = PortalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        portal = form.save()
        record("portal.add", actor=request.user, target=portal, details={"name": ["", portal.name]})
        messages.success(request, _("已登记“%(name)s”。") % {"name": portal.name})
        return redirect("syndication_portal", portal.pk)
    context = {
        **header(_("办事事项与栏目对照表")),
        "portals": Portal.objects.select_related("site"),
        "form": form,
        "late": announced_late(timezone.now() - REPORTED),
        "notice_days": settings.PORTAL_NOTICE_DAYS,
    }
    return TemplateResponse(request, "syndication/admin/portals.html", context)


@may_keep
def of_portal(request: HttpRequest, portal_id: int) -> HttpResponse:
    """The table of one portal as it holds today, what is to come, and the form that tells of a change."""
    portal = get_object_or_404(Portal.objects.select_related("site"), pk=portal_id)
    form = LineForm(portal, request.POST or None, initial=asked(request))
    if request.method == "POST" and form.is_valid() and announced(request, portal, form):
        return redirect("syndication_portal", portal.pk)
    lines, today = lines_of(portal), timezone.localdate()
    context = {
        **header(_("办事事项与栏目对照表"), portal.name),
        "portal": portal,
        "form": form,
        "now": sorted(in_force(lines, today), key=lambda one: (one.line.column, one.line.item_code)),
        "coming": upcoming(lines, today),
        "notice_days": settings.PORTAL_NOTICE_DAYS,
    }
    return TemplateResponse(request, "syndication/admin/portal.html", context)


def asked(request: HttpRequest) -> dict[str, Any]:
    """What the form begins with when a line is to be changed."""
    return {name: request.GET[name][:120] for name in ("item_code", "column", "column_code") if name in request.GET}


def announced(request: HttpRequest, portal: Portal, form: LineForm) -> bool:
    """Tell of the change; False with the refusal in the form."""
    said = {name: form.cleaned_data[name] for name in ("holds_from", "column_code", "reason")}
    try:
        assert form.guide is not None, "the form has looked"
        line = announce(portal, form.guide, form.cleaned_data["column"], request.user, **said)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    told = _("已告知：“%(title)s”自%(day)s起在“%(column)s”。")
    messages.success(request, told % {"title": line.title, "day": f"{line.holds_from:%Y-%m-%d}", "column": line.column})
    return True


@may_keep
def end_view(request: HttpRequest, portal_id: int, uid: Any) -> HttpResponse:
    """Take a guide out of the table from a day on."""
    portal = get_object_or_404(Portal, pk=portal_id)
    line = portal.lines.filter(uid=uid).last()
    if line is None:
        return redirect("syndication_portal", portal.pk)
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gone = end(portal, uid, request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            told = _("已告知：“%(title)s”自%(day)s起移出。")
            messages.success(request, told % {"title": gone.title, "day": f"{gone.holds_from:%Y-%m-%d}"})
            return redirect("syndication_portal", portal.pk)
    context = {**header(_("移出对照表"), line.title), "form": form, "portal": portal, "line": line}
    return TemplateResponse(request, "syndication/admin/end.html", context)


def header(title: str, subtitle: str = "") -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "page_subtitle": subtitle, "header_icon": "link"}


class PortalsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(KEEP))


class PortalsPanel(Component):
    """On the dashboard of those who keep the tables: how many changes were told too late lately. Nothing for none."""

    name = "portal-notices"
    template_name = "syndication/admin/late_panel.html"
    order = 170

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        keeps = parent_context["request"].user.has_perm(KEEP)
        return {"count": len(announced_late(timezone.now() - REPORTED)) if keeps else 0}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(PortalsPanel())


def menu_item() -> MenuItem:
    label = gettext_lazy("办事事项与栏目对照表")
    return PortalsItem(label, reverse("syndication_portals"), name="portals", icon_name="link", order=156)
