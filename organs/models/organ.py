"""Who publishes: organs (机关、单位), their names through time and their successors."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..codes import validate_credit_code, validate_organisation_code


class OrganQuerySet(models.QuerySet["Organ"]):
    def active(self) -> "OrganQuerySet":
        """Organs that exist now; renamed organs are active under their new name."""
        return self.filter(status=Organ.Status.ACTIVE)


class Organ(models.Model):
    """An organ that publishes under its own name.

    A rename keeps the row and adds an `OrganName`; a merger or abolition keeps the row too and names a successor,
    so that what was published, its index numbers and its addresses stay as they were.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("人民政府")
        OFFICE = "office", _("政府办公厅（室）")
        DEPARTMENT = "department", _("工作部门")
        INSTITUTION = "institution", _("事业单位")
        DISPATCHED = "dispatched", _("派出机关")
        ZONE = "zone", _("开发区管理机构")
        OTHER = "other", _("其他")

    class Level(models.TextChoices):
        PROVINCE = "province", _("省（自治区、直辖市）")
        CITY = "city", _("市（设区的市）")
        PREFECTURE = "prefecture", _("州（盟、地区）")
        COUNTY = "county", _("县（市、区、旗）")
        TOWNSHIP = "township", _("乡（镇）")
        SUBDISTRICT = "subdistrict", _("街道")
        ZONE = "zone", _("开发区")
        NONE = "none", _("不适用")

    class Status(models.TextChoices):
        ACTIVE = "active", _("存续")
        MERGED = "merged", _("已并入其他机关")
        ABOLISHED = "abolished", _("已撤销")

    name = models.CharField(_("全称"), max_length=120, unique=True, help_text=_("与“三定”规定和印章一致的规范全称。"))
    short_name = models.CharField(_("简称"), max_length=40, help_text=_("列表中显示，如“市教育局”。"))
    code = models.SlugField(
        _("代号"), max_length=40, unique=True, help_text=_("小写字母、数字和连字符，用于网址和导入，定后不宜更改。")
    )
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True, validators=[validate_credit_code])
    organisation_code = models.CharField(
        _("组织机构代码"),
        max_length=9,
        blank=True,
        validators=[validate_organisation_code],
        help_text=_("9位，用作索引号前段码；不填时用统一社会信用代码。"),
    )
    kind = models.CharField(_("性质"), max_length=20, choices=Kind.choices, default=Kind.DEPARTMENT)
    level = models.CharField(_("层级"), max_length=20, choices=Level.choices, default=Level.COUNTY)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级机关")
    )
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    office_hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    telephone = models.CharField(_("联系电话"), max_length=60, blank=True)
    status = models.CharField(_("状态"), max_length=20, choices=Status.choices, default=Status.ACTIVE)
    ended_on = models.DateField(_("撤并日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("职责承接机关")
    )
    position = models.PositiveIntegerField(_("排序"), default=100, help_text=_("数字小的排在前面。"))

    objects = OrganQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.status != self.Status.ACTIVE and not self.ended_on:
            errors["ended_on"] = _("已并入或撤销的机关须填写撤并日期。")
        if self.status == self.Status.MERGED and not self.successor_id:
            errors["successor"] = _("已并入其他机关的，须填写承接机关。")
        if self.pk and self.successor_id == self.pk:
            errors["successor"] = _("承接机关不能是本机关。")
        if self.pk and self.is_below_itself():
            errors["parent"] = _("上级机关不能是本机关或其下级。")
        if errors:
            raise ValidationError(errors)

    def is_below_itself(self) -> bool:
        """True when following `parent` comes back to this organ."""
        seen, organ = {self.pk}, self.parent
        while organ is not None:
            if organ.pk in seen:
                return True
            seen.add(organ.pk)
            organ = organ.parent
        return False

    @property
    def index_prefix(self) -> str:
        """前段码 of the organ's index numbers (《政府信息公开目录系统实施指引》): nine or eighteen characters, or ''."""
        return self.organisation_code or self.credit_code

    @property
    def public_url(self) -> str:
        """Path of the public listing of what this organ published."""
        return f"/organs/{self.code}/"

    @cached_property
    def index_prefix_is_valid(self) -> bool:
        return bool(re.fullmatch(r"[0-9A-Z]{9}|[0-9A-Z]{18}", self.index_prefix))

    def rename(self, name: str, short_name: str, on: date) -> None:
        """Take a new name from the date `on`; the old one is kept with the day on which it ended."""
        OrganName.objects.create(organ=self, name=self.name, short_name=self.short_name, ended_on=on)
        self.name, self.short_name = name, short_name
        self.full_clean()
        self.save()


class OrganName(models.Model):
    """A name that an organ bore until `ended_on`."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="former_names", verbose_name=_("机构"))
    name = models.CharField(_("曾用全称"), max_length=120)
    short_name = models.CharField(_("曾用简称"), max_length=40)
    ended_on = models.DateField(_("停用日期"))

    class Meta:
        verbose_name = _("曾用名")
        verbose_name_plural = _("曾用名")
        ordering = ["-ended_on", "-id"]

    def __str__(self) -> str:
        return self.name
