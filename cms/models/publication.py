"""What every publication (公开的信息) has, whatever its type."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page, Site

from organs.models import Organ
from register.facts import LinkFacts
from register.languages import spoken, tag_of
from register.sequence import hold

from ..blocks import BodyBlock
from ..days import ADVICE, odd_days
from ..fields import BlocklessStreamField
from ..forms import PublicationForm
from ..review.lanes import Lane
from ..visible import tidy_fields
from .ownership import PageOwner
from .reviewed import Reviewed
from .revisions import read_revision

EARLIEST = datetime(1949, 10, 1, tzinfo=timezone.get_default_timezone())
"""Dates before are slips of the hand, and some have offsets with seconds (1900: +08:05:43), which no feed may hold."""
LATEST = datetime(9000, 1, 1, tzinfo=timezone.get_default_timezone())
"""Some dates behind it cannot be told in every time zone."""


class PublicationKeyword(TaggedItemBase):
    """A keyword (主题词、关键词) of a publication."""

    content_object = ParentalKey(Page, on_delete=models.CASCADE, related_name="keyword_items")

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """From a revision, whose words `read_revision` has asked for all at once."""
        return model_from_serializable_data(cls, data, check_fks=False)


class PublicationPage(Reviewed, Page):
    """Base of everything that an organ publishes.

    `uid` is settled at the first save: it survives moves, edits and reverts, and a copy gets another. The published
    time is `first_published_at`, set by the system; nobody types it. A date carried over from an old site is
    `original_published_at`, shown as such.
    """

    class DisclosureAttribute(models.TextChoices):
        """公开属性, fixed at its source (国办发〔2016〕80号)."""

        PROACTIVE = "proactive", _("主动公开")
        ON_REQUEST = "on_request", _("依申请公开")
        WITHHELD = "withheld", _("不予公开")

    class Importance(models.TextChoices):
        ORDINARY = "ordinary", _("一般")
        IMPORTANT = "important", _("重要")

    kind: ClassVar[str] = ""
    """Name of the type in the register and in the API."""

    schema_type: ClassVar[str] = "Article"
    """Type in schema.org's vocabulary."""

    usual_columns: ClassVar[tuple[str, ...]] = ()
    """Types (栏目类别) or update classes of the columns in which texts of this type usually stand, the likeliest first;
    the admin offers them in this order."""

    writing_order: ClassVar[int] = 100
    """Where the button for a new text of this type stands among the others: what is written most often comes first."""

    has_signed_original: ClassVar[bool] = False
    """True for types that are published from a signed paper: the confidentiality review then records 密级 and 公开范围,
    and compares with the original."""

    shown_entry: Any = None
    """The entry under which the public reads the page, while it is shown; None in previews."""
    shown_listing: Any = None
    """The listing that the page is, while it is shown; None for all that are none, and in previews."""
    content_template: ClassVar[str] = ""
    """Template of everything that this type says, with `page`; the page and whatever leaves the house show it. Types
    without one say what their body says."""

    body_required: ClassVar[bool] = True
    """False for types that say what they must in fields of their own."""

    needed_streams: ClassVar[tuple[str, ...]] = ()
    """Streams, beside such a body, without which no text of this type is sent for review; a draft may be without."""

    public_images: ClassVar[tuple[str, ...]] = ()
    """Fields that name pictures which the public sees, beside those in the body."""

    kept_files: ClassVar[tuple[str, ...]] = ()
    """Fields that name documents which nobody is shown, and which stay as long as the text is public."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("发布机构"))
    department = models.CharField(_("责任处室"), max_length=80, blank=True)
    editor = models.CharField(_("责任编辑"), max_length=40, blank=True)
    source = models.CharField(
        _("来源"), max_length=120, blank=True, help_text=_("不填则为发布机构全称；转载的写明原发布单位。")
    )
    author = models.CharField(_("作者"), max_length=80, blank=True)
    issued_on = models.DateField(_("成文日期"), null=True, blank=True)
    summary = models.TextField(_("内容概述"), max_length=500, blank=True, help_text=_("100字左右，列表和订阅中显示。"))
    keywords = ClusterTaggableManager(
        through=PublicationKeyword,
        blank=True,
        verbose_name=_("关键词"),
        help_text=_("以逗号、顿号或空格分隔。"),
    )
    disclosure_attribute = models.CharField(
        _("公开属性"),
        max_length=12,
        choices=DisclosureAttribute.choices,
        default=DisclosureAttribute.PROACTIVE,
        help_text=_("只有“主动公开”的信息才能发布。"),
    )
    withholding_reason = models.CharField(
        _("不予公开的理由"), max_length=200, blank=True, help_text=_("公开属性为“不予公开”时必填。")
    )
    importance = models.CharField(_("重要程度"), max_length=12, choices=Importance.choices, default=Importance.ORDINARY)
    original_published_at = models.DateTimeField(
        _("原发布时间"),
        null=True,
        blank=True,
        help_text=_("仅用于从旧网站迁移的信息，页面上注明“原发布时间”；本网站的发布日期由系统记录，不能填写。"),
    )
    body = BlocklessStreamField(BodyBlock(), blank=True, verbose_name=_("正文"))
    correction_note = models.CharField(
        _("更正说明"),
        max_length=300,
        blank=True,
        help_text=_("发布后更改内容的，写明更正了什么、为什么，与更正日期一起显示在页面上。"),
    )

    outside_clearance: ClassVar[frozenset[str]] = frozenset(
        {
            # where the page stands, and what belongs to its row
            "id", "page_ptr", "path", "depth", "numchild", "url_path", "translation_key", "locale", "content_type",
            "owner", "alias_of", "show_in_menus", "draft_title",
            # whether and since when it is public
            "live", "has_unpublished_changes", "first_published_at", "last_published_at", "go_live_at", "expire_at",
            "expired", "live_revision",
            # who works on it
            "locked", "locked_at", "locked_by", "latest_revision", "latest_revision_created_at",
        }
    )  # fmt: skip
    """Columns that no signature covers, because the system sets them or the public never reads them. Every other
    column of a type is part of what is signed (`cms.clearance.digest`)."""

    private_page_options: list[str] = []
    base_form_class = PublicationForm
    subpage_types: list[str] = []
    parent_page_types = ["cms.ColumnPage"]
    show_in_menus_default = False
    search_fields = Page.search_fields
    search_auto_update = False  # cms.search_backend keeps no index: nothing is read again to be written there
    exclude_fields_in_copy = ["uid"]
    kept_from_revisions: ClassVar[tuple[str, ...]] = ("uid",)
    """Fields that belong to the page itself: no revision, and no copy's revision, brings another value."""

    api_fields = [
        "uid", "source", "author", "department", "editor", "issued_on", "summary", "keywords", "importance",
        "original_published_at", "correction_note", "body",
    ]  # fmt: skip

    body_panel = FieldPanel(
        "body",
        help_text=_("点击“＋”选择内容块：段落、小标题、表格、图片、附件等，按顺序写成正文。可以从 Word 中复制粘贴。"),
    )
    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("source")]),
        FieldPanel("summary"),
        body_panel,
        FieldPanel("correction_note"),
    ]
    responsibility_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("disclosure_attribute"), FieldPanel("importance")]),
                FieldPanel("withholding_reason"),
            ],
            heading=_("公开属性"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("department"), FieldPanel("editor")]),
                FieldRowPanel([FieldPanel("author"), FieldPanel("issued_on")]),
                FieldPanel("keywords"),
                FieldPanel("original_published_at"),
            ],
            heading=_("责任与著录"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def status_string(self) -> str:
        """As Wagtail says it, but what was public once and is no longer is no draft. Shown in lists of the admin."""
        resting = not (self.live or self.expired or self.approved_schedule or self.workflow_in_progress)
        return str(_("已撤下") if resting and self.first_published_at else super().status_string)

    @classmethod
    def tabs(cls) -> TabbedInterface:
        """The editing view: content, then responsibility, then scheduling."""
        return TabbedInterface(
            [
                ObjectList(cls.content_panels, heading=_("内容")),
                ObjectList(cls.responsibility_panels, heading=_("公开属性与著录")),
                ObjectList(cls.settings_panels, heading=_("定时发布")),
            ]
        )

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        tidy_fields(self, self.outside_clearance)
        self.settle_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        tidy_fields(self, self.outside_clearance)
        self.settle_slug()
        super().minimal_clean()

    def settle_slug(self) -> None:
        """Give a new page its address: the day of its making and the beginning of its uid; it never changes."""
        if not self.slug:
            self.slug = f"t{timezone.localdate():%Y%m%d}-{self.uid.hex[:8]}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.disclosure_attribute == self.DisclosureAttribute.WITHHELD and not self.withholding_reason.strip():
            errors["withholding_reason"] = _("公开属性为“不予公开”的，须写明理由和依据。")
        if self.live and self.disclosure_attribute != self.DisclosureAttribute.PROACTIVE:
            errors["disclosure_attribute"] = _("只有公开属性为“主动公开”的信息才能发布；已发布的请先撤下。")
        if self.original_published_at and self.original_published_at > timezone.now():
            errors["original_published_at"] = _("原发布时间不能晚于现在。")
        if self.original_published_at and self.original_published_at < EARLIEST:
            errors["original_published_at"] = _("原发布时间过早，请核对年份。")
        for name in ("go_live_at", "expire_at"):
            if (at := getattr(self, name)) and not EARLIEST < at < LATEST:
                errors[name] = _("时间不合理，请核对年份。")
        if self.live and self.pk and (problem := self.formation_problem()):
            errors["issued_on"] = problem
        errors = {**dict.fromkeys(odd_days(self, self.outside_clearance), ADVICE), **errors}
        if errors:
            raise ValidationError(errors)

    def formation_problem(self) -> Any:
        """What is wrong with 成文日期 when the public reads the text, from today or its planned release on; None for
        nothing. A draft may have it."""
        from_day = max(timezone.localdate(at) for at in (timezone.now(), self.go_live_at) if at)
        late = self.issued_on is not None and self.issued_on > from_day
        return _("成文日期不能晚于今天；定时发布的，不能晚于定时发布之日。") if late else None

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and in the same transaction tell the register what the public may see of this page now.

        The register's lock comes first, so that nothing that is compared or written back is old (cms.tree). Raises
        NotCleared when the public would see what nobody signed; after this, keywords included, the gate is closed.
        """
        from ..clearance import gate

        hold()
        gate.admit_alias(self)
        if self.live and self.first_published_at is None:
            self.first_published_at = timezone.now()
        with gate.opened(self):
            saved = super().save(*args, **kwargs)
        self.keep_owner()
        return saved

    def keep_owner(self) -> None:
        """Let `PageOwner` say what the stored row says of its organ; a partial save may not have written it."""
        organ_id = type(self)._base_manager.filter(pk=self.pk).values_list("organ_id", flat=True).first()
        if organ_id and not PageOwner.objects.filter(page=self.pk, organ=organ_id).exists():
            PageOwner.objects.update_or_create(page_id=self.pk, defaults={"organ_id": organ_id})

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        hold()
        return super().move(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        hold()
        return super().delete(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Save a revision. Raises PermissionDenied where one would be written over that was in review or is public."""
        kept = overwrite_revision is not None and (
            overwrite_revision.pk == self.live_revision_id
            or overwrite_revision.approved_go_live_at is not None
            or overwrite_revision.task_states.exists()
        )
        if kept:
            raise PermissionDenied(_("已送审或已发布的版本不能覆盖，请刷新页面后重新保存。"))
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "PublicationPage":
        page = read_revision(self, content, super().with_content_json)
        for name in self.kept_from_revisions:
            setattr(page, name, getattr(self, name))
        return page

    @property
    def is_foreign(self) -> bool:
        """True for what is written in another language than the site's; a page that is not in the tree yet has none."""
        return self.locale_id is not None and bool(self.locale.language_code != settings.LANGUAGE_CODE)

    def can_move_to(self, parent: Any) -> bool:
        return bool(super().can_move_to(parent)) and parent.locale_id == self.locale_id

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """As Wagtail does it, with the words of the interface in the language of the text."""
        with spoken(tag_of(self.locale.language_code)):
            return super().serve_preview(request, mode_name).render()

    def publication_problems(self) -> list[str]:
        """Why this page cannot go live as it is, in the reader's language; empty when it can."""
        from ..clearance.corrections import correction_problem

        was_live, self.live = self.live, True
        try:
            self.full_clean()
        except ValidationError as refusal:
            return [str(message) for message in refusal.messages]
        finally:
            self.live = was_live
        problem = correction_problem(self)
        return [problem] if problem else []

    def least_lane(self) -> Lane:
        """The lane of review below which this item cannot go, by its importance; types may ask for more."""
        return Lane.IMPORTANT if self.importance == self.Importance.IMPORTANT else Lane.ORDINARY

    def continues(self, public: "PublicationPage") -> bool:
        """True when this text only goes on where `public`, what is public of it, ended: that is no correction."""
        return False

    def missing_facts(self) -> list[tuple[str, str]]:
        """What texts of this type should have and this one has not, as (name of the field, hint in the reader's
        language). It keeps nothing from being sent or passed: some have it not by right."""
        return []

    def differences_from_original(self) -> list[str]:
        """What is not as in the signed original, in the reader's language; reads files once, then remembers."""
        return []

    def unread_in_original(self) -> list[str]:
        """What no program could compare with the signed original, so that a person has to."""
        return []

    @property
    def source_label(self) -> str:
        """来源 as it is shown: the one typed, or else the organ."""
        return self.source or self.organ.name

    def genre_label(self) -> str:
        """体裁 in words; types of the catalogue answer."""
        return ""

    def entry_facts(self) -> dict[str, Any]:
        """What this type adds to the facts of its register entry, as arguments of `EntryFacts`."""
        return {}

    def entry_links(self) -> tuple[LinkFacts, ...]:
        """The publications that this one names, in the order in which it shows them."""
        return ()

    def metadata(self) -> list[dict[str, str]]:
        """Rows of the metadata block of the public page: `term`, `value`, and `url` where there is one."""
        return []

    def own_listing(self, site: Site) -> Any:
        """The listing of the register that this page is, beside its entry; its page then also has in its context whether
        anything `gathers` there."""
        return None

    def public_context(self, site: Site) -> dict[str, Any]:
        """What the template of this type needs besides, for a reader of `site`; a fixed number of queries."""
        return {}

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..views.publication import publication_context

        return {**super().get_context(request, *args, **kwargs), **publication_context(self, request)}
