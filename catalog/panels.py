"""Panels of the editing view that only types of the catalogue have."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from .catalogue_items import title_of
from .models.imported_document import ImportedDocument


class ThemeSuggestionPanel(HelpPanel):
    """What the import suggests as 主题分类, until somebody has chosen one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "catalog/admin/theme_suggestion.html")
        kwargs.setdefault("heading", _("主题分类建议"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def suggestions(self) -> list[dict[str, Any]]:
            """[{theme, words}]; read once."""
            if not hasattr(self, "_suggestions"):
                known = ImportedDocument.objects.filter(page=self.instance.pk) if self.instance.pk else None
                found = known.values_list("suggested_themes", flat=True).first() if known is not None else None
                self._suggestions = found or []
            return self._suggestions

        def is_shown(self) -> bool:
            return not self.instance.theme and bool(self.suggestions)


class ItemSuggestionPanel(HelpPanel):
    """In which item of the catalogue the text should rather stand (`suggested_item()` of the page); it sets nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "catalog/admin/item_suggestion.html")
        kwargs.setdefault("heading", _("组配分类建议"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def suggestion(self) -> str:
            """The item's title; "" for none."""
            return title_of(self.instance.suggested_item())

        def is_shown(self) -> bool:
            return bool(self.suggestion)
