"""One 信息发布审核表, as it is printed and filed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from ...models import ReviewSheet, ReviewStep
from ...review.lanes import DECIDERS, Step

OUTSIDE_STEPS = (
    ReviewStep.Action.SUBMIT, ReviewStep.Action.RAISE, ReviewStep.Action.LOWER, ReviewStep.Action.MARK,
    ReviewStep.Action.PLAN, ReviewStep.Action.CANCEL,
)  # fmt: skip


def visible_sheet(request: HttpRequest, sheet_id: int) -> ReviewSheet:
    """The sheet, for people of its organ, of 编辑部, and superusers. Raises Http404 for everybody else."""
    sheets = ReviewSheet.objects.visible_to(request.user)
    related = ("organ", "workflow_state", "after_review", "reviews_after__sheet")
    return get_object_or_404(sheets.select_related(*related), pk=sheet_id)


def rows_of(sheet: ReviewSheet, entries: list[ReviewStep]) -> list[dict[str, Any]]:
    """The steps of the lane in their order, each with its entries; a step nobody has decided has none."""
    done = {entry.step for entry in entries}
    steps = [step for step in Step if step in DECIDERS[sheet.lane] or step in done]
    return [{"label": step.label, "entries": [one for one in entries if one.step == step]} for step in steps]


def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The table on A4, black and white."""
    found = visible_sheet(request, sheet_id)
    entries = list(found.steps.all())
    context = {
        "sheet": found,
        "rows": rows_of(found, entries),
        "others": [entry for entry in entries if entry.action in OUTSIDE_STEPS],
        "signed": [one for one in entries if one.step == Step.SIGN_OFF and one.action == ReviewStep.Action.APPROVE],
        "owed": getattr(found, "after_review", None),
        "owing": getattr(found, "reviews_after", None),
    }
    response = TemplateResponse(request, "cms/admin/review_sheets/sheet.html", context)
    response["Cache-Control"] = "no-store"
    return response
