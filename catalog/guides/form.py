"""The editing form of a guide: what a draft may still lack, what is sent for review may not, but for the forms."""

from typing import Any

from ..forms import KnowingForm
from .rules import lacking, names_without_form


class ServiceGuideForm(KnowingForm):
    """Blank forms may come while the review runs: without them nobody can sign."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.instance.live:
            return
        has_forms = not names_without_form(self.instance)
        told: set[Any] = set(self.errors)
        for name, problem in lacking(self.instance):
            if name in self.fields and name not in told and (has_forms or name != "materials"):
                self.add_error(name, problem)
                told.add(name)
