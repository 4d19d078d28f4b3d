"""Links by which an outside front end shows one revision that is not public (yet)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class PreviewLink(models.Model):
    """A link that was handed out. Its token is not kept, only the token's sha256: nobody can read it from here."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("稿件"))
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name=_("版本"))
    digest = models.CharField(max_length=64, unique=True)
    origin = models.CharField(_("前端网站"), max_length=200, help_text="Scheme, host and port of the front end.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("生成人"))
    created_at = models.DateTimeField(_("生成时间"))
    expires_at = models.DateTimeField(_("有效期至"))
    revoked_at = models.DateTimeField(_("收回时间"), null=True)

    class Meta:
        verbose_name = _("预览链接")
        verbose_name_plural = _("预览链接")
        indexes = [models.Index(fields=["page", "-created_at"], name="cms_previewlink_of_page")]

    def __str__(self) -> str:
        return f"{self.origin} {self.created_at:%Y-%m-%d %H:%M}"

    def is_open(self, at: datetime) -> bool:
        """True while the link shows something to its front end."""
        return self.revoked_at is None and self.created_at <= at < self.expires_at
