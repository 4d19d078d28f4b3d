"""公文: official documents."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.dateformat import format as date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from cms.blocks import uid_of
from cms.days import is_reasonable
from cms.fields import BlocklessStreamField
from cms.models import UploadedDocument
from cms.review.lanes import Lane
from cms.titles import in_title_marks
from register.facts import LinkFacts

from ..blocks import Relation, RelationsBlock
from ..document_number import RADICALS, normalised_document_number, radical_in, tail_of
from ..importing.dates import whole_date
from ..normative import normative_hints, suggested_item
from ..relations import both_sides, contradicted, own_links, reached_beyond, related, related_schema
from ..vocabularies import Genre, Validity
from .base import CataloguePage

if TYPE_CHECKING:
    from ..originals import Comparison
    from ..reach import Effect
    from ..validity import Standing

CODE = rf"[^\s{RADICALS}]"
"""A character of an organ's code; radicals are none, though they look like characters."""
DOCUMENT_NUMBER = re.compile(rf"^{CODE}+〔[0-9]{{4}}〕[0-9]+号$")
ORDER_NUMBER = re.compile(rf"^{CODE}*第[0-9]+号$")
DOES_TO_OTHERS = (Relation.AMENDS, Relation.REPEALS)


class OfficialDocumentPage(CataloguePage):
    """An official document, with the metadata by which officials know it."""

    kind: ClassVar[str] = "official_document"
    outside_clearance: ClassVar[frozenset[str]] = CataloguePage.outside_clearance | {
        "signed_original",
        "validity_due_on",
    }
    schema_type: ClassVar[str] = "DigitalDocument"
    template = "catalog/official_document_page.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("政策文件", "policy")
    writing_order: ClassVar[int] = 20
    has_signed_original: ClassVar[bool] = True
    kept_files: ClassVar[tuple[str, ...]] = ("signed_original",)
    page_description = _("有发文机关、发文字号的正式文件，首次发布时编制索引号。")

    issuing_organs = models.CharField(
        _("发文机关"), max_length=300, blank=True, help_text=_("联合发文的，以顿号分隔；不填则为发布机构全称。")
    )
    document_number = models.CharField(
        _("发文字号"), max_length=80, blank=True, help_text=_("如“云政发〔2026〕8号”；年份用六角括号，序号不加“第”。")
    )
    addressees = models.CharField(_("主送机关"), max_length=500, blank=True)
    signed_by = models.CharField(
        _("落款"), max_length=200, blank=True, help_text=_("正文之后的署名，不填则为发文机关。")
    )
    effective_on = models.DateField(_("实施日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    is_normative = models.BooleanField(_("行政规范性文件"), default=False)
    normative_number = models.CharField(
        _("统一编号"), max_length=60, blank=True, help_text=_("行政规范性文件的统一登记编号。")
    )
    genre = models.CharField(_("体裁分类"), max_length=20, blank=True, choices=Genre.choices)
    validity = models.CharField(
        _("有效性"),
        max_length=12,
        choices=Validity.choices,
        default=Validity.VALID,
        blank=True,
        help_text=_(
            "发布时的有效性；导入的文件核实之前留空，页面上不显示。到期失效、被其他文件修改或废止的，到日由系统标注，不必改动。"
        ),
    )
    validity_due_on = models.DateField(
        null=True, editable=False, db_index=True, help_text="The next day on which its validity changes by itself."
    )
    relations = BlocklessStreamField(
        RelationsBlock(),
        blank=True,
        verbose_name=_("相关文件"),
        help_text=_("本文件修改、废止或者依据的文件，以及修改、废止本文件的文件；双方页面互相显示。"),
    )

    signed_original = models.ForeignKey(
        UploadedDocument,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("签发原件"),
        help_text=_("已签发、盖章的正式文件，供保密审查时核对，不对外公开。"),
    )

    api_fields = [
        *CataloguePage.api_fields, "issuing_organs", "document_number", "addressees", "signed_by", "effective_on",
        "expires_on", "is_normative", "normative_number", "genre", "validity", "relations",
        "related",
    ]  # fmt: skip
    api_sources: ClassVar[dict[str, str]] = {"validity": "validity_told", "related": "related_told"}
    """Fields of the API that say something else than their column."""
    api_schemas: ClassVar[dict[str, Any]] = {"related": related_schema}

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("organ"), FieldPanel("issuing_organs")]),
                FieldRowPanel([FieldPanel("document_number"), FieldPanel("issued_on")]),
                FieldPanel("addressees"),
            ],
            heading=_("发文要素"),
        ),
        CataloguePage.body_panel,
        FieldPanel("signed_by"),
        FieldPanel("signed_original"),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]
    responsibility_panels = [
        CataloguePage.responsibility_panels[0],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("genre"), FieldPanel("validity")]),
                FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
                FieldRowPanel([FieldPanel("is_normative"), FieldPanel("normative_number")]),
            ],
            heading=_("效力"),
        ),
        FieldPanel("relations"),
        CataloguePage.catalogue_panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("department"), FieldPanel("editor")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("author")]),
                FieldPanel("keywords"),
                FieldPanel("original_published_at"),
            ],
            heading=_("责任与著录"),
        ),
    ]

    class Meta:
        verbose_name = _("公文")
        verbose_name_plural = _("公文")

    def clean(self) -> None:
        self.document_number = normalised_document_number(self.document_number)
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.document_number and not (
            DOCUMENT_NUMBER.match(self.document_number) or ORDER_NUMBER.match(self.document_number)
        ):
            errors["document_number"] = number_problem(self.document_number)
        if self.effective_on and self.expires_on and self.expires_on < self.effective_on:
            errors["expires_on"] = _("有效期届满日期不能早于实施日期。")
        if self.expires_on and not is_reasonable(self.expires_on):
            errors["expires_on"] = _("有效期至的年份不合理，请核对；长期有效的请留空。")
        if self.normative_number and not self.is_normative:
            errors["is_normative"] = _("已填写统一编号，请同时勾选“行政规范性文件”。")
        if any(uid_of(child.value["document"]) == self.uid for child in self.relations):
            errors["relations"] = _("“相关文件”不能选本文件，请删去这一项，或者改选其他文件。")
        if titles := contradicted(self):
            errors["relations"] = ring_problem(titles)
        if other := self.same_number():
            errors["document_number"] = _("发文字号已用于公开的文件%(title)s，一个文号不能用两次。") % {
                "title": in_title_marks(other.title)
            }
        if errors:
            raise ValidationError(errors)

    def same_number(self) -> "OfficialDocumentPage | None":
        """The public document of the same organ that has this number, however either is written; one that was taken down
        gives its number back, and a translation has that of its original.

        Nothing else is published meanwhile: whoever publishes holds the register's lock.
        """
        number = normalised_document_number(self.document_number)
        tail = tail_of(number)
        if not tail:  # half-typed: every number ends with nothing
            return None
        live = type(self).objects.filter(live=True, organ=self.organ_id, locale=self.locale_id).exclude(pk=self.pk)
        alike = live.filter(document_number__endswith=tail).only("title", "document_number")
        return next((one for one in alike if normalised_document_number(one.document_number) == number), None)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; documents that this one amends or repeals say so in the same transaction, or no longer do."""
        from .. import reach, validity

        if kwargs.get("update_fields") is None:
            self.validity_due_on = validity.next_own_day(self, validity.today())
        before = reach.effects_until_now(self)
        saved = super().save(*args, **kwargs)
        self.let_others_follow(before)
        return saved

    def let_others_follow(self, before: "set[Effect]") -> None:
        """Bring the validity of the documents up to date that this one changes or did, and tell the organs whose they
        are. `before` is what it did."""
        from .. import reach, validity

        after = reach.effects_of(self.uid)
        own = {link.target_uid for link in self.entry_links() if link.kind in DOES_TO_OTHERS}
        validity.follow_targets(own | {one.target for one in before | after})
        reach.tell(self, before, after)

    def standing(self, at: Any = None) -> "Standing":
        """Whether it is in force at a moment, since when and through which document. See `catalog.validity`."""
        from .. import validity

        return validity.standing(self, validity.today(at))

    def least_lane(self) -> Lane:
        """Normative documents (行政规范性文件) are of overall importance, and so is changing what another organ made."""
        return Lane.IMPORTANT if self.is_normative or reached_beyond(self) else super().least_lane()

    def missing_facts(self) -> list[tuple[str, str]]:
        """发文字号, 成文日期 and 签发原件, and what a 行政规范性文件 should say. Some documents have no number."""
        hints = [
            ("document_number", self.document_number, _("没有填写发文字号；文件没有文号的，不必填写。")),
            ("issued_on", self.issued_on, _("没有填写成文日期。")),
            ("signed_original", self.signed_original_id, _("没有上传签发原件；不上传的，保密审查须人工核对。")),
        ]
        return [*((name, str(hint)) for name, value, hint in hints if not value), *normative_hints(self)]

    def suggested_item(self) -> str:
        return suggested_item(self)

    def differences_from_original(self) -> list[str]:
        return self.beside_original().differences

    def unread_in_original(self) -> list[str]:
        return self.beside_original().unread

    def beside_original(self) -> "Comparison":
        """This text beside the signed original; the texts of files are kept by their sha256."""
        from ..originals import compare

        return compare(self)

    @property
    def issuing_label(self) -> str:
        """发文机关 as it is shown."""
        return self.issuing_organs or self.organ.name

    @property
    def signature(self) -> str:
        """落款 as it is shown."""
        return self.signed_by or self.issuing_label

    @property
    def is_signed_in_body(self) -> bool:
        """True when the body has signature and date itself, as a notice has that an annexed text follows."""
        dates = (whole_date(strip_tags(block.value.source)) for block in self.body if block.block_type == "paragraph")
        return self.issued_on is not None and any(day == self.issued_on for day in dates)

    def genre_label(self) -> str:
        return self.get_genre_display()

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        standing = self.standing()
        extra = {
            "issuing_organs": self.issuing_label,
            "addressees": self.addressees,
            "signature": self.signature,
            "effective_on": self.effective_on.isoformat() if self.effective_on else "",
            "expires_on": self.expires_on.isoformat() if self.expires_on else "",
            "normative_number": self.normative_number,
            "validity_since": standing.since.isoformat() if standing.since else "",
        }
        return {
            **facts,
            "document_number": self.document_number,
            "genre": self.genre,
            "validity": str(standing.validity),
            "categories": [value for value in (self.genre, self.theme) if value],
            "extra": {**facts["extra"], **{name: value for name, value in extra.items() if value}},
        }

    def entry_links(self) -> tuple[LinkFacts, ...]:
        return own_links(self)

    def public_context(self, site: Site) -> dict[str, Any]:
        return {"standing": self.standing(), "related": related(self, site)}

    @property
    def related_told(self) -> list[dict[str, Any]]:
        """What the document states of others, and live others of it, as the API tells both: see `Related.as_json`."""
        site = self.get_site()
        return [one.as_json() for one in both_sides(self, site)] if site else []

    @property
    def validity_told(self) -> str:
        """有效性 as the API tells it: that of the live entry, which changes on its day; of a draft, as it would be today."""
        entry = getattr(self, "entry", None)
        return str(entry.validity if entry is not None and entry.is_live else self.standing().validity)

    @property
    def validity_shown(self) -> str:
        """有效性 as the register has it, or, in a preview, as it would be today; "" when nobody has said."""
        entry = self.shown_entry
        return str(entry.validity if entry is not None else self.standing().validity)

    def metadata(self) -> list[dict[str, str]]:
        """The metadata block in the order in which officials know it; empty optional rows are left out."""
        published = localtime(self.first_published_at) if self.first_published_at else None
        original = localtime(self.original_published_at) if self.original_published_at else None
        rows = [
            (_("索引号"), self.index_number),
            (_("主题分类"), self.theme),
            (_("发文机关"), self.issuing_label),
            (_("成文日期"), chinese_date(self.issued_on)),
            (_("标题"), self.title),
            (_("发文字号"), self.document_number),
            (_("发布日期"), chinese_date(published)),
            (_("有效性"), Validity(self.validity_shown).label if self.validity_shown else ""),
            (_("体裁分类"), self.get_genre_display()),
            (_("实施日期"), chinese_date(self.effective_on)),
            (_("有效期至"), chinese_date(self.expires_on)),
            (_("统一编号"), self.normative_number),
            (_("原发布日期"), chinese_date(original)),
        ]
        always = {_("索引号"), _("发文字号"), _("主题分类"), _("成文日期")}
        return [{"term": str(term), "value": str(value)} for term, value in rows if value or term in always]


def number_problem(number: str) -> str:
    """Says how a number is written, and which character of this one is none, though it looks like one."""
    if found := radical_in(number):
        return _now("发文字号应写作汉字：其中的“%(character)s”是部首字符，不是汉字，请重新输入。") % {
            "character": found
        }
    return _now("发文字号应写作“机关代字〔年份〕序号号”，如“云政发〔2026〕8号”；令写作“第3号”。")


def ring_problem(titles: list[str]) -> str:
    """Says that the documents with `titles` and this one abolish each other, each the next."""
    if len(titles) == 1:
        words = _now(
            "本文件与%(title)s互相废止，两件文件会同时失去效力；请核对“相关文件”，只保留后施行的文件对先施行的文件的废止。"
        )
        return words % {"title": in_title_marks(titles[0])}
    words = _now(
        "本文件与%(titles)s依次废止，首尾相接，这些文件会同时失去效力；请核对“相关文件”，只保留后施行的文件对先施行的文件的废止。"
    )
    return words % {"titles": "、".join(map(in_title_marks, titles))}


def chinese_date(value: Any) -> str:
    """A date as 2026年11月24日, or as the readers of the language that is spoken write it; '' for none."""
    return date_format(value, _now("Y年n月j日")) if value else ""


OfficialDocumentPage.edit_handler = OfficialDocumentPage.tabs()
