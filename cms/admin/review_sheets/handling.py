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
    if given["lane"] == found.lane:
        raise ValidationError(_("通道没有变化。"))
    change = lane_changes.raise_lane if rank(given["lane"]) > rank(found.lane) else lane_changes.lower_lane
    change(found, user, given["lane"], reason=given["reason"])


def change_marks(found: ReviewSheet, user: Any, given: dict[str, Any]) -> None:
    if (given["hot"], given["misreadable"]) == (found.is_hot, found.is_misreadable):
        raise ValidationError(_("标记没有变化。"))
    lane_changes.mark(found, user, **given)


def change_plan(found: ReviewSheet, user: Any, given: dict[str, Any]) -> None:
    lane_changes.plan_release(found, user, **{name: given[name] for name in PLAN})


CHANGES = {"lane": change_lane, "marks": change_marks, "plan": change_plan}


def forms_of(found: ReviewSheet, action: str = "", data: Any = None) -> dict[str, forms.Form]:
    """The forms: the one that was sent judges what was typed, the others keep what was typed in them."""
    page = lane_changes.newest(found) if found.is_marked and found.is_open else None
    plan = type("SheetPlanForm", (PlanForm,), {"sheet": found, "page": page, "__module__": __name__})
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


def keep_typed(fresh: dict[str, forms.Form], before: dict[str, forms.Form], action: str, data: Any) -> bool:
    """Put into the forms that were not sent what was typed in them beside what they began with, `before`; True when
    there was something."""
    kept = False
    for name, form in before.items():
        if name == action or name not in fresh or not any(key.startswith(f"{name}-") for key in data):
            continue
        if type(form)(data, initial=form.initial, prefix=name).has_changed():
            kept = True
            for key, field in fresh[name].fields.items():
                fresh[name].initial[key] = field.widget.value_from_datadict(data, {}, f"{name}-{key}")
    return kept


def handling(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The forms, for a review that is under way. They are sent together and carried out one at a time: what was typed
    in the others is still there afterwards."""
    found = visible_sheet(request, sheet_id)
    action = request.POST.get("action", "") if request.method == "POST" else ""
    before = forms_of(found) if request.method == "POST" else {}
    shown = forms_of(found, action, request.POST)
    form = shown.get(action)
    done = form is not None and form.is_valid() and carried_out(request, found, action, form)
    if done:
        messages.success(request, _("已记入审核表。"))
        found = visible_sheet(request, sheet_id)
        shown = forms_of(found)
    if not keep_typed(shown, before, action, request.POST) and done:
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
