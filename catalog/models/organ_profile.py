"""机构职能: what an organ does, how it is organised, and where it is reached (《条例》第二十条第（二）项)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.fields import BlocklessStreamField
from organs.models import Organ

from ..blocks import AffiliatesBlock, UnitsBlock, email_address, telephone_number
from ..forms import KnowingForm
from .base import CataloguePage
from .contact import contact_of, rows


class OrganProfilePage(CataloguePage):
    """One page for each organ, all in one form (《政府网站发展指引》: 集中规范发布，统一展现形式). The body are its functions."""

    kind: ClassVar[str] = "organ_profile"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/organ_profile.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("机构职能",)
    writing_order: ClassVar[int] = 50
    page_description = _("机构的主要职责、内设机构、直属机构和联系方式，每个机构一页，统一格式。")
    base_form_class = KnowingForm

    head = models.CharField(_("负责人姓名"), max_length=40, help_text=_("机构主要负责人。"))
    address = models.CharField(_("办公地址"), max_length=200)
    office_hours = models.CharField(
        _("办公时间"), max_length=200, help_text=_("如“工作日8:30—12:00，14:30—18:00，法定节假日除外”。")
    )
    telephone = models.CharField(_("联系电话"), max_length=60, validators=[telephone_number])
    supervision_telephone = models.CharField(
        _("监督电话"), max_length=60, validators=[telephone_number], help_text=_("受理投诉、举报的电话。")
    )
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    email = models.CharField(_("电子邮箱"), max_length=254, blank=True, validators=[email_address])
    units = BlocklessStreamField(
        UnitsBlock(), blank=True, verbose_name=_("内设机构"), help_text=_("按“三定”规定的顺序逐个添加。")
    )
    affiliates = BlocklessStreamField(AffiliatesBlock(), blank=True, verbose_name=_("直属机构"))

    api_fields = [
        *CataloguePage.api_fields, "head", "address", "office_hours", "telephone", "supervision_telephone", "postcode",
        "email", "units", "affiliates",
    ]  # fmt: skip

    content_panels = [
        FieldRowPanel([FieldPanel("organ"), FieldPanel("head")]),
        FieldPanel("title", heading=_("标题")),
        FieldPanel("body", heading=_("主要职责"), help_text=_("与“三定”规定一致，按条目逐段填写。")),
        FieldPanel("units"),
        FieldPanel("affiliates"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("address"), FieldPanel("postcode")]),
                FieldPanel("office_hours"),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("supervision_telephone")]),
                FieldPanel("email"),
            ],
            heading=_("联系方式"),
        ),
        FieldPanel("issued_on", heading=_("生成日期")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("机构职能")
        verbose_name_plural = _("机构职能")

    def known_of(self, organ: Organ) -> dict[str, str]:
        known = contact_of(organ, address="address", office_hours="office_hours", telephone="telephone")
        return {"title": _now("%(organ)s机构职能") % {"organ": organ.name}, "catalogue_group": "20-02", **known}

    def usual_summary(self) -> str:
        if not self.organ_id:
            return ""
        return _now("%(organ)s的主要职责、内设机构、直属机构和联系方式。") % {"organ": self.organ.name}

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.organ_id and (other := self.other_of_organ()):
            errors["organ"] = _("“%(organ)s”已有公开的机构职能页“%(title)s”，请直接修改该页，不要重复建立。") % {
                "organ": self.organ.short_name,
                "title": other.title,
            }
        if self.postcode and not (self.postcode.isascii() and self.postcode.isdigit() and len(self.postcode) == 6):
            errors["postcode"] = _("邮政编码为6位数字。")
        if errors:
            raise ValidationError(errors)

    def other_of_organ(self) -> "OrganProfilePage | None":
        """Another live profile of the same organ."""
        others = OrganProfilePage.objects.filter(organ=self.organ_id, live=True, locale=self.locale_id).exclude(
            pk=self.pk
        )
        return others.exclude(alias_of__isnull=False).first()

    def contact(self) -> list[dict[str, str]]:
        return rows(self, "head", "address", "postcode", "office_hours", "telephone", "supervision_telephone", "email")

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known = {name: getattr(self, name) for name in ("head", "address", "office_hours", "telephone")}
        return {**facts, "extra": {**facts["extra"], **{name: value for name, value in known.items() if value}}}


OrganProfilePage.edit_handler = OrganProfilePage.tabs()
