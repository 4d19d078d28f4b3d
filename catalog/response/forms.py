"""The editing form of a response."""

from typing import Any

from ..catalogue_items import DEFAULT_CODE
from ..forms import KnowingForm
from .rules import ResponseKind

EMERGENCIES = "20-12"
"""The item of the catalogue for 突发公共事件的应急预案、预警信息及应对情况."""


class ResponseForm(KnowingForm):
    """A draft may lack what its kind asks for, what is sent for review not. A new incident stands in its own item."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        incident = cleaned.get("response_kind") == ResponseKind.INCIDENT
        if self.instance.pk is None and incident and cleaned.get("catalogue_group") == DEFAULT_CODE:
            cleaned["catalogue_group"] = EMERGENCIES
        return cleaned

    def _post_clean(self) -> None:
        """The page holds the whole of the form only now."""
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, message in self.instance.unanswered().items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, message)
