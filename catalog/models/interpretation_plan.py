"""解读方案: who explains a document, in which form, by when; or why nobody need."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.days import ADVICE, is_reasonable
from organs.models import Organ

from ..vocabularies import InterpretationForm
from .official_document import OfficialDocumentPage, chinese_date

LONGEST_REASON = 300


class InterpretationPlan(models.Model):
    """The plan of one document, made with its draft and signed with it (同步组织、同步审签、同步部署).

    Whether it is carried out is never stored: the links between publications say so.
    """

    class State(models.TextChoices):
        NOT_NEEDED = "not_needed", _("不需解读")
        DONE = "done", _("已解读")
        OVERDUE = "overdue", _("已逾期")
        DRAFTED = "drafted", _("正在办理")
        PLANNED = "planned", _("已计划")

    document = models.OneToOneField(
        OfficialDocumentPage, models.CASCADE, related_name="interpretation_plan", verbose_name=_("文件")
    )
    organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("解读单位"),
        help_text=_("一般为文件的起草部门。"),
    )
    person = models.CharField(
        _("负责人"), max_length=80, blank=True, help_text=_("起草部门主要负责人为第一解读人；写姓名和职务。")
    )
    forms = models.JSONField(_("解读形式"), default=list, blank=True)
    due_on = models.DateField(_("完成日期"), null=True, blank=True, help_text=_("与文件同步发布，且在实施日期之前。"))
    reason_none = models.CharField(
        _("不需解读的理由"),
        max_length=LONGEST_REASON,
        blank=True,
        help_text=_("确实不需要解读的，写明理由，其余各项留空。"),
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("解读方案")
        verbose_name_plural = _("解读方案")

    def __str__(self) -> str:
        return str(self.document)

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.reason_none.strip():
            if self.organ_id or self.person or self.forms or self.due_on:
                errors["reason_none"] = _("已填写解读安排，就不能再填“不需解读的理由”；请保留其中一项。")
        else:
            errors |= self.missing()
        effective_on = self.document.effective_on
        if self.due_on and effective_on and self.is_late_for(effective_on):
            errors["due_on"] = _("解读须在文件的实施日期（%(day)s）之前完成，请改早。") % {
                "day": chinese_date(effective_on)
            }
        if self.due_on and not is_reasonable(self.due_on):
            errors["due_on"] = ADVICE
        if errors:
            raise ValidationError(errors)

    def missing(self) -> dict[str, Any]:
        """What a plan has to say."""
        return {
            name: message
            for name, message, value in (
                ("organ", _("请选择解读单位；不需要解读的，请填写理由。"), self.organ_id),
                ("person", _("请填写负责人的姓名和职务。"), self.person.strip()),
                ("forms", _("请至少选择一种解读形式。"), self.forms),
                ("due_on", _("请填写完成日期。"), self.due_on),
            )
            if not value
        }

    def is_late_for(self, effective_on: date) -> bool:
        """True when the day lies not before 实施日期, though it could: a document may be in force when it is issued."""
        issued = self.document.issued_on
        return bool(self.due_on and self.due_on >= effective_on and not (issued and effective_on <= issued))

    @property
    def forms_label(self) -> str:
        known = dict(InterpretationForm.choices)
        return "、".join(str(known[one]) for one in self.forms if one in known)

    @property
    def in_words(self) -> str:
        """The plan in one sentence, for the record and for lists."""
        if self.reason_none:
            return str(_("不需解读：%(reason)s")) % {"reason": self.reason_none}
        return str(_("%(organ)s，%(person)s，%(forms)s，%(day)s前完成")) % {
            "organ": self.organ.name if self.organ else "",
            "person": self.person,
            "forms": self.forms_label,
            "day": chinese_date(self.due_on),
        }
