"""政府信息公开指南: what article 12 asks a guide to say."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from organs.models import Organ

from ..blocks import telephone_number, web_address
from ..forms import KnowingForm
from .base import CataloguePage
from .contact import NONE, contact_of, rows, too_short

CLASSIFICATION = _(
    "主动公开的政府信息，按《政府信息公开条例》第二十条、第二十一条所列事项分类，每条信息另标注主题分类和体裁分类。"
)
ARRANGEMENT = _(
    "每条政府信息编有索引号，由发布机构代码、年份和五位流水号组成，一经编制不再更改。"
    "目录列出索引号、名称、内容概述和生成日期，可以按发布机构、主题、体裁、年份和有效性检索。"
)
WAYS = _(
    "在本网站“政府信息公开”专栏检索、查阅、下载；到政务服务中心、图书馆、档案馆等政府信息查阅场所查阅；"
    "通过政府公报、新闻发布会、广播、电视、报刊等获取。"
)
REQUEST = _(
    "公民、法人或者其他组织可以向本机关申请公开政府信息。申请应当写明：（一）申请人的姓名或者名称、身份证明、联系方式；"
    "（二）申请公开的政府信息的名称、文号或者便于查询的其他特征性描述；"
    "（三）申请公开的政府信息的形式要求，包括获取信息的方式、途径。\n"
    "当面申请的，请在办公时间到上述办公地址提交；书写有困难的，可以口头提出，由工作人员代为填写。\n"
    "邮寄申请的，请寄至上述办公地址，并在信封上注明“政府信息公开申请”。\n"
    "本机关自收到申请之日起20个工作日内答复；需要延长的，经工作机构负责人同意并告知申请人，延长最长不超过20个工作日。"
)
REMEDY = _(
    "认为本机关未按照要求主动公开政府信息，或者不依法答复政府信息公开申请的，可以向本机关或者上一级政府信息公开工作主管部门投诉、举报；"
    "认为在政府信息公开工作中侵犯其合法权益的，可以依法申请行政复议或者提起行政诉讼。"
)
LEAST = 20
INTERNET = re.compile(r"^(?:https?://\S+|[^@\s]+@[^@\s]+\.[^@\s]+)$")


class DisclosureGuidePage(CataloguePage):
    """The guide of one organ: its office, how its information is arranged, and how it is obtained."""

    kind: ClassVar[str] = "disclosure_guide"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/disclosure_guide.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("信息公开指南",)
    writing_order: ClassVar[int] = 60
    body_required: ClassVar[bool] = False
    page_description = _("《政府信息公开条例》第十二条：工作机构的联系方式，信息的分类、编排和获取方式，怎样申请公开。")
    base_form_class = KnowingForm

    office_name = models.CharField(
        _("工作机构名称"),
        max_length=120,
        help_text=_("负责政府信息公开工作的机构，如“云杉市人民政府办公室政务公开科”。"),
    )
    office_address = models.CharField(
        _("办公地址"), max_length=200, help_text=_("写到门牌和房间，邮寄申请也寄到这里。")
    )
    office_postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    office_hours = models.CharField(
        _("办公时间"), max_length=200, help_text=_("如“工作日8:30—12:00，14:30—18:00，法定节假日除外”。")
    )
    office_telephone = models.CharField(_("联系电话"), max_length=60, validators=[telephone_number])
    office_fax = models.CharField(_("传真号码"), max_length=60, help_text=_("没有传真的，填“无”。"))
    internet_contact = models.CharField(_("互联网联系方式"), max_length=200, help_text=_("电子邮箱，或者完整的网址。"))
    classification = models.TextField(_("政府信息的分类"), max_length=2000, default=CLASSIFICATION)
    arrangement = models.TextField(_("政府信息的编排体系"), max_length=2000, default=ARRANGEMENT)
    ways = models.TextField(_("政府信息的获取方式"), max_length=2000, default=WAYS)
    request_how = models.TextField(
        _("依申请公开的办理方式"),
        max_length=3000,
        default=REQUEST,
        help_text=_("写明当面、邮寄申请怎样提出，每段一行。"),
    )
    request_url = models.CharField(
        _("网上申请地址"),
        max_length=500,
        blank=True,
        validators=[web_address],
        help_text=_("有网上申请渠道的，填写完整的网址；没有的留空。"),
    )
    remedy = models.TextField(_("监督和救济"), max_length=2000, default=REMEDY)

    api_fields = [
        *CataloguePage.api_fields, "office_name", "office_address", "office_postcode", "office_hours", "office_telephone",
        "office_fax", "internet_contact", "classification", "arrangement", "ways", "request_how", "request_url", "remedy",
    ]  # fmt: skip

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("issued_on", heading=_("生成日期"))]),
        MultiFieldPanel(
            [
                FieldPanel("office_name"),
                FieldRowPanel([FieldPanel("office_address"), FieldPanel("office_postcode")]),
                FieldPanel("office_hours"),
                FieldRowPanel([FieldPanel("office_telephone"), FieldPanel("office_fax")]),
                FieldPanel("internet_contact"),
            ],
            heading=_("一、政府信息公开工作机构"),
        ),
        MultiFieldPanel(
            [FieldPanel("classification"), FieldPanel("arrangement"), FieldPanel("ways")],
            heading=_("二、分类、编排体系和获取方式"),
        ),
        MultiFieldPanel(
            [FieldPanel("request_how"), FieldPanel("request_url"), FieldPanel("remedy")], heading=_("三、依申请公开")
        ),
        FieldPanel("body", heading=_("其他需要说明的内容"), help_text=_("可以不填；附上申请表时，在此添加附件。")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("公开指南")
        verbose_name_plural = _("公开指南")

    def known_of(self, organ: Organ) -> dict[str, str]:
        known = contact_of(organ, office_address="address", office_hours="office_hours", office_telephone="telephone")
        return {"title": _now("%(organ)s政府信息公开指南") % {"organ": organ.name}, "catalogue_group": "20-02", **known}

    def usual_summary(self) -> str:
        if not self.office_name:
            return ""
        return _now("%(office)s的联系方式，政府信息的分类、编排和获取方式，依申请公开的办理方式。") % {
            "office": self.office_name
        }

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        self.office_fax = self.office_fax.strip()
        if self.office_fax and self.office_fax != NONE:
            try:
                telephone_number(self.office_fax)
            except ValidationError:
                errors["office_fax"] = _("传真号码只能填写数字、区号和分机，如“0000-6012345”；没有传真的，填“无”。")
        if self.internet_contact and not INTERNET.match(self.internet_contact):
            errors["internet_contact"] = _("请填写完整的电子邮箱地址，或者完整的网址。")
        if self.office_postcode and not re.fullmatch(r"\d{6}", self.office_postcode):
            errors["office_postcode"] = _("邮政编码为6位数字。")
        for name in ("classification", "arrangement", "ways", "request_how", "remedy"):
            if (text := getattr(self, name)) and (problem := too_short(text, LEAST)):
                errors[name] = problem
        if errors:
            raise ValidationError(errors)

    def office(self) -> list[dict[str, str]]:
        """The contact fields of article 12, in the order of the law."""
        return rows(
            self, "office_name", "office_address", "office_postcode", "office_hours", "office_telephone", "office_fax",
            "internet_contact",
        )  # fmt: skip


DisclosureGuidePage.edit_handler = DisclosureGuidePage.tabs()
