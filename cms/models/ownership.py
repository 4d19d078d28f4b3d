"""What rights are derived into: whose a page is, and the groups and folders that stand for roles in organs.

All three are derived: from `PublicationPage.organ`, from memberships, from organs. `sync_roles` compares and repairs.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from organs.models import Organ, Role


class PageOwner(models.Model):
    """The organ that owns a publication, whatever its type: listings of all types are filtered by it in one query."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="ownership")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("稿件归属")
        verbose_name_plural = _("稿件归属")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.organ_id}"


def organ_code_of(target: Any) -> str:
    """Code of the organ whose a page is, "" for everything else. One query at most."""
    if (organ := getattr(target, "organ", None)) is not None:
        return str(organ.code)
    if not isinstance(target, Page) or target.pk is None:
        return ""
    return PageOwner.objects.filter(page=target.pk).values_list("organ__code", flat=True).first() or ""


class RoleGroup(models.Model):
    """The group that mirrors one role in one organ (none: 编辑部, and the three administrators)."""

    group = models.OneToOneField(Group, models.CASCADE, primary_key=True, related_name="house_role")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    organ = models.ForeignKey(Organ, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("角色用户组")
        verbose_name_plural = _("角色用户组")
        constraints = [
            models.UniqueConstraint(fields=["role", "organ"], name="cms_role_group_once"),
            models.UniqueConstraint(fields=["role"], condition=Q(organ=None), name="cms_role_group_once_everywhere"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id or '*'}: {self.role}"


class OrganFolder(models.Model):
    """The collection in which an organ's files lie."""

    organ = models.OneToOneField(Organ, models.CASCADE, primary_key=True, related_name="+")
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="house_organ")

    class Meta:
        verbose_name = _("机构文件夹")
        verbose_name_plural = _("机构文件夹")

    def __str__(self) -> str:
        return f"{self.organ_id}: {self.collection_id}"
