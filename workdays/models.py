"""The table of the working days: the State Council's notices, and what each makes of which day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .notices import NoticeFacts, Special


class NoticeQuerySet(models.QuerySet["Notice"]):
    def valid(self) -> "NoticeQuerySet":
        return self.filter(withdrawn_at=None)


class Notice(models.Model):
    """A notice of the General Office of the State Council on holidays. Kept when withdrawn: its number stays known."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("年度安排")
        ADJUSTMENT = "adjustment", _("调整")

    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.CharField(_("文号"), max_length=60, unique=True)
    title = models.CharField(_("标题"), max_length=200)
    issued_on = models.DateField(_("印发日期"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    url = models.URLField(_("网址"), max_length=500, blank=True)
    entered_at = models.DateTimeField(_("录入时间"))
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("放假通知")
        verbose_name_plural = _("放假通知")
        ordering = ["-year", "-issued_on", "-pk"]
        default_permissions = ()
        permissions = [("import_notices", _("导入放假安排"))]
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(kind="annual", withdrawn_at=None), name="workdays_one_annual_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}《{self.title}》"

    def facts(self, days: tuple[Special, ...]) -> NoticeFacts:
        annual = self.kind == self.Kind.ANNUAL
        return NoticeFacts(self.year, self.number, self.title, self.issued_on, annual, self.url, days)


class SpecialDay(models.Model):
    """A day that a notice makes a holiday, or a working day. Where notices differ, the one issued last holds, of those
    issued on one day the one entered last."""

    class Nature(models.TextChoices):
        OFF = "off", _("放假")
        WORK = "work", _("上班")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="days", verbose_name=_("放假通知"))
    date = models.DateField(_("日期"))
    nature = models.CharField(_("安排"), max_length=4, choices=Nature.choices)
    holiday = models.CharField(_("节日"), max_length=40)

    class Meta:
        verbose_name = _("特殊日期")
        verbose_name_plural = _("特殊日期")
        ordering = ["date", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["notice", "date"], name="workdays_day_once_a_notice")]

    def __str__(self) -> str:
        return f"{self.date} {self.get_nature_display()}"
