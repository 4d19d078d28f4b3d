"""One 信息发布审核表, as it is printed and filed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from wagtail.models import Page

from register.addresses import absolute
from register.models import Entry

from ...models import FindingDecision, ReviewSheet, ReviewStep
from ...review.lanes import DECIDERS, Step
from ...review.sheets import name_of
from ..review_screen.case import has_role

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


def judgements_of(sheet: ReviewSheet) -> list[dict[str, Any]]:
    """What people judged of the findings of the checks while the review was under way, earliest first. One query."""
    if sheet.uid is None:  # a column has no findings
        return []
    made = FindingDecision.objects.filter(uid=sheet.uid, at__gte=sheet.opened_at)
    made = made.filter(at__lte=sheet.closed_at) if sheet.closed_at else made
    return [{"decision": one, "by": name_of(one.by)} for one in made.select_related("by")]


def item_of(sheet: ReviewSheet, user: Any) -> Page | None:
    """The item, while it is there and its review screen is open to `user`; a column has none."""
    if sheet.uid is None or not has_role(user, sheet.organ_id):
        return None
    return Page.objects.filter(pk=sheet.page_id, latest_revision__isnull=False).first()


def public_address_of(sheet: ReviewSheet) -> str:
    """Where the public reads the item now; nothing when it does not."""
    entry = Entry.objects.live().filter(uid=sheet.uid).select_related("site").first() if sheet.uid else None
    return absolute(entry.site, entry.url) if entry else ""


def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The table on A4, black and white."""
    found = visible_sheet(request, sheet_id)
    entries = list(found.steps.all())
    context = {
        "sheet": found,
        "item": item_of(found, request.user),
        "public_address": public_address_of(found),
        "rows": rows_of(found, entries),
        "others": [entry for entry in entries if entry.action in OUTSIDE_STEPS],
        "judgements": judgements_of(found),
        "signed": [one for one in entries if one.step == Step.SIGN_OFF and one.action == ReviewStep.Action.APPROVE],
        "owed": getattr(found, "after_review", None),
        "owing": getattr(found, "reviews_after", None),
    }
    response = TemplateResponse(request, "cms/admin/review_sheets/sheet.html", context)
    response["Cache-Control"] = "no-store"
    return response
