"""The forms of columns and publications in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class AnsweredForm(WagtailAdminPageForm):
    """Begins with the organ that answers for the place where the page is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from .answering import organ_answering_for

        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None and not self.initial.get("organ"):
            self.initial["organ"] = organ_answering_for(self.parent_page)


class PublicationForm(AnsweredForm):
    """A draft may be without a body, what is sent for review not."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        written = "body" not in self.fields or "body" in self.errors or cleaned.get("body")
        if not written and not self.is_deferred_validation:
            self.add_error("body", ValidationError(_("正文还没有内容，不能送审。请点击“＋”添加段落或其他内容块。")))
        return cleaned
