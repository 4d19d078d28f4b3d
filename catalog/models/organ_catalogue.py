"""The catalogue of one organ: which items it publishes, and which it does not, with the reason."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organs.models import Organ

from ..catalogue_items import ITEMS, CatalogueItem, Scope, title_of


class OrganCatalogue(models.Model):
    """That an organ has a catalogue, and of which level. Its items are `CatalogueNode`s; see `catalog.services`."""

    organ = models.OneToOneField(Organ, models.PROTECT, related_name="catalogue", verbose_name=_("机构"))
    scope = models.CharField(_("目录层级"), max_length=12, choices=Scope.choices)
    given_at = models.DateTimeField(_("建立时间"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("建立人")
    )

    class Meta:
        verbose_name = _("信息公开目录")
        verbose_name_plural = _("信息公开目录")
        ordering = ["organ__position", "organ_id"]
        permissions = [("keep_catalogues", _("建立和删减信息公开目录"))]

    def __str__(self) -> str:
        return str(_("%(organ)s政府信息公开目录") % {"organ": self.organ.short_name})


class NodeQuerySet(models.QuerySet["CatalogueNode"]):
    def kept(self) -> "NodeQuerySet":
        return self.filter(pruned_at=None)

    def pruned(self, organ_id: int, code: str) -> bool:
        """True when the organ has a catalogue and the item `code` is pruned in it."""
        return self.filter(catalogue__organ=organ_id, code=code, pruned_at__isnull=False).exists()


class CatalogueNode(models.Model):
    """One item of an organ's catalogue. Pruned ones keep their row with reason, time and person."""

    catalogue = models.ForeignKey(OrganCatalogue, models.CASCADE, related_name="nodes", verbose_name=_("目录"))
    code = models.CharField(_("事项代码"), max_length=12)
    pruned_at = models.DateTimeField(_("删减时间"), null=True, blank=True)
    pruned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("删减人")
    )
    reason = models.CharField(_("删减理由"), max_length=300, blank=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("目录事项")
        verbose_name_plural = _("目录事项")
        ordering = ["catalogue", "code"]
        constraints = [models.UniqueConstraint(fields=["catalogue", "code"], name="catalog_node_once")]

    def __str__(self) -> str:
        return title_of(self.code) or self.code

    @property
    def item(self) -> CatalogueItem | None:
        """What the law says of it; None for a code that this version no longer knows."""
        return ITEMS.get(self.code)

    @property
    def is_pruned(self) -> bool:
        return self.pruned_at is not None

    def state(self) -> dict[str, Any]:
        """What the audit compares."""
        return {"pruned": self.is_pruned, "reason": self.reason}
