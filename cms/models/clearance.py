"""What was signed, what is public now, and what was taken down. Kept as long as the publication and its archive."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Clearance(models.Model):
    """One signature (签发) over one content. Append-only: it can be voided, once, and nothing else of it changes.

    Names what it belongs to by number and text, because pages, columns and organs go and this row stays. Equal digest
    and no `voided_at` is what lets a page be public; triggers in the database ask the same.
    """

    class VoidReason(models.TextChoices):
        SUPERSEDED = "superseded", _("已由新的签发取代")
        WITHDRAWN = "withdrawn", _("信息已撤下")
        EXPIRED = "expired", _("公开期限届满")
        MOVED = "moved", _("稿件移到其他单位的栏目")
        DELETED = "deleted", _("稿件已删除")
        REVOKED = "revoked", _("签发已收回")

    uid = models.UUIDField(_("信息标识"), db_index=True)
    page_id = models.BigIntegerField(_("页面编号"))
    revision_id = models.BigIntegerField(_("版本编号"), null=True)
    digest = models.CharField(_("内容指纹"), max_length=64)
    title = models.CharField(_("签发时的标题"), max_length=255)
    organ_code = models.CharField(_("发布机构代号"), max_length=40)
    column_organ_code = models.CharField(_("栏目责任单位代号"), max_length=40, blank=True)
    lane = models.CharField(_("审核通道"), max_length=20)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("签发人"))
    signer_name = models.CharField(_("签发人姓名"), max_length=150)
    capacity = models.CharField(_("签发人职务"), max_length=200)
    signed_at = models.DateTimeField(_("签发时间"))
    not_before = models.DateTimeField(_("批准的发布时间"), null=True)
    sheet = models.JSONField(_("审核记录"), default=list, encoder=DjangoJSONEncoder)
    secrecy = models.JSONField(_("保密审查"), default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(_("更正说明"), blank=True)
    voided_at = models.DateTimeField(_("失效时间"), null=True)
    void_reason = models.CharField(_("失效原因"), max_length=20, blank=True, choices=VoidReason.choices)

    class Meta:
        verbose_name = _("签发记录")
        verbose_name_plural = _("签发记录")
        ordering = ["-signed_at", "-pk"]
        indexes = [models.Index(fields=["page_id", "digest"], name="cms_clearance_of_content")]

    def __str__(self) -> str:
        return f"{self.title} {self.signer_name}"


class PublicDigest(models.Model):
    """The digest of what is stored as public of one page; there is no row for what is not public.

    `passing` is set while a save that was admitted writes the page's rows; the triggers let nobody else change them.
    """

    page_id = models.BigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    passing = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.page_id} {self.digest[:12]}"


class Withdrawal(models.Model):
    """Who took down what, and why in truth; the public may be told less (`cms.withdrawal.PUBLIC_REASONS`)."""

    class Reason(models.TextChoices):
        LEAK = "leak", _("泄露国家秘密、工作秘密")
        PERSONAL = "personal", _("涉及个人信息")
        ERROR = "error", _("严重表述错误")
        OUTDATED = "outdated", _("内容过时")
        REPEALED = "repealed", _("依据废止")
        DUPLICATE = "duplicate", _("重复发布")
        REASSIGNED = "reassigned", _("职责调整")
        OTHER = "other", _("其他")

    uid = models.UUIDField(_("信息标识"), db_index=True)
    page_id = models.BigIntegerField(_("页面编号"))
    organ_code = models.CharField(_("发布机构代号"), max_length=40)
    reason = models.CharField(_("撤下原因"), max_length=20, choices=Reason.choices)
    note = models.TextField(_("说明"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("撤下人")
    )
    capacity = models.CharField(_("撤下人职务"), max_length=200, blank=True)
    at = models.DateTimeField(_("撤下时间"))

    class Meta:
        verbose_name = _("撤下记录")
        verbose_name_plural = _("撤下记录")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.get_reason_display()}"

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise models.ProtectedError(str(_("撤下记录不能删除。")), {self})
