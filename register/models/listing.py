"""Listings (home, column, organ …), the cuts that page them, and the places of entries in them.

Inside a listing entries are ordered by (`listed_at`, `uid`). A cut covers the keys from its start up to the next cut's
start. The open cut is the newest; when it is full the next publication opens another, and the full one keeps its
address and its content for ever. A back-dated entry grows the cut it falls into; one that has doubled is halved.
"""

import uuid
from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ..languages import MAIN
from .entry import Entry

DAWN = datetime(1900, 1, 1, tzinfo=UTC)
DAWN_UID = uuid.UUID(int=0)


class ListingQuerySet(models.QuerySet["Listing"]):
    def with_entries(self) -> "ListingQuerySet":
        """Those in which a live entry stands."""
        return self.filter(filled())

    def shown(self) -> "ListingQuerySet":
        """Those to which readers are led: the home page, and what is not empty."""
        return self.filter(models.Q(kind=Listing.Kind.HOME) | filled())


def filled() -> models.Exists:
    """Condition on listings: a live entry stands in it."""
    return models.Exists(Placement.objects.filter(listing=models.OuterRef("pk"), withdrawn_seq=None))


class Listing(models.Model):
    """A list that the public can read and subscribe to, at `path` and with feeds under it."""

    class Kind(models.TextChoices):
        HOME = "home", _("网站首页")
        COLUMN = "column", _("栏目")
        ORGAN = "organ", _("机构")
        CATALOGUE = "catalogue", _("信息公开目录")
        TOPIC = "topic", _("专题")

    site = models.ForeignKey(Site, models.CASCADE, related_name="listings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=60, help_text="What it lists: the page's id, the code of the organ or item.")
    path = models.CharField(max_length=500)
    tree_path = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    language = models.CharField(max_length=20, default=MAIN)
    page_size = models.PositiveIntegerField(default=20)
    last_seq = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("列表")
        verbose_name_plural = _("列表")
        constraints = [
            models.UniqueConstraint(fields=["site", "kind", "key"], name="register_listing_key"),
            models.UniqueConstraint(
                fields=["site", "path"], condition=models.Q(is_public=True), name="register_listing_path"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Its path, as an entry has one."""
        return self.path


class Cut(models.Model):
    """A page of a listing. `number` is its permanent address, allotted in the order of making, not of time."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="cuts")
    number = models.PositiveIntegerField()
    start_at = models.DateTimeField(default=DAWN)
    start_uid = models.UUIDField(default=DAWN_UID)
    size = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    last_seq = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "number"], name="register_cut_number")]
        indexes = [models.Index(fields=["listing", "start_at", "start_uid"])]

    def __str__(self) -> str:
        return f"{self.listing_id}/{self.number}"


class Placement(models.Model):
    """The place of one entry in one listing; kept when the entry is withdrawn, so that nothing else shifts."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="placements")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="placements")
    cut = models.ForeignKey(Cut, models.CASCADE, related_name="placements")
    listed_at = models.DateTimeField()
    uid = models.UUIDField()
    withdrawn_seq = models.BigIntegerField(null=True, help_text="seq of the withdrawal; null while live.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "entry"], name="register_placement_once")]
        indexes = [
            models.Index(fields=["listing", "-listed_at", "-uid"]),
            models.Index(fields=["cut", "-listed_at", "-uid"]),
            models.Index(
                fields=["listing", "-withdrawn_seq"],
                condition=models.Q(withdrawn_seq__isnull=False),
                name="register_placement_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}:{self.entry_id}"
