"""What entries are selected by: one row for each combination of organ, column, kind and classifications in use."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from organs.models import Organ

from ..languages import MAIN


class ShelfQuerySet(models.QuerySet["Shelf"]):
    def filled(self) -> "ShelfQuerySet":
        """Shelves on which something is public."""
        return self.filter(is_filled=True)


class Shelf(models.Model):
    """All entries of a site that agree in everything by which readers select.

    There are a few thousand of them where there are a hundred thousand entries, so a question with any filters reads
    this small table and then only entries that answer it. `column` is the number of the column's page, 0 outside of
    columns. No entry that ever stood here is newer than `newest_at`, older than `oldest_at` or formed after
    `formed_until`. `is_filled` is False while nothing on it is public.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", db_index=False)
    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+", db_index=False)
    column = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=40)
    theme = models.CharField(max_length=80, blank=True)
    genre = models.CharField(max_length=40, blank=True)
    validity = models.CharField(max_length=20, blank=True)
    catalogue = models.CharField(max_length=12, blank=True)
    openness = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=20, default=MAIN)
    newest_at = models.DateTimeField()
    oldest_at = models.DateTimeField()
    formed_until = models.DateField(default=date.max)
    is_filled = models.BooleanField(default=True)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        verbose_name = _("信息分类组合")
        verbose_name_plural = _("信息分类组合")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "site",
                    "organ",
                    "column",
                    "kind",
                    "theme",
                    "genre",
                    "validity",
                    "catalogue",
                    "openness",
                    "language",
                ],
                name="register_shelf_once",
            )
        ]
        indexes = [
            models.Index(fields=["organ"], name="register_shelf_of_organ"),
            *(
                models.Index(fields=["site", name], name=f"register_shelf_{name}")
                for name in ("organ", "column", "theme", "genre", "validity", "catalogue", "openness")
            ),
        ]

    def __str__(self) -> str:
        return "/".join(str(part) for part in (self.organ_id, self.column, self.kind, self.theme, self.genre) if part)

    def reaches(self, moment: datetime) -> bool:
        """True when `moment` lies within what this shelf is known to hold."""
        return self.oldest_at <= moment <= self.newest_at
