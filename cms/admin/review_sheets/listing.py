"""信息发布审核表: the list of all reviews that somebody may see."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from organs.models import Organ
from organs.models.membership import ADMINISTRATORS
from organs.roles import organs_of

from ...models import ReviewSheet
from ...review.lanes import Lane
from ..desk import seats_for

PER_PAGE = 30


def may_see_sheets(user: Any) -> bool:
    """True for people with a role in some organ, and for superusers."""
    return bool(user.is_superuser or organs_of(user))


class SheetsMenuItem(MenuItem):
    """The list in the menu of those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser or set(seats_for(request)) - ADMINISTRATORS)


def menu_item() -> MenuItem:
    return SheetsMenuItem(_("审核表"), reverse("cms_review_sheets"), name="review-sheets", icon_name="form", order=140)


class Filters(forms.Form):
    """What narrows the list; a value that makes no sense narrows nothing."""

    q = forms.CharField(label=_("标题"), required=False, max_length=100)
    organ = forms.ModelChoiceField(Organ.objects.all(), label=_("发布机构"), required=False, empty_label=_("全部"))
    lane = forms.ChoiceField(label=_("通道"), required=False, choices=[("", _("全部")), *Lane.choices])
    outcome = forms.ChoiceField(
        label=_("结果"),
        required=False,
        choices=[("", _("全部")), ("open", _("审核中（含退回修改）")), *ReviewSheet.Outcome.choices],
    )
    since = forms.DateField(label=_("送审自"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("至"), required=False, widget=forms.DateInput({"type": "date"}))


CONDITIONS = {
    "q": "title__icontains",
    "organ": "organ",
    "lane": "lane",
    "since": "opened_at__date__gte",
    "until": "opened_at__date__lte",
}


def narrowed(sheets: Any, wanted: dict[str, Any]) -> Any:
    """`sheets` as the valid fields of the filters narrow them."""
    for name, condition in CONDITIONS.items():
        if wanted.get(name):
            sheets = sheets.filter(**{condition: wanted[name]})
    outcome = wanted.get("outcome")
    if outcome == "open":
        return sheets.in_review()
    return sheets.filter(outcome=outcome) if outcome else sheets


def sheets(request: HttpRequest) -> HttpResponse:
    """All sheets that the user may see, newest first."""
    if not may_see_sheets(request.user):
        raise PermissionDenied
    filters = Filters(request.GET)
    filters.is_valid()
    found = narrowed(ReviewSheet.objects.visible_to(request.user), filters.cleaned_data)
    page = Paginator(found.select_related("organ", "workflow_state"), PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {"page": page, "filters": filters, "query": query.urlencode()}
    return TemplateResponse(request, "cms/admin/review_sheets/list.html", context)
