"""The forms of columns and publications in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from organs.models import Organ


class AnsweredForm(WagtailAdminPageForm):
    """Begins with the organ that answers for the place where the page is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from .answering import organ_answering_for

        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None and not self.initial.get("organ"):
            self.initial["organ"] = organ_answering_for(self.parent_page)


class PublicationForm(AnsweredForm):
    """A draft may be without a body, what is sent for review not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "organ" in self.fields and self.for_user is not None:
            self.limit_organs()

    def limit_organs(self) -> None:
        """Nobody writes under the name of an organ in which they may not; the organ that a page has can stay."""
        from .permissions.rights import organs_to_write_for, rights_of
        from .permissions.table import Act

        organs = organs_to_write_for(self.for_user, self.parent_page)
        if self.instance.pk is not None:
            organs = organs | Organ.objects.filter(pk=self.instance.organ_id)
        elif not organs.filter(pk=self.initial.get("organ")).exists():
            found = list(organs.values_list("pk", flat=True)[:2])
            self.initial["organ"] = found[0] if len(found) == 1 else None
        self.fields["organ"].queryset = organs.order_by("position", "pk")
        if not rights_of(self.for_user).everywhere(Act.CREATE):
            self.fields["organ"].widget = forms.Select()
            self.fields["organ"].widget.choices = [
                ("", "---------"),
                *((organ.pk, str(organ)) for organ in self.fields["organ"].queryset),
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        written = "body" not in self.fields or "body" in self.errors or cleaned.get("body")
        if not written and not self.is_deferred_validation:
            self.add_error("body", ValidationError(_("正文还没有内容，不能送审。请点击“＋”添加段落或其他内容块。")))
        return cleaned

    def _post_clean(self) -> None:
        """Also ask for a note where what is public changes: the page holds the whole of the form only now."""
        from .clearance.corrections import correction_problem  # it needs the models that this form belongs to

        super()._post_clean()
        if self.is_deferred_validation or self.errors or "correction_note" not in self.fields:
            return
        if problem := correction_problem(self.instance):
            self.add_error("correction_note", problem)
