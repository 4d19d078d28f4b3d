"""Whom to call in an organ: 分管领导, 责任处室, 联络员 (政府信息公开工作登记)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organ import Organ

telephone_number = RegexValidator(r"^[0-9+()（）\-—\s转,，、/]{5,40}$", _("电话只能填写数字、区号和分机。"))


class ContactQuerySet(models.QuerySet["OrganContact"]):
    def current(self, on: Any = None) -> "ContactQuerySet":
        """Contacts in office on the day `on` (default: today, Beijing time)."""
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on)).filter(Q(since=None) | Q(since__lte=on))


class OrganContact(models.Model):
    """One line of the 登记表. Personal data: for people who hold a role, never public."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("分管领导")
        DEPARTMENT = "department", _("责任处室")
        LIAISON = "liaison", _("联络员")

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="contacts", verbose_name=_("机构"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("姓名"), max_length=40, blank=True)
    post = models.CharField(_("职务"), max_length=60, blank=True)
    department = models.CharField(_("处室"), max_length=80, blank=True)
    telephone = models.CharField(_("办公电话"), max_length=40, blank=True, validators=[telephone_number])
    mobile = models.CharField(
        _("手机"), max_length=11, blank=True, validators=[RegexValidator(r"^1[3-9]\d{9}$", _("手机号码为11位数字。"))]
    )
    email = models.EmailField(_("电子邮箱"), blank=True)
    since = models.DateField(_("任职起"), null=True, blank=True)
    until = models.DateField(_("任职止"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("联络信息")
        verbose_name_plural = _("联络信息")
        ordering = ["organ__position", "organ_id", "kind", "-since", "id"]
        permissions = [("report_vacancies", _("查看空缺"))]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_kind_display()}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.kind == self.Kind.DEPARTMENT and not self.department:
            errors["department"] = _("请填写处室名称。")
        if self.kind in {self.Kind.LEADER, self.Kind.LIAISON} and not self.name:
            errors["name"] = _("请填写姓名。")
        if not (self.telephone or self.mobile):
            errors["telephone"] = _("请至少填写一个电话。")
        if self.since and self.until and self.until < self.since:
            errors["until"] = _("任职止不能早于任职起。")
        if errors:
            raise ValidationError(errors)
