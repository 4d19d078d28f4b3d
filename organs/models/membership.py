"""Who does what in which organ, from when to when, and who stands in for whom."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .organ import Organ


class Role(models.TextChoices):
    """What a person may be in an organ. The last three are the house's own and belong to no organ (GB/T 22239: 三员)."""

    EDITOR = "editor", _("信息员")
    LIAISON = "liaison", _("联络员")
    CHECKER = "checker", _("初审人")
    SECRECY = "secrecy", _("保密审查员")
    OFFICE_HEAD = "office_head", _("办公室负责人")
    ORGAN_HEAD = "organ_head", _("单位负责人")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("审计管理员")


ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})
"""Roles that no one holds two of, unless `ADMINISTRATORS_MAY_COMBINE` says so."""


class TermQuerySet(models.QuerySet):
    def valid(self, at: datetime | None = None) -> Any:
        """Rows whose term has begun and not ended at `at` (default: now)."""
        at = at or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class Membership(models.Model):
    """One role of one person in one organ, or, without an organ, in the portal's 编辑部: there it holds for all organs.

    A role that ends keeps its row with the time of its end: who held it when something was signed can always be said.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("人员")
    )
    organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("机构"),
        help_text=_("不选机构的，属于门户编辑部，对全部机构有效。"),
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    post = models.CharField(_("职务"), max_length=60, blank=True, help_text=_("如“办公室主任”，写入审核表。"))
    since = models.DateTimeField(_("任职起"), default=timezone.now)
    until = models.DateTimeField(_("任职止"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["organ__position", "role", "since"]
        permissions = [("manage_accounts", _("管理账号、任职和代理"))]
        indexes = [models.Index(fields=["user", "role", "organ"], name="organs_membership_held")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organ", "role"], condition=Q(until=None), name="organs_membership_once"
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(until=None, organ=None), name="organs_membership_once_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ or _('门户编辑部')} {self.get_role_display()} {self.user}"

    def clean(self) -> None:
        super().clean()
        if self.role in ADMINISTRATORS and self.organ_id:
            raise ValidationError({"organ": _("系统管理员、安全管理员和审计管理员不属于某一机构，请不要选择机构。")})
        if self.until and self.until <= self.since:
            raise ValidationError({"until": _("任职止须晚于任职起。")})


class Deputy(models.Model):
    """Somebody who acts in a membership of another for a time (代理人), as the record of each decision then says."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="deputies", verbose_name=_("被代理的任职"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("代理人"))
    since = models.DateTimeField(_("代理起"), default=timezone.now)
    until = models.DateTimeField(_("代理止"))
    reason = models.CharField(_("事由"), max_length=120, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("代理")
        verbose_name_plural = _("代理")
        ordering = ["-since"]

    def __str__(self) -> str:
        return f"{self.user} {self.membership}"

    def clean(self) -> None:
        super().clean()
        if self.until and self.until <= self.since:
            raise ValidationError({"until": _("代理止须晚于代理起。")})
        if self.membership_id and self.membership.user_id == self.user_id:
            raise ValidationError({"user": _("代理人不能是本人。")})
        if self.membership_id and self.membership.role in ADMINISTRATORS:
            raise ValidationError({"membership": _("管理员职责不能代理。")})
