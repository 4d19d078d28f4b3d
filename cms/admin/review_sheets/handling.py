"""通道与标记: raising and lowering the lane, marking an item, and planning the release of a marked one."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ...models import ReviewSheet
from ...review import lane_changes
from ...review.forms import PLAN, PlanForm
from ...review.lanes import Lane, rank
from .sheet import visible_sheet


class LaneForm(forms.Form):
    """Another lane, with the reason; lowering asks for one."""

    lane = forms.ChoiceField(label=gettext_lazy("通道"), choices=Lane.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("理由"), required=False, max_length=300)


class MarkForm(forms.Form):
    """Whether the item is 热点 or 易误读."""

    hot = forms.BooleanField(label=gettext_lazy("热点"), required=False)
    misreadable = forms.BooleanField(label=gettext_lazy("易误读"), required=False)
    reason = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=300)


def change_lane(found: ReviewSheet, user: Any, given: dict[str, Any]) -> None:
    change = lane_changes.raise_lane if rank(given["lane"]) > rank(found.lane) else lane_changes.lower_lane
    change(found, user, given["lane"], reason=given["reason"])


def change_marks(found: ReviewSheet, user: Any, given: dict[str, Any]) -> None:
    lane_changes.mark(found, user, **given)


def change_plan(found: ReviewSheet, user: Any, given: dict[str, Any]) -> None:
    lane_changes.plan_release(found, user, **{name: given[name] for name in PLAN})


CHANGES = {"lane": change_lane, "marks": change_marks, "plan": change_plan}


def forms_of(found: ReviewSheet, action: str = "", data: Any = None) -> dict[str, forms.Form]:
    """The forms; the one that was sent keeps what was typed."""
    plan = type("SheetPlanForm", (PlanForm,), {"sheet": found, "__module__": __name__})
    initial: dict[str, Any] = {
        "lane": {"lane": found.lane},
        "marks": {"hot": found.is_hot, "misreadable": found.is_misreadable},
        "plan": None,
    }
    classes: dict[str, type[forms.Form]] = {"lane": LaneForm, "marks": MarkForm, "plan": plan}
    return {
        name: form(data if name == action else None, initial=initial[name], prefix=name)
        for name, form in classes.items()
        if name != "plan" or found.is_marked
    }


def handling(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The forms, for a review that is under way."""
    found = visible_sheet(request, sheet_id)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    shown = forms_of(found, action, request.POST)
    form = shown.get(action)
    if form is not None and form.is_valid() and carried_out(request, found, action, form):
        messages.success(request, _("已记入审核表。"))
        return redirect("cms_review_handling", found.pk)
    return TemplateResponse(request, "cms/admin/review_sheets/handling.html", {"sheet": found, "forms": shown})


def carried_out(request: HttpRequest, found: ReviewSheet, action: str, form: forms.Form) -> bool:
    """True when the change was made; else the form says why not."""
    try:
        CHANGES[action](found, request.user, form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
    return not form.errors
