"""预览链接: handing a draft to an outside front end, and taking it back."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ..models import PreviewLink
from ..previews import LIFETIMES, USUAL, create_link, front_ends, may_preview, origin_of, revoke_link

SHOWN = 50


class PreviewLinkForm(forms.Form):
    """To which front end, and for how long."""

    front_end = forms.ChoiceField(label=gettext_lazy("前端网站"), widget=forms.RadioSelect)
    hours = forms.TypedChoiceField(
        label=gettext_lazy("有效期"), choices=list(LIFETIMES.items()), coerce=int, initial=USUAL
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(address, origin_of(address)) for address in front_ends()]
        field = self.fields["front_end"]
        field.choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            field.initial = choices[0][0]


def preview_links(request: HttpRequest, page_id: int) -> HttpResponse:
    """The links of one text, and the form that makes another. A link is shown once, when it is made."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_preview(request.user, page):
        raise PermissionDenied
    if "revoke" in request.POST:
        return revoke(request, page)
    form, address = PreviewLinkForm(request.POST or None), ""
    revision = page.get_latest_revision()
    if request.method == "POST" and revision is not None and form.is_valid():
        try:
            address = create_link(revision, form.cleaned_data["front_end"], form.cleaned_data["hours"], request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    now = timezone.now()
    links = PreviewLink.objects.filter(page=page.pk).select_related("created_by", "revision").order_by("-created_at")
    context = {
        "page": page,
        "form": form,
        "address": address,
        "revision": revision,
        "has_front_ends": bool(front_ends()),
        "links": [{"link": link, "is_open": link.is_open(now)} for link in links[:SHOWN]],
        "page_title": _("预览链接"),
        "header_title": _("预览链接"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "view",
    }
    return TemplateResponse(request, "cms/admin/preview_links.html", context)


def revoke(request: HttpRequest, page: Page) -> HttpResponse:
    """Take back the link that the button stands for."""
    number = request.POST["revoke"]
    numbers = [int(number)] if number.isascii() and number.isdigit() and len(number) < 19 else []
    link = get_object_or_404(PreviewLink, page=page.pk, pk__in=numbers)
    if revoke_link(link, request.user):
        messages.success(request, _("预览链接已收回，立即失效。"))
    return redirect("cms_preview_links", page.pk)


def to_preview_links(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """At the head of a text with something saved, where there are front ends that may show drafts."""
    if page.latest_revision_id and front_ends() and may_preview(user, page.specific):
        url = reverse("cms_preview_links", args=[page.pk])
        yield Button(_("生成预览链接"), url=url, icon_name="view", priority=6)
