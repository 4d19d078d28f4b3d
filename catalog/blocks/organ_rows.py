"""Rows of structured fields: 内设机构, 直属机构, 重要讲话."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import PublicationChooserBlock, StrictStreamBlock
from cms.blocks.address import AddressBlock
from cms.json_schema import ADDRESS, REFERENCE, TEXT, Schema, exactly, maybe

TELEPHONE = r"^[0-9+()（）\-—\s转,，、/；;]{5,60}$"
TELEPHONE_ADVICE = _("电话只能填写数字、区号和分机，几个号码之间用顿号分隔，如“0000-6012345”。")
telephone_number = RegexValidator(TELEPHONE, TELEPHONE_ADVICE)
email_address = EmailValidator(message=_("请填写完整的电子邮箱地址，包括“@”和后面的域名。"))


class TelephoneBlock(blocks.RegexBlock):
    """Digits, area code and extension."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            regex=TELEPHONE,
            error_messages={"invalid": TELEPHONE_ADVICE},
            **{"required": False, "max_length": 60, **kwargs},
        )


class UnitBlock(blocks.StructBlock):
    """A unit inside an organ (内设机构)."""

    name = blocks.CharBlock(max_length=80, label=_("名称"), help_text=_("如“政务公开科”。"))
    duties = blocks.TextBlock(required=False, max_length=1000, label=_("主要职责"))
    head = blocks.CharBlock(required=False, max_length=40, label=_("负责人"))
    telephone = TelephoneBlock(label=_("联系电话"))

    class Meta:
        icon = "group"
        label = _("内设机构")
        template = "catalog/blocks/unit.html"
        description = _("机关内部的科室、处室")


class UnitsBlock(StrictStreamBlock):
    unit = UnitBlock()

    class Meta:
        label = _("内设机构")


class AffiliateBlock(blocks.StructBlock):
    """An organisation under an organ (直属机构)."""

    name = blocks.CharBlock(max_length=120, label=_("名称"))
    duties = blocks.TextBlock(required=False, max_length=1000, label=_("主要职责"))
    address = blocks.CharBlock(required=False, max_length=200, label=_("地址"))
    telephone = TelephoneBlock(label=_("联系电话"))

    class Meta:
        icon = "home"
        label = _("直属机构")
        template = "catalog/blocks/affiliate.html"
        description = _("直属的行政机构、事业单位")


class AffiliatesBlock(StrictStreamBlock):
    affiliate = AffiliateBlock()

    class Meta:
        label = _("直属机构")


class SpeechBlock(blocks.StructBlock):
    """A speech or an article: published here, or elsewhere under a title and an address."""

    page = PublicationChooserBlock(required=False, label=_("本平台发布的信息"))
    title = blocks.CharBlock(
        required=False, max_length=200, label=_("标题"), help_text=_("其他网站发布的，填写标题和网址。")
    )
    url = AddressBlock(label=_("网址"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        page, title, url = cleaned["page"], cleaned["title"].strip(), cleaned["url"]
        if page is None and not (title or url):
            errors["page"] = ValidationError(_("请选择本平台发布的信息，或者填写标题和网址。"))
        elif page is not None and (title or url):
            errors["title"] = ValidationError(_("已选择本平台发布的信息，请不要再填标题和网址。"))
        elif page is None and not title:
            errors["title"] = ValidationError(_("请填写标题。"))
        elif page is None and not url:
            errors["url"] = ValidationError(_("请填写网址。"))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """{page: {uid, title, url} | null, title, url}."""
        page = self.child_blocks["page"].get_api_representation(value["page"], context)
        return {"page": page, "title": value["title"] or "", "url": value["url"] or None}

    def get_api_schema(self) -> Schema:
        return exactly({"page": maybe(REFERENCE), "title": TEXT, "url": maybe(ADDRESS)})

    class Meta:
        icon = "openquote"
        label = _("重要讲话、文章")
        template = "catalog/blocks/speech.html"
        description = _("本平台或其他网站发布的讲话、文章")


class SpeechesBlock(StrictStreamBlock):
    speech = SpeechBlock()

    class Meta:
        label = _("重要讲话、文章")
