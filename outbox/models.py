"""What has to happen after a commit, as rows; and who is at work on them."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ALIVE = timedelta(seconds=30)


class OutboxQuerySet(models.QuerySet["OutboxRow"]):
    """The states of a row are derived from its times, never stored."""

    def pending(self) -> "OutboxQuerySet":
        """Neither done nor given up."""
        return self.filter(done_at=None, dead_at=None)

    def due(self, at: datetime | None = None) -> "OutboxQuerySet":
        """Pending, its time has come, and in nobody's hands."""
        at = at or timezone.now()
        return self.pending().filter(Q(lease_until=None) | Q(lease_until__lt=at), available_at__lte=at)

    def dead(self) -> "OutboxQuerySet":
        """Given up: somebody has to look."""
        return self.exclude(dead_at=None)


class OutboxRow(models.Model):
    """One thing to do for somebody outside, written in the transaction that wants it done."""

    kind = models.CharField(_("种类"), max_length=64)
    payload = models.JSONField(_("内容"), default=dict)
    uid = models.UUIDField(_("标识"), default=uuid.uuid4, unique=True, editable=False)
    dedupe = models.CharField(_("去重键"), max_length=200, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(_("写入时间"), default=timezone.now)
    available_at = models.DateTimeField(_("最早执行时间"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("已尝试次数"), default=0)
    token = models.UUIDField(_("租约"), null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("租约到期"), null=True, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    dead_at = models.DateTimeField(_("放弃时间"), null=True, blank=True)
    last_error = models.TextField(_("最近一次错误"), blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("待发事项")
        verbose_name_plural = _("待发事项")
        ordering = ["-id"]
        indexes = [
            models.Index(
                F("available_at"), F("id"), condition=Q(done_at=None, dead_at=None), name="outbox_row_pending"
            ),
            models.Index(fields=["dead_at"], condition=Q(dead_at__isnull=False), name="outbox_row_dead"),
            models.Index(fields=["done_at"], condition=Q(done_at__isnull=False), name="outbox_row_done"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def state(self) -> str:
        """What an operator calls it."""
        if self.done_at:
            return gettext("已完成")
        if self.dead_at:
            return gettext("已放弃")
        if self.lease_until and self.lease_until > timezone.now():
            return gettext("处理中")
        return gettext("等待重试") if self.attempts else gettext("等待处理")


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self, at: datetime | None = None) -> "WorkerQuerySet":
        """Gave a sign of life within the last thirty seconds."""
        return self.filter(seen_at__gte=(at or timezone.now()) - ALIVE)


class Worker(models.Model):
    """A `work` process and its last sign of life. The one with the lead runs the duties; all of them deliver rows."""

    name = models.CharField(_("名称"), max_length=120, unique=True)
    started_at = models.DateTimeField(_("启动时间"))
    seen_at = models.DateTimeField(_("最近心跳"))

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("后台进程")
        verbose_name_plural = _("后台进程")

    def __str__(self) -> str:
        return self.name


class Lead(models.Model):
    """One row: which worker runs the duties until when."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    worker = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("值班")
        verbose_name_plural = _("值班")

    def __str__(self) -> str:
        return self.worker
