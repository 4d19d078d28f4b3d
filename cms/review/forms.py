"""What a reviewer fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ConfidentialityTaskState

Decision = ConfidentialityTaskState.Decision


class ConfidentialityApprovalForm(forms.Form):
    """Conclusion and basis of a confidentiality review that passes."""

    decision = forms.ChoiceField(
        label=_("审查结论"),
        choices=[(value, label) for value, label in Decision.choices if value != Decision.NOT_PUBLIC],
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("审查依据"), max_length=300, help_text=_("如：《保守国家秘密法》及本单位保密审查制度。")
    )
    comment = forms.CharField(label=_("审查意见"), required=False, widget=forms.Textarea({"rows": 2}))


class ConfidentialityRejectionForm(forms.Form):
    """Why an item does not pass, or what must be changed first."""

    basis = forms.CharField(label=_("审查依据"), max_length=300)
    comment = forms.CharField(label=_("退回意见"), widget=forms.Textarea({"rows": 3}))

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or {}), "decision": Decision.NOT_PUBLIC.value}


class CommentForm(forms.Form):
    """An opinion that goes with a decision."""

    comment = forms.CharField(label=_("审核意见"), required=False, widget=forms.Textarea({"rows": 3}))


class RejectionForm(forms.Form):
    """What must be changed before the item may come back."""

    comment = forms.CharField(label=_("退回意见"), widget=forms.Textarea({"rows": 3}))
