"""Which drafts came from which imported text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ImportedDocument(models.Model):
    """The text a page was imported from. Goes with its page, so that what was deleted can be imported again."""

    digest = models.CharField(_("文本指纹"), max_length=64, unique=True)
    page = models.OneToOneField(Page, models.CASCADE, related_name="+", verbose_name=_("页面"))
    file_name = models.CharField(_("文件名"), max_length=255)
    warnings = models.JSONField(_("需核对的问题"), default=list)
    suggested_themes = models.JSONField(_("建议的主题分类"), default=list)
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("导入的文件")
        verbose_name_plural = _("导入的文件")

    def __str__(self) -> str:
        return self.file_name
