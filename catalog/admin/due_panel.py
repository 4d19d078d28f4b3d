"""When a publication is due, in the editor."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel


class DuePanel(Panel):
    """Says by when the page must be public (《条例》第二十六条), counted from the dates as they were last saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": gettext_lazy("公开期限"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "catalog/admin/due_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            words, is_late = due_words(self.instance, timezone.localdate())
            return {**super().get_context_data(parent_context), "words": words, "is_late": is_late}


def due_words(page: Any, today: date) -> tuple[str, bool]:
    """(what the editor reads, whether it is late). `page` is a `CataloguePage`."""
    if page.due_on is None:
        return str(page.due_unknown), False
    facts = {"due": f"{page.due_on:%Y-%m-%d}", "basis": page.due_basis()}
    if published := page.public_since:
        late = published > page.due_on
        facts["published"] = f"{published:%Y-%m-%d}"
        said = (
            _("应于%(due)s前公开，%(published)s公开，已逾期。") if late else _("应于%(due)s前公开，%(published)s公开。")
        )
        return said % facts, late
    if today > page.due_on:
        return _("应于%(due)s前公开（%(basis)s），现已逾期，请尽快送审。") % facts, True
    return _("应于%(due)s前公开：%(basis)s。") % facts, False
