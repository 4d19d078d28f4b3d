"""The form of a publication in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class PublicationForm(WagtailAdminPageForm):
    """Begins with the organ that answers for the column; a draft may be without a body, what is sent for review not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None and not self.initial.get("organ"):
            self.initial["organ"] = getattr(self.parent_page.specific, "organ_id", None)

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
