"""审查词库 in the admin: the words that the automatic checks look for beside those that come with the house."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import CheckedWord
from .one_by_one import OneByOneIndexView

MOST = 20_000
"""Words in one import."""
SEPARATORS = ("\t", "=", "＝", "→")


class WordsIndexView(OneByOneIndexView):
    """The list, with the way to the import."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("cms.add_checkedword"):
            url = reverse("cms_import_words")
            buttons.append(Button(_("从文本导入"), url=url, icon_name="upload", priority=30))
        return buttons


class CheckedWordViewSet(SnippetViewSet):
    """Words as a menu item of their own."""

    model = CheckedWord
    index_view_class = WordsIndexView
    icon = "list-ul"
    menu_label = gettext_lazy("审查词库")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["text", "kind", "replacement", "active"]
    list_filter = ["kind", "active"]
    search_fields = ["text", "replacement", "note"]
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("active")]),
        FieldRowPanel([FieldPanel("text"), FieldPanel("replacement")]),
        FieldPanel("note"),
    ]


class ImportForm(forms.Form):
    """Words of one kind, one a line."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=CheckedWord.Kind.choices, widget=forms.RadioSelect)
    lines = forms.CharField(
        label=gettext_lazy("词语"),
        widget=forms.Textarea({"rows": 16}),
        max_length=1_000_000,
        help_text=gettext_lazy("每行一个词。错别字词写作“错误写法=规范写法”。空行和以“#”开头的行不导入。"),
    )

    def clean(self) -> dict[str, Any]:
        """Adds `words`. A wrong line refuses the whole, and is named with its number."""
        cleaned = super().clean() or {}
        if "kind" not in cleaned or "lines" not in cleaned:
            return cleaned
        words, errors = {}, []
        for number, line in enumerate(cleaned["lines"].splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            word = word_of(cleaned["kind"], line)
            try:
                word.full_clean(validate_constraints=False)
            except ValidationError as refusal:
                errors.append(_("第%(number)d行：%(error)s") % {"number": number, "error": "；".join(refusal.messages)})
            words[word.text] = word
        if len(words) > MOST:
            errors.append(_("一次最多导入%(most)d个词。") % {"most": MOST})
        if errors:
            self.add_error("lines", errors[:10])
        return {**cleaned, "words": list(words.values())}


def word_of(kind: str, line: str) -> CheckedWord:
    """The word that a line names; after a separator stands what should be written."""
    text, replacement = line, ""
    for separator in SEPARATORS:
        if separator in line:
            text, _separator, replacement = line.partition(separator)
            break
    return CheckedWord(kind=kind, text=text.strip(), replacement=replacement.strip())


@transaction.atomic
def store(words: list[CheckedWord]) -> int:
    """Add those that are not there yet; how many."""
    before = CheckedWord.objects.count()
    CheckedWord.objects.bulk_create(words, batch_size=500, ignore_conflicts=True)
    return CheckedWord.objects.count() - before


def import_words(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("cms.add_checkedword"):
        raise PermissionDenied
    form = ImportForm(request.POST if request.method == "POST" else None, initial={"kind": CheckedWord.Kind.SENSITIVE})
    form.use_required_attribute = False
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        added = store(words)
        told = {"added": added, "known": len(words) - added}
        messages.success(request, _("已导入%(added)d个词，%(known)d个词原已在库中。") % told)
        return redirect(reverse(CheckedWordViewSet().get_url_name("list")))
    context = {
        "page_title": _("审查词库"),
        "page_subtitle": _("从文本导入"),
        "header_title": _("审查词库：从文本导入"),
        "header_icon": "list-ul",
        "form": form,
    }
    return TemplateResponse(request, "cms/admin/review/import_words.html", context)
