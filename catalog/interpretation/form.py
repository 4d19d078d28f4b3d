"""The editing form of an interpretation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from cms.forms import PublicationForm


class InterpretationPageForm(PublicationForm):
    """A draft may be without its documents, what is sent for review not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from .binding import foreign_hints  # it needs the models that this form belongs to

        super().__init__(*args, **kwargs)
        if documents := self.fields.get("documents"):
            rule = _(
                "其他机关的文件也可以解读；只有该文件的解读方案指定本单位的，才算该文件已解读，请事先与文件的发布机构联系。"
            )
            named = [hint.text for hint in foreign_hints(self.instance)] if self.instance.pk else []
            documents.help_text = format_html_join(
                "", "{}", ((words,) for words in (documents.help_text, rule, *named))
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = "documents" not in self.fields or "documents" in self.errors or cleaned.get("documents")
        if not named and not self.is_deferred_validation:
            self.add_error(
                "documents", ValidationError(_("还没有填写解读的文件，不能送审。请点击“＋”添加，至少一件。"))
            )
        return cleaned
