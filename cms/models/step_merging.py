"""Which organs let one person decide several steps."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organs.models import Organ


class StepMergingQuerySet(models.QuerySet):
    def valid(self, at: datetime | None = None) -> Any:
        """Settings in force at `at` (default: now)."""
        at = at or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class StepMerging(models.Model):
    """Leave for one person to decide several steps in an organ with few people (环节合并). Never the last editor, and
    never in the emergency lane. A setting that ends keeps its row."""

    class Steps(models.TextChoices):
        FIRST_AND_CONFIDENTIALITY = "first_review+confidentiality", _("初审和保密审查")
        CONFIDENTIALITY_AND_SIGN_OFF = "confidentiality+sign_off", _("保密审查和签发")
        FIRST_AND_SIGN_OFF = "first_review+sign_off", _("初审和签发")
        ALL = "first_review+confidentiality+sign_off", _("初审、保密审查和签发")

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="step_mergings", verbose_name=_("机构"))
    steps = models.CharField(_("合并的环节"), max_length=50, choices=Steps.choices)
    reason = models.CharField(_("理由"), max_length=300, help_text=_("如“本镇仅有两名工作人员从事信息公开工作”。"))
    approved_by = models.CharField(_("批准人"), max_length=120, help_text=_("姓名和职务。"))
    since = models.DateTimeField(_("生效时间"), default=timezone.now)
    until = models.DateTimeField(_("终止时间"), null=True, blank=True, help_text=_("不填则长期有效。"))

    objects = StepMergingQuerySet.as_manager()

    class Meta:
        verbose_name = _("环节合并")
        verbose_name_plural = _("环节合并")
        ordering = ["organ", "-since"]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_steps_display()}"

    def clean(self) -> None:
        super().clean()
        if self.until and self.until <= self.since:
            raise ValidationError({"until": _("终止时间须晚于生效时间。")})

    def covers(self, steps: set[str]) -> bool:
        """True when one person may decide all of `steps` by this setting."""
        return steps <= set(self.steps.split("+"))
