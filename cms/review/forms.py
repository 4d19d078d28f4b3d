"""What a reviewer fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import ConfidentialityTaskState, ReviewSheet
from . import comments as places
from .answers import answers_in
from .arrangements import companions_of, open_arrangements
from .companions import offered
from .lanes import Lane, Step
from .sheets import current_sheet

Decision = ConfidentialityTaskState.Decision
LONGEST_COMMENT = 1000
MOST_COMMENTS = 100


class CommentsField(forms.JSONField):
    """Comments at places: a list of objects with `path` and `text`."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[dict[str, str]]:
        found = super().clean(value) or []
        if not isinstance(found, list) or len(found) > MOST_COMMENTS or not all(map(is_comment, found)):
            raise ValidationError(_("批注的格式不对，每处须写明位置和内容，不超过1000字。"))
        return [{"path": one["path"], "text": one["text"].strip()} for one in found]


def is_comment(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(name), str) and value[name].strip() for name in ("path", "text"))
        and len(value["text"]) <= LONGEST_COMMENT
    )


class StepForm(forms.Form):
    """A decision about `page`, the newest text of an item, recorded on `sheet`; both None where it is not known."""

    page: Any = None
    sheet: ReviewSheet | None = None


class ApprovalForm(StepForm):
    """An opinion that goes with a decision."""

    comment = forms.CharField(label=_("审核意见"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class FirstApprovalForm(ApprovalForm):
    """初审 that passes: with what came of the policy check."""

    field_order = ["policy_check", "comment"]
    policy_check = forms.ChoiceField(
        label=_("政策性审查"), choices=ReviewSheet.PolicyCheck.choices, widget=forms.RadioSelect
    )


class RejectionForm(StepForm):
    """What must be changed before the item may come back."""

    comment = forms.CharField(label=_("退回意见"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    comments = CommentsField(label=_("批注"), required=False)

    def clean_comments(self) -> list[dict[str, str]]:
        found = self.cleaned_data["comments"]
        for comment in found if self.page is not None else []:
            places.content_path(self.page, comment["path"])
        return found


class ConfidentialityApprovalForm(ApprovalForm):
    """Conclusion and basis of a confidentiality review that passes; for a 公文 its 密级 and 公开范围 as well, and what
    was left out of the signed original."""

    field_order = [
        "secrecy_level", "disclosure_scope", "decision", "basis", "compared_on_paper", "deletion", "comment",
    ]  # fmt: skip
    secrecy_level = forms.ChoiceField(
        label=_("密级"), choices=ReviewSheet.SecrecyLevel.choices, widget=forms.RadioSelect
    )
    disclosure_scope = forms.ChoiceField(
        label=_("公开范围"), choices=ReviewSheet.Scope.choices, widget=forms.RadioSelect
    )
    decision = forms.ChoiceField(
        label=_("审查结论"),
        choices=[(value, label) for value, label in Decision.choices if value != Decision.NOT_PUBLIC],
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("审查依据"), max_length=300, help_text=_("如：《保守国家秘密法》及本单位保密审查制度。")
    )
    compared_on_paper = forms.BooleanField(label=_("已与签发原件人工核对，正文和附件一致"), required=False)
    deletion = forms.CharField(
        label=_("删减说明"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("与签发原件不一致的，写明删减的内容和理由，由签发人确认。"),
    )
    comment = forms.CharField(label=_("审查意见"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_document = self.page is not None and getattr(self.page, "has_signed_original", False)
        if not self.is_document:
            for name in ("secrecy_level", "disclosure_scope", "compared_on_paper", "deletion"):
                del self.fields[name]

    def clean_secrecy_level(self) -> str:
        level: str = self.cleaned_data["secrecy_level"]
        if level != ReviewSheet.SecrecyLevel.NONE:
            raise ValidationError(_("涉密文件不得在网站公开，请退回。"))
        return level

    def clean_disclosure_scope(self) -> str:
        scope: str = self.cleaned_data["disclosure_scope"]
        if scope != ReviewSheet.Scope.SOCIETY:
            raise ValidationError(_("公开范围不是“面向社会”的，不能在网站发布，请退回。"))
        return scope

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_document:
            self.compare(cleaned)
        return cleaned

    def compare(self, cleaned: dict[str, Any]) -> None:
        """Text and annexes are those of the signed original, or it is said what was left out and why."""
        if self.page.unread_in_original() and not cleaned.get("compared_on_paper"):
            why = "；".join(self.page.unread_in_original())
            self.add_error("compared_on_paper", _("%(why)s。须与签发原件人工核对后勾选。") % {"why": why})
        differences = self.page.differences_from_original()
        if differences and not (cleaned.get("deletion") or "").strip():
            shown = "；".join(differences[:5])
            self.add_error(
                "deletion", _("与签发原件不一致：%(differences)s。请退回修改，或者说明删减。") % {"differences": shown}
            )


class ConfidentialityRejectionForm(RejectionForm):
    """What must be changed first; or that the item cannot be public at all, a conclusion that needs its basis."""

    field_order = ["comment", "not_public", "basis", "comments"]
    not_public = forms.BooleanField(
        label=_("审查结论为“不宜公开”"), required=False, help_text=_("修改后可以再审的，不勾选。")
    )
    basis = forms.CharField(
        label=_("审查依据"), required=False, max_length=300, help_text=_("结论为“不宜公开”的，须写明依据。")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refused = bool(cleaned.get("not_public"))
        if refused and not (cleaned.get("basis") or "").strip() and "basis" not in self.errors:
            self.add_error("basis", _("结论为“不宜公开”的，请写明审查依据。"))
        return {**cleaned, "decision": Decision.NOT_PUBLIC.value if refused else ""}


class PlanForm(StepForm):
    """When and how a marked item (热点、易误读) is released, and what explains it to the public."""

    release = forms.ChoiceField(label=_("发布安排"), choices=ReviewSheet.Release.choices, widget=forms.RadioSelect)
    release_at = forms.DateTimeField(
        label=_("批准的发布时间"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
    )
    release_manner = forms.CharField(
        label=_("发布方式"), max_length=200, help_text=_("如“网站与新闻发布会同步”“先解读、后推送”。")
    )
    companion_page_id = forms.TypedChoiceField(
        label=_("配套解读"), required=False, coerce=int, empty_value=None, choices=[]
    )
    answers = ""
    """Where the text has questions and answers: they are signed, and public, with it. Typed here they would be neither."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.sheet is not None and self.sheet.is_marked:
            for name in PLAN:
                self.fields[name].initial = getattr(self.sheet, name)
            self.answers = answers_in(self.page)
            bound = self.bound()
            companion = self.fields["companion_page_id"]
            companion.choices = offered(self.sheet, bound)  # type: ignore[attr-defined]
            companion.help_text = self.needed_words()
            companion.required = not self.answers and not bound
            companion.error_messages["required"] = _("热点或易误读的信息须有配套解读或问答。")
            if bound:
                companion.initial = self.sheet.companion_page_id or bound[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        at_time = cleaned.get("release") == ReviewSheet.Release.AT_TIME
        if at_time and not cleaned.get("release_at"):
            self.add_error("release_at", _("请填写批准的发布时间。"))
        elif at_time and cleaned["release_at"] <= timezone.now():
            self.add_error("release_at", _("发布时间已过，请改为以后的时间；立即发布的，选择“签发后即时发布”。"))
        if not at_time:
            cleaned["release_at"] = None
        if at_time and self.sheet is not None and self.sheet.is_emergency:
            self.add_error("release", _("应急信息须签发后即时发布。"))
        cleaned["companion_text"] = self.answers
        if "companion_page_id" in cleaned and not cleaned["companion_page_id"] and (bound := self.bound()):
            cleaned["companion_page_id"] = bound[0][0]
        return cleaned

    def needed_words(self) -> str:
        """What there is of questions and answers, or where they have to be written."""
        if self.answers:
            return gettext("%(answers)s，随本件一并公开。另有解读的，请选择。") % {"answers": self.answers}
        return gettext(
            "请选择解读本件的信息。没有解读的，须在本件正文中写有问答，或者附有问答，标题写明“问答”；尚未写入的，请退回补充。"
        )

    def bound(self) -> list[tuple[int, str]]:
        """Texts that name the item as what they explain: they go with it, whoever chooses."""
        return companions_of(self.page) if self.page is not None else []


PLAN = ("release", "release_at", "release_manner", "companion_page_id")


class SignOffForm(PlanForm):
    """签发. A marked item needs an approved release and a companion; what was left out of a 公文 is agreed to."""

    field_order = [*PLAN, "deletion_agreed", "comment"]
    deletion_agreed = forms.BooleanField(label=_("同意删减"))
    comment = forms.CharField(label=_("签发意见"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_marked = self.sheet is not None and self.sheet.is_marked
        for name in () if self.is_marked else PLAN:
            del self.fields[name]
        if self.sheet is not None and self.sheet.deletion:
            self.fields["deletion_agreed"].label = _("同意删减：%(what)s") % {"what": self.sheet.deletion}
        else:
            del self.fields["deletion_agreed"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() if self.is_marked else self.cleaned_data
        lane = self.sheet.lane if self.sheet is not None else Lane.ORDINARY
        for one in open_arrangements(self.page, lane) if self.page is not None else ():
            self.add_error(None, _("%(label)s：%(words)s") % {"label": one.label, "words": one.words})
        return cleaned


APPROVALS: dict[str, type[StepForm]] = {
    Step.FIRST_REVIEW: FirstApprovalForm,
    Step.CONFIDENTIALITY: ConfidentialityApprovalForm,
    Step.SIGN_OFF: SignOffForm,
}


def form_for(step: str, action: str, page: Any = None) -> type[StepForm]:
    """The form of `action` at `step`, for the newest text of `page`."""
    rejection = ConfidentialityRejectionForm if step == Step.CONFIDENTIALITY else RejectionForm
    form = APPROVALS[step] if action == "approve" else rejection
    if page is None:
        return form
    facts = {"page": page.get_latest_revision_as_object(), "sheet": current_sheet(page), "__module__": __name__}
    return type(form.__name__, (form,), facts)
