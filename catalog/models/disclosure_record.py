"""What article 20 asks for beside the other types: 行政许可、行政处罚、收费项目、重大建设项目、监督检查、公务员招考 …"""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms import json_schema as schema
from cms.fields import BlocklessStreamField
from organs.models import Organ

from ..amounts import digits
from ..blocks.record_rows import FactsBlock
from ..catalogue_items import DEFAULT_CODE
from ..fields import AmountField
from ..forms import DemandingForm
from ..periods import Period
from ..records import reading
from ..records.kinds import RecordKind, form_of
from .base import CataloguePage

MASKED = re.compile(r"[某*＊×]")
LAW_ENFORCEMENT = Period(7, "国办发〔2018〕118号", working=True)
"""行政许可、行政处罚 decisions are shown to the public within it."""


class DisclosureRecordPage(CataloguePage):
    """One record: typed facts, named as its kind names them (`catalog.records.kinds`)."""

    class Party(models.TextChoices):
        ORGANISATION = "organisation", _("法人和其他组织")
        PERSON = "person", _("自然人")

    kind: ClassVar[str] = "disclosure_record"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/disclosure_record.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("notices", "policy")
    body_required: ClassVar[bool] = False
    page_description = _("行政许可、行政处罚、收费项目、重大建设项目、监督检查、公务员招考等，按要素逐项填写。")
    base_form_class = DemandingForm

    record_kind = models.CharField(
        _("类别"), max_length=16, choices=RecordKind.choices, default=RecordKind.OTHER,
        help_text=_("先选类别：各类别必填的要素不同，送审时逐项提示。"),
    )  # fmt: skip
    matter = models.CharField(
        _("事项"), max_length=200, blank=True, help_text=_("许可、检查、收费、招考的事项，项目名称，处罚的案由。")
    )
    document_number = models.CharField(
        _("文号"), max_length=80, blank=True, help_text=_("决定书文号、批准文号，与文书一致，如“云环罚〔2026〕12号”。")
    )
    party = models.CharField(
        _("当事人（相对人、对象）"),
        max_length=200,
        blank=True,
        help_text=_("当事人、行政相对人、建设单位、缴费对象等；自然人的姓名只保留姓，如“张某某”。"),
    )
    party_kind = models.CharField(_("当事人类型"), max_length=12, choices=Party.choices, default=Party.ORGANISATION)
    authority = models.CharField(
        _("机关"), max_length=120, blank=True, help_text=_("作出决定、实施检查、收费、批准的单位全称。")
    )
    decided_on = models.DateField(_("决定（批准、检查）日期"), null=True, blank=True)
    facts = models.TextField(
        _("事实（情况）"),
        max_length=5000,
        blank=True,
        help_text=_("违法事实、检查情况、建设内容、职位和条件等，每项一行。"),
    )
    basis = models.TextField(
        _("依据"), max_length=3000, blank=True, help_text=_("法律、法规、规章或者文件的名称和条款，每项一行。")
    )
    result = models.TextField(
        _("结果（内容、标准）"),
        max_length=5000,
        blank=True,
        help_text=_("许可内容、处罚结果、收费标准、实施情况等，每项一行。"),
    )
    amount = AmountField(verbose_name=_("金额"), help_text=_("罚款、总投资、成交价款等，单位为元。"))
    valid_from = models.DateField(
        _("起始日期"), null=True, blank=True, help_text=_("许可有效期、收费执行、报名、开工的起始日期。")
    )
    valid_until = models.DateField(
        _("截止日期"), null=True, blank=True, help_text=_("许可有效期、公示、报名、计划竣工的截止日期。")
    )
    more = BlocklessStreamField(
        FactsBlock(),
        blank=True,
        verbose_name=_("其他要素"),
        help_text=_("上面没有的要素，按文字、日期、金额、数量添加。"),
    )

    api_fields = [
        *CataloguePage.api_fields, "record_kind", "matter", "document_number", "party", "party_kind", "authority",
        "decided_on", "facts", "basis", "result", "amount", "valid_from", "valid_until", "more", "rows",
    ]  # fmt: skip
    api_schemas: ClassVar[dict[str, schema.Schema]] = {
        "rows": schema.titled(schema.many(reading.ROW), _("要素"), _("页面上显示的全部要素，名称随类别而定。"))
    }

    content_panels = [
        FieldRowPanel([FieldPanel("record_kind"), FieldPanel("organ")]),
        FieldPanel("title", heading=_("标题")),
        MultiFieldPanel(
            [
                FieldPanel("matter"),
                FieldRowPanel([FieldPanel("document_number"), FieldPanel("decided_on")]),
                FieldRowPanel([FieldPanel("party"), FieldPanel("party_kind")]),
                FieldPanel("authority"),
            ],
            heading=_("事项和当事人"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("facts"),
                FieldPanel("basis"),
                FieldPanel("result"),
                FieldPanel("amount"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("more"),
            ],
            heading=_("要素"),
        ),
        FieldPanel("body", heading=_("其他内容"), help_text=_("可以不填；明细表、附件在此添加。")),
        FieldPanel("issued_on", heading=_("生成日期")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("公开事项记录")
        verbose_name_plural = _("公开事项记录")

    def known_of(self, organ: Organ) -> dict[str, str]:
        return {"authority": organ.name}

    def usual_summary(self) -> str:
        if not self.title:
            return ""
        facts = "，".join(one for one in (self.matter, self.result.partition("\n")[0]) if one)
        return f"{self.get_record_kind_display()}：{facts}" if facts else ""

    def clean(self) -> None:
        if self.catalogue_group == DEFAULT_CODE:
            self.catalogue_group = form_of(self.record_kind).item
        self.document_number = self.document_number.strip()
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.decided_on and self.decided_on > timezone.localdate():
            errors["decided_on"] = _("日期不能晚于今天。")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            errors["valid_until"] = _("截止日期不能早于起始日期。")
        if self.party_kind == self.Party.PERSON and self.party.strip() and not MASKED.search(self.party):
            errors["party"] = _("当事人是自然人的，姓名须去标识化，只保留姓，如“张某某”；个体工商户填写字号。")
        if self.live:
            errors = {**self.demands(), **errors}
        if errors:
            raise ValidationError(errors)

    def demands(self) -> dict[str, str]:
        """What keeps it from review, by field, in the words of its kind."""
        form = form_of(self.record_kind)
        return {
            name: _now("“%(kind)s”须填写“%(label)s”。") % {"kind": self.get_record_kind_display(), "label": label}
            for name, label in form.labels.items()
            if name in form.needed and not (getattr(self, name) or getattr(self, name) == 0)
        }

    def missing_facts(self) -> list[tuple[str, str]]:
        """A decision that is told late; facts that its kind has no name for are not shown."""
        form = form_of(self.record_kind)
        found = []
        today = timezone.localdate(self.first_published_at) if self.first_published_at else timezone.localdate()
        if form.deciding and self.decided_on and today > LAW_ENFORCEMENT.ends(self.decided_on):
            words = _now("行政许可、行政处罚等决定应自作出之日起%(period)s内公开，现已逾期，请尽快办理。")
            found.append(("decided_on", words % {"period": LAW_ENFORCEMENT.words()}))
        return found

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known = {
            "record_kind": self.record_kind,
            "authority": self.authority,
            "decided_on": self.decided_on.isoformat() if self.decided_on else "",
            "party": self.party,
            "amount": digits(self.amount),
        }
        extra = {**facts["extra"], **{name: value for name, value in known.items() if value}}
        return {**facts, "document_number": self.document_number, "extra": extra}

    def rows(self) -> list[dict[str, Any]]:
        """Every fact under the name that its kind gives it."""
        return reading.rows(self)


DisclosureRecordPage.edit_handler = DisclosureRecordPage.tabs()
