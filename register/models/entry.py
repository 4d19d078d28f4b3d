"""What the public may see now: one row for each publication, kept as a tombstone once it is withdrawn."""

import uuid
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from organs.models import Organ

from ..languages import MAIN
from .shelf import Shelf


class EntryQuerySet(models.QuerySet["Entry"]):
    def live(self) -> "EntryQuerySet":
        """Entries that are public now."""
        return self.filter(withdrawn_at=None)

    def withdrawn(self) -> "EntryQuerySet":
        """Tombstones."""
        return self.exclude(withdrawn_at=None)


class Entry(models.Model):
    """One publication as the outside sees it. Feeds, sitemaps, API and search read nothing else.

    `url` and the addresses in `content_html` and `attachments` are paths; `register.addresses` makes them absolute.
    Once withdrawn, the row keeps what a tombstone shows (`uid`, kind, url, times, reason, successor) and loses its
    title and content: nothing that is read later can tell of them.
    """

    class Reason(models.TextChoices):
        """Why an entry is no longer public."""

        UNPUBLISHED = "unpublished", _("发布单位撤下")
        EXPIRED = "expired", _("公开期限届满")
        DELETED = "deleted", _("发布单位删除")
        RESTRICTED = "restricted", _("不再属于主动公开范围")
        OUTDATED = "outdated", _("内容过时")
        REPEALED = "repealed", _("依据废止")
        DUPLICATE = "duplicate", _("重复发布")
        REASSIGNED = "reassigned", _("职责调整")

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="entries")
    page = models.OneToOneField(Page, models.SET_NULL, null=True, related_name="entry")
    tree_path = models.CharField(max_length=255, db_index=True)
    url = models.CharField(max_length=500)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    content_html = models.TextField(blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    index_number = models.CharField(max_length=40, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    categories = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    keywords = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    attachments = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    source = models.CharField(max_length=120, blank=True)
    author = models.CharField(max_length=80, blank=True)
    origin = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    language = models.CharField(max_length=20, default=MAIN)
    edition = models.PositiveIntegerField(default=1)
    column = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    column_title = models.CharField(max_length=255, blank=True)
    theme = models.CharField(max_length=80, blank=True)
    genre = models.CharField(max_length=40, blank=True)
    validity = models.CharField(max_length=20, blank=True)
    catalogue = models.CharField(max_length=12, blank=True)
    openness = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(null=True)
    formed_on = models.DateField(null=True, help_text="生成日期: issued_on, else the Beijing day of listed_at.")
    issued_on = models.DateField(null=True)
    importance = models.CharField(max_length=20, default="ordinary")
    extra = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    first_published_at = models.DateTimeField()
    original_published_at = models.DateTimeField(null=True)
    listed_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, blank=True, choices=Reason.choices)
    successor_url = models.CharField(max_length=500, blank=True)
    linked_at = models.DateTimeField(
        null=True, help_text="When a publication that it names, or that names it, last changed."
    )
    seq = models.BigIntegerField(db_index=True)
    shelf = models.ForeignKey(Shelf, models.SET_NULL, null=True, related_name="+", db_index=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开信息")
        verbose_name_plural = _("公开信息")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "url"], condition=models.Q(withdrawn_at=None), name="register_entry_live_url"
            ),
        ]
        indexes = [
            models.Index(fields=["site", "url"]),
            # What is public, in order; the shelf in it lets a walk pass by what was not asked for.
            models.Index(
                fields=["site", "-listed_at", "-uid", "shelf"],
                condition=models.Q(withdrawn_at=None),
                name="register_entry_listed",
            ),
            models.Index(
                fields=["shelf", "-listed_at", "-uid"],
                condition=models.Q(withdrawn_at=None),
                name="register_entry_shelf",
            ),
            models.Index(
                fields=["shelf", "updated_at"], condition=models.Q(withdrawn_at=None), name="register_entry_shelf_news"
            ),
            models.Index(
                fields=["site", "updated_at"], condition=models.Q(withdrawn_at=None), name="register_entry_news"
            ),
            # Which tombstones lead to an address that is left: asked under the lock, whenever anything moves or goes.
            models.Index(
                fields=["successor_url"], condition=models.Q(withdrawn_at__isnull=False), name="register_entry_led_from"
            ),
            # Sitemaps read sections of it, and which sections changed, without touching the wide rows.
            models.Index(fields=["site", "id", "updated_at", "withdrawn_at"], name="register_entry_section"),
            # The catalogue in the orders of 生成日期 and 索引号; shelf and time in them as above.
            models.Index(
                fields=["site", "-formed_on", "-uid", "shelf", "listed_at"],
                condition=models.Q(withdrawn_at=None),
                name="register_entry_formed",
            ),
            models.Index(
                fields=["site", "index_number", "uid", "shelf", "listed_at"],
                condition=models.Q(withdrawn_at=None),
                name="register_entry_numbered",
            ),
            # What was published late in a span of time is counted on each dashboard.
            models.Index(
                fields=["due_on", "organ"], condition=models.Q(due_on__isnull=False), name="register_entry_due"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None

    @property
    def address(self) -> str:
        """Its path, as a listing has one."""
        return self.url

    @property
    def shown_at(self) -> datetime:
        """When the page that shows the entry last changed: with it, or with what its links lead to."""
        return max(self.updated_at, self.linked_at) if self.linked_at else self.updated_at

    @property
    def published_at(self) -> datetime:
        """The time shown to readers: the date carried over from an old site, else the first publication here."""
        return self.listed_at


class EntryLink(models.Model):
    """A live entry names another publication: an amended document, the document that it interprets.

    The target may be of another site, withdrawn, or not public yet; who shows it asks for its entry. Links back are
    read from the same rows.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20)
    target_uid = models.UUIDField(db_index=True)
    holds_from = models.DateField(null=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["entry", "position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="register_entrylink_place")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind} {self.target_uid}"


class EntryFile(models.Model):
    """An uploaded file that a live entry names. A file without such a row is private."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("附件")
        IMAGE = "image", _("图片")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "entry"], name="register_entryfile_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
