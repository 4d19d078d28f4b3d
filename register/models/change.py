"""Everything that ever changed, in the order in which it was committed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry


class Sequence(models.Model):
    """One row whose lock makes `seq` increase in commit order: whoever holds it commits before the next may count."""

    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class Change(models.Model):
    """One change of one entry. Append-only; a follower that remembers the last `seq` it saw misses none."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("发布")
        UPDATED = "updated", _("更新")
        MOVED = "moved", _("移动")
        WITHDRAWN = "withdrawn", _("撤回")
        RESTORED = "restored", _("恢复")

    seq = models.BigIntegerField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    occurred_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    edition = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("变更记录")
        verbose_name_plural = _("变更记录")
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
