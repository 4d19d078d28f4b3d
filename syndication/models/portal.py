"""上级门户 that receive service guides, and the 办事事项与栏目对照表: which guide stands in which of their columns."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

CODE = RegexValidator(r"^[a-z][a-z0-9-]{1,39}$", _("代号由小写字母、数字和短横线组成，以字母开头。"))
ADDRESS = URLValidator(schemes=["http", "https"], message=_("请填写完整的网址，如“https://zwfw.example/”。"))


class Portal(models.Model):
    """A portal that receives what one of our sites publishes: so far a name and an address."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="portals", verbose_name=_("报送的网站"))
    code = models.CharField(
        _("代号"), max_length=40, validators=[CODE], help_text=_("写在接口的网址中，如“sheng-zwfw”。")
    )
    name = models.CharField(_("门户名称"), max_length=120, help_text=_("全称，如“青岚省政务服务网”。"))
    url = models.CharField(_("网址"), max_length=300, validators=[ADDRESS], help_text=_("完整的网址，从协议写起。"))

    class Meta:
        verbose_name = _("上级门户")
        verbose_name_plural = _("上级门户")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["site", "code"], name="portal_code_once_on_site")]
        permissions = [("keep_portals", _("可以维护办事事项与栏目对照表"))]

    def __str__(self) -> str:
        return self.name


class PortalLine(models.Model):
    """One line of the table of one portal, from one day on. Append-only: a change is another line, announced before it
    holds; of lines that hold from the same day the last announced one counts.

    `ends` says that the guide stands there no longer. `announced_by` is None where the table follows a guide by itself.
    """

    portal = models.ForeignKey(Portal, models.CASCADE, related_name="lines")
    uid = models.UUIDField(db_index=True)
    item_code = models.CharField(_("事项编码"), max_length=40, blank=True)
    title = models.CharField(_("事项名称"), max_length=255)
    url = models.CharField(_("办事指南网址"), max_length=800)  # scheme and the longest host before 500 of path
    source_column = models.CharField(_("所在栏目"), max_length=255, blank=True)
    column = models.CharField(_("门户栏目"), max_length=120)
    column_code = models.CharField(_("门户栏目编码"), max_length=60, blank=True)
    ends = models.BooleanField(_("移出"), default=False)
    holds_from = models.DateField(_("生效日期"))
    announced_at = models.DateTimeField(_("告知时间"))
    reason = models.CharField(_("提前不足的理由"), max_length=300, blank=True)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("经办人")
    )

    class Meta:
        verbose_name = _("对照表条目")
        verbose_name_plural = _("对照表条目")
        ordering = ["holds_from", "pk"]
        indexes = [models.Index(fields=["portal", "uid", "holds_from"])]

    def __str__(self) -> str:
        return f"{self.title} → {self.column}"

    @property
    def announced_on(self) -> date:
        """The day in Beijing."""
        return localdate(self.announced_at)

    @property
    def notice_days(self) -> int:
        return (self.holds_from - self.announced_on).days

    @property
    def is_short(self) -> bool:
        """True when less than the days that were promised lie between announcement and effect."""
        return self.notice_days < settings.PORTAL_NOTICE_DAYS

    def facts(self) -> tuple[Any, ...]:
        """What the portal acts on."""
        told = (self.item_code, self.title, self.url, self.source_column, self.column, self.column_code)
        return (self.ends, *((self.column,) if self.ends else told))
