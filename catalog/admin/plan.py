"""解读方案: the form of a document's plan, for everybody in its organ."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.permissions.rights import rights_of
from cms.permissions.table import Act
from organs.models import Organ

from ..interpretation.plans import is_signed, keep_plan, mark_of, may_release, plan_of, releases, state_of, told_of
from ..models import InterpretationPlan, OfficialDocumentPage
from ..vocabularies import InterpretationForm


class PlanForm(forms.ModelForm):
    """Who explains the document, how and by when; or why nobody need. `seen` tells which plan was read before."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    forms = forms.MultipleChoiceField(
        label=InterpretationPlan._meta.get_field("forms").verbose_name,
        choices=InterpretationForm.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = InterpretationPlan
        fields = ["organ", "person", "forms", "due_on", "reason_none"]
        widgets = {"due_on": AdminDateInput, "reason_none": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, stored: InterpretationPlan | None, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored, self.user = stored, user
        self.fields["organ"].queryset = Organ.objects.active()  # type: ignore[attr-defined]
        self.fields["seen"].initial = mark_of(stored)
        if is_signed(self.instance.document):
            self.fields["reason_none"].help_text = _("文件已经签发，是否不需要解读，由签发人决定。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("seen") != mark_of(self.stored):
            self.add_error(None, told_of(self.stored))
            self.show(self.stored)
        document = self.instance.document
        if releases(cleaned.get("reason_none", ""), document, self.stored) and not may_release(self.user, document):
            self.add_error("reason_none", _("文件已经签发，不需要解读的，须由签发人填写理由；请与签发人联系。"))
        return cleaned

    def show(self, stored: InterpretationPlan | None) -> None:
        """Let the form, shown again, be about `stored`: saved once more it takes its place."""
        self.data = {**self.data.dict(), "forms": self.data.getlist("forms"), "seen": mark_of(stored)}  # type: ignore[attr-defined]


def may_plan(user: Any, page: OfficialDocumentPage) -> bool:
    """True for everybody who sees the drafts of the document's organ: who writes, reviews and signs it."""
    return rights_of(user).may(Act.SEE, page.organ_id)


def plan(request: HttpRequest, page_id: int) -> HttpResponse:
    """The plan of one document. Raises Http404 for what is none."""
    found = OfficialDocumentPage.objects.select_related("organ").filter(pk=page_id).first()
    if found is None:
        raise Http404
    if not may_plan(request.user, found):
        raise PermissionDenied
    document = found.get_latest_revision_as_object()
    known = plan_of(found)
    made = plan_of(found) or InterpretationPlan(document=found, organ=found.organ)
    made.document = document  # the newest text: its 实施日期 counts
    form = PlanForm(request.POST or None, instance=made, stored=known, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.instance.document = found
        try:
            keep_plan(form.instance, request.user)
        except ValidationError as refusal:  # saved by another in this moment
            form.add_error(None, refusal)
            form.show(plan_of(found))
        else:
            messages.success(request, _("解读方案已保存。"))
            return redirect(after(document))
    context = {
        "form": form,
        "document": document,
        "state": state_of(known).label if known else "",
        "back": after(document),
        "page_title": _("解读方案"),
        "header_title": _("解读方案"),
        "page_subtitle": document.title,
        "header_icon": "calendar-check",
    }
    return TemplateResponse(request, "catalog/admin/plan.html", context)


def after(document: OfficialDocumentPage) -> str:
    """Where people go on: to the review screen, which everybody in the organ may open; without a text, home."""
    return reverse("cms_review", args=[document.pk]) if document.latest_revision_id else reverse("wagtailadmin_home")


def plan_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """解读方案, at the head of a document that was saved."""
    if page.pk and issubclass(page.specific_class or Page, OfficialDocumentPage) and may_plan(user, page.specific):
        url = reverse("catalog_interpretation_plan", args=[page.pk])
        yield Button(_("解读方案"), url=url, icon_name="calendar-check", priority=6)
