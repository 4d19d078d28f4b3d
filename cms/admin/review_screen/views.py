"""The screen itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods
from wagtail.permissions import page_permission_policy

from ...review import findings, looks, redacting
from ...review.arrangements import arrangements
from ...review.differences import compare
from ...review.hints import hints_about
from ...review.inspecting import documents_of
from ...review.passages import Passage, passages
from . import comparison, forms, particulars, text_view
from .case import Case, case_for
from .deciding import FINDING, Outcome, act
from .history import history, steps_of
from .opening import images_of

PATIENCE = 1.0
"""Seconds that opening the screen may wait for files to be inspected; the worker does the rest."""


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """One item: its content, differences, findings, files, history, and the decision."""
    case = case_for(request.user, page_id)
    found = passages(case.content)
    outcome = act(request, case, found) if request.method == "POST" else Outcome()
    if outcome.done:
        return redirect("wagtailadmin_home")
    if outcome.masked:
        return redirect("cms_review", page_id)
    steps = steps_of(case.page)
    context = {
        **about(case, request),
        **checked(case, request, found, outcome),
        **compared(case, request, steps),
        **files(case, request.user),
        **decision(case, request, outcome),
        "history": history(steps),
        "errors": outcome.errors,
    }
    return TemplateResponse(request, "cms/admin/review/screen.html", context)


def about(case: Case, request: HttpRequest) -> dict[str, Any]:
    content = case.content
    parts = case.page.get_url_parts()
    return {
        "case": case,
        "content": content,
        "column": case.column,
        "public_facts": particulars.public_facts(content, case.column, (parts[1] + parts[2]) if parts else ""),
        "other_facts": particulars.other_facts(content),
        "arranged": arrangements(content),
        "may_withdraw": case.page.permissions_for_user(request.user).can_unpublish(),
        "may_edit": page_permission_policy.user_has_permission_for_instance(request.user, "change", case.page),
    }


def checked(case: Case, request: HttpRequest, found: list[Passage], outcome: Outcome) -> dict[str, Any]:
    told = findings.findings_in(case.content, patience=PATIENCE)
    return {
        "findings": told,
        "blocking": [one for one in told if one.blocks],
        "hints": hints_about(case.page),
        "masking": masking(case, request.user, told),
        "warnings": [one for one in told if not one.blocks and not one.is_overruled],
        "rows": text_view.rows(found, told, forms.typed_comments(request.POST)),
        "reasons": reasons(request, outcome),
        "refused": refused(outcome),
    }


def masking(case: Case, user: Any, told: list[findings.Finding]) -> dict[str, str]:
    """What can be done about each personal number, by the key of its finding: `mask` it here, `file` for one that stands
    in an attachment, `edit` where only editing helps; '' for people who cannot edit."""
    may_mask = any(one.masked for one in told) and not redacting.objection(case.page, user)
    ways = {
        one.key: "file" if redacting.is_in_file(one) else "mask" if redacting.can_be_masked(one) else "edit"
        for one in told
        if one.masked and not one.is_overruled
    }
    return {key: way if may_mask or way == "file" else "" for key, way in ways.items()}


def reasons(request: HttpRequest, outcome: Outcome) -> dict[str, str]:
    """Reasons that were typed and not taken yet, by the keys of their findings."""
    typed = {
        name.removeprefix("reason:"): str(text) for name, text in request.POST.items() if name.startswith("reason:")
    }
    return {key: text for key, text in typed.items() if key != outcome.judged}


def refused(outcome: Outcome) -> dict[str, str]:
    """Why a finding was not judged or masked, by its key: the browser scrolls to the finding, past the list of errors."""
    return {place.removeprefix(FINDING): text for text, place in outcome.errors if place.startswith(FINDING)}


def compared(case: Case, request: HttpRequest, steps: list[Any]) -> dict[str, Any]:
    versions = comparison.versions(case, request.user, steps)
    version = comparison.chosen(versions, request.GET.get("against", ""))
    return {
        "versions": versions,
        "version": version,
        "differences": compare(version.content(), case.content) if version else [],
        "from_original": original_differences(case),
    }


def original_differences(case: Case) -> list[str]:
    """Lines in which the text differs from the signed original, for types that know one (公文)."""
    ask = getattr(case.content, "differences_from_original", None)
    return list(ask()) if ask else []


def files(case: Case, user: Any) -> dict[str, Any]:
    seen = looks.opened(case.revision.pk, user)
    documents = [(one, looks.document_item(one) in seen) for one in documents_of(case.content)]
    return {
        "documents": documents,
        "images": [(one, looks.image_item(one) in seen) for one in images_of(case.content)],
        "opened_count": sum(opened for _document, opened in documents),
        "content_seen": looks.CONTENT in seen,
    }


def decision(case: Case, request: HttpRequest, outcome: Outcome) -> dict[str, Any]:
    """The forms of the actions that may be taken, the one that was refused with its errors."""
    typed = request.POST if request.method == "POST" else None
    offered = [
        (
            name,
            label,
            outcome.form if outcome.action == name and outcome.form else forms.empty_form(case.task, name, typed),
        )
        for name, label in sorted(case.actions.items(), key=lambda action: action[0] != "approve")
    ]
    return {"offered": offered, "may_judge": "approve" in case.actions, "may_return": "reject" in case.actions}
