"""Who did what, when, from where and with what result; and where the chain of these records ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditRecord(models.Model):
    """One thing that was done or refused. Written by `audit.services` only; triggers refuse every change.

    No foreign key: people and things may be deleted, what they did stays. `actor_id` empty is the system, or somebody
    who is not logged in. `occurred_at` need not increase with `seq`: a refusal is written after the rollback it caused.
    """

    class Result(models.TextChoices):
        DONE = "done", _("已完成")
        REFUSED = "refused", _("被拒绝")
        FAILED = "failed", _("失败")

    seq = models.BigIntegerField(_("序号"), primary_key=True)
    occurred_at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("人员编号"), null=True, blank=True)
    actor_name = models.CharField(_("人员"), max_length=150, blank=True)
    action = models.CharField(_("操作"), max_length=60)
    result = models.CharField(_("结果"), max_length=10, choices=Result.choices, default=Result.DONE)
    target_type = models.CharField(_("对象种类"), max_length=100, blank=True)
    target_id = models.CharField(_("对象编号"), max_length=64, blank=True)
    target_title = models.CharField(_("对象"), max_length=255, blank=True)
    organ = models.CharField(_("机构代号"), max_length=40, blank=True)
    ip = models.CharField(_("来源地址"), max_length=45, blank=True)
    agent = models.CharField(_("来源程序"), max_length=200, blank=True)
    details = models.JSONField(_("详情"), default=dict)
    previous = models.CharField(_("上一条校验值"), max_length=64, blank=True)
    digest = models.CharField(_("校验值"), max_length=64)

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计日志")
        ordering = ["-seq"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["occurred_at"], name="audit_record_time"),
            models.Index(fields=["actor_name", "seq"], name="audit_record_actor"),
            models.Index(fields=["action", "seq"], name="audit_record_action"),
            models.Index(fields=["organ", "seq"], name="audit_record_organ"),
            models.Index(fields=["target_type", "target_id", "seq"], name="audit_record_target"),
            models.Index(fields=["result", "seq"], condition=~models.Q(result="done"), name="audit_record_not_done"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class AuditHead(models.Model):
    """The only row: the last record, and the last one that retention removed (`removed_seq`, 0 when none was).

    Its lock orders the records. `seal` covers the last record and is renewed with each; `removed_seal` covers the
    place where the chain begins and is renewed by `audit.retention` only, so that no later record makes a forged one good.
    """

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    removed_seq = models.BigIntegerField(default=0)
    removed_digest = models.CharField(max_length=64, blank=True)
    removed_seal = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.seq)
