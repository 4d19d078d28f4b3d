"""Index numbers (索引号): 前段码/年份-五位流水号 (《政府信息公开目录系统实施指引(试行)》, core metadata 1)."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from organs.models import Organ

BEIJING = ZoneInfo(settings.TIME_ZONE)
LAST = 99_999


class IndexSeries(models.Model):
    """The last serial number given under one prefix in one year. Its row is locked while a number is allotted."""

    prefix = models.CharField(max_length=18)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="catalog_index_series")]

    def __str__(self) -> str:
        return f"{self.prefix}/{self.year}"


class IndexNumber(models.Model):
    """A number once given, and the publication that has it for ever, whatever becomes of page and organ."""

    number = models.CharField(max_length=30, primary_key=True)
    uid = models.UUIDField(unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    allotted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("索引号")
        verbose_name_plural = _("索引号")

    def __str__(self) -> str:
        return self.number


@transaction.atomic
def allot_index_number(organ: Organ, uid: uuid.UUID, at: datetime) -> str:
    """The index number of the publication `uid`: the one it has, or the next of the organ in the Beijing year of `at`.

    Gap-free and unique, because the series stays locked until the caller's transaction ends and a rollback returns
    the number. Raises ValidationError when the organ has no code, or its numbers of the year are used up.
    """
    if given := given_number(uid):
        return given
    if not organ.index_prefix:
        raise ValidationError(
            _("发布机构“%(organ)s”没有组织机构代码或统一社会信用代码，不能编制索引号，请先补全机构信息。"),
            params={"organ": organ.name},
        )
    year = at.astimezone(BEIJING).year
    IndexSeries.objects.get_or_create(prefix=organ.index_prefix, year=year)
    series = IndexSeries.objects.select_for_update().get(prefix=organ.index_prefix, year=year)
    if given := given_number(uid):  # meanwhile, by somebody who published the same page
        return given
    if series.last >= LAST:
        raise ValidationError(_("发布机构“%(organ)s”本年度的索引号已用完。"), params={"organ": organ.name})
    series.last += 1
    series.save(update_fields=["last"])
    number = f"{organ.index_prefix}/{year}-{series.last:05d}"
    IndexNumber.objects.create(number=number, uid=uid, organ=organ, allotted_at=at)
    return number


def given_number(uid: uuid.UUID) -> str | None:
    """The number that the publication has, if any."""
    return IndexNumber.objects.filter(uid=uid).values_list("number", flat=True).first()
