"""公文: official documents."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.models import UploadedDocument
from cms.review.lanes import Lane

from ..document_number import normalised_document_number
from ..importing.dates import whole_date
from ..vocabularies import Genre, Validity
from .base import CataloguePage

if TYPE_CHECKING:
    from ..originals import Comparison

DOCUMENT_NUMBER = re.compile(r"^\S+〔\d{4}〕\d+号$")
ORDER_NUMBER = re.compile(r"^\S*第\d+号$")


class OfficialDocumentPage(CataloguePage):
    """An official document, with the metadata by which officials know it."""

    kind: ClassVar[str] = "official_document"
    outside_clearance: ClassVar[frozenset[str]] = CataloguePage.outside_clearance | {"signed_original"}
    schema_type: ClassVar[str] = "DigitalDocument"
    template = "catalog/official_document_page.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("policy",)
    has_signed_original: ClassVar[bool] = True
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
        help_text=_("导入的文件不推断有效性；核实之前留空，页面上不显示。"),
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
        "expires_on", "is_normative", "normative_number", "genre", "validity",
    ]  # fmt: skip

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
            errors["document_number"] = _(
                "发文字号应写作“机关代字〔年份〕序号号”，如“云政发〔2026〕8号”；令写作“第3号”。"
            )
        if self.effective_on and self.expires_on and self.expires_on < self.effective_on:
            errors["expires_on"] = _("有效期届满日期不能早于实施日期。")
        if self.normative_number and not self.is_normative:
            errors["is_normative"] = _("已填写统一编号，请同时勾选“行政规范性文件”。")
        if errors:
            raise ValidationError(errors)

    def least_lane(self) -> Lane:
        """Normative documents (行政规范性文件) are of overall importance."""
        return Lane.IMPORTANT if self.is_normative else super().least_lane()

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
        extra = {
            "issuing_organs": self.issuing_label,
            "addressees": self.addressees,
            "signature": self.signature,
            "effective_on": self.effective_on.isoformat() if self.effective_on else "",
            "expires_on": self.expires_on.isoformat() if self.expires_on else "",
            "normative_number": self.normative_number,
        }
        return {
            **facts,
            "document_number": self.document_number,
            "genre": self.genre,
            "validity": self.validity,
            "categories": [value for value in (self.genre, self.theme) if value],
            "extra": {**facts["extra"], **{name: value for name, value in extra.items() if value}},
        }

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
            (_("有效性"), self.get_validity_display()),
            (_("体裁分类"), self.get_genre_display()),
            (_("实施日期"), chinese_date(self.effective_on)),
            (_("有效期至"), chinese_date(self.expires_on)),
            (_("统一编号"), self.normative_number),
            (_("原发布日期"), chinese_date(original)),
        ]
        always = {_("索引号"), _("发文字号"), _("主题分类"), _("成文日期")}
        return [{"term": str(term), "value": str(value)} for term, value in rows if value or term in always]


def chinese_date(value: Any) -> str:
    """A date as 2026年11月24日; '' for none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


OfficialDocumentPage.edit_handler = OfficialDocumentPage.tabs()
