"""翻译: a draft in another language beside a page, and the translations whose originals have left them behind."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page

from register.languages import native_name, tag_of

from ..languages.outdated import outdated
from ..languages.translating import TranslatedAlready, place_of, translate
from ..permissions.rights import rights_of
from ..permissions.table import Act

ROWS = 20


class TranslationForm(forms.Form):
    """Into which language: of those that the page lacks, those in which its place has been translated."""

    locale = forms.ModelChoiceField(
        Locale.objects.none(), label=gettext_lazy("译成"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = page.get_translations(inclusive=True).values("locale")
        free = [locale.pk for locale in Locale.objects.exclude(pk__in=here) if place_of(page, locale) is not None]
        self.fields["locale"].queryset = Locale.objects.filter(pk__in=free)  # type: ignore[attr-defined]
        self.fields["locale"].initial = free[0] if len(free) == 1 else None
        self.fields["locale"].label_from_instance = lambda locale: native_name(tag_of(locale.language_code))  # type: ignore[attr-defined]

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["locale"].queryset.exists())  # type: ignore[attr-defined]


class TranslateView(WagtailAdminTemplateMixin, TemplateView):
    """One page into one language, for whoever may write in the column to which it goes."""

    template_name = "cms/admin/translate.html"

    @cached_property
    def original(self) -> Page:
        found: Page = get_object_or_404(Page, pk=self.kwargs["page_id"], depth__gt=1).specific
        return found

    @cached_property
    def form(self) -> TranslationForm:
        return TranslationForm(self.original, self.request.POST if self.request.method == "POST" else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, form=self.form, original=self.original)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs))
        locale = self.form.cleaned_data["locale"]
        place = place_of(self.original, locale)
        if place is None or not self.original.permissions_for_user(request.user).can_copy_to(place.specific):
            raise PermissionDenied(_("您不能在“%(column)s”写稿。") % {"column": place.title if place else ""})
        name = native_name(tag_of(locale.language_code))
        try:
            copied = translate(self.original, locale, request.user)
        except TranslatedAlready as refusal:
            messages.warning(request, _("本页已有%(language)s译文，请在其中修改。") % {"language": name})
            return redirect("wagtailadmin_pages:edit", refusal.page.pk)
        messages.success(request, _("已建立%(language)s译文的草稿，请翻译后送审。") % {"language": name})
        return redirect("wagtailadmin_pages:edit", copied.pk)


def buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Beside a page, for those who write or build columns, where the house knows more than one language."""
    rights = rights_of(user)
    if len(settings.WAGTAIL_CONTENT_LANGUAGES) < 2 or page.is_root():
        return
    if rights.is_superuser or rights.may(Act.CREATE) or rights.may(Act.STRUCTURE):
        yield Button(_("翻译"), reverse("cms_translate", args=[page.pk]), icon_name="globe", priority=60)


class OutdatedPanel(Component):
    """On the dashboard of everybody who sees an organ's texts: translations whose originals changed or went."""

    name = "outdated-translations"
    template_name = "cms/admin/outdated.html"
    order = 170

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        organs = rights_of(parent_context["request"].user).organs(Act.SEE)
        found = outdated(organs) if organs else []
        return {"total": len(found), "rows": found[:ROWS]}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OutdatedPanel())
