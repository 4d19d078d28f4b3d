"""办事指南: what a citizen or a business needs, where, how long it takes and what it costs."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.facts import attachments_at_foot
from cms.fields import BlocklessStreamField
from cms.references import Reference, references
from organs.models import Organ
from register.facts import LinkFacts

from ..blocks import telephone_number, web_address
from ..guides import links, rules, wording
from ..guides.blocks import (
    FeesBlock,
    MaterialsBlock,
    PowerItemBlock,
    ProcessBlock,
    QuestionsBlock,
    ResultsBlock,
    TopicsBlock,
)
from ..guides.codes import ITEM_CODE_HELP, item_code
from ..guides.form import ServiceGuideForm
from ..guides.panels import CONTENT_PANELS
from ..guides.vocabularies import ExerciseLevel, HandlingType, LimitUnit, OnlineDepth, Presence, Range
from ..vocabularies import Audience, Openness
from .base import CataloguePage, catalogue_panel_of
from .contact import contact_of


class ServiceGuidePage(CataloguePage):
    """One guide. The title is 事项名称; the body holds what no field asks for."""

    kind: ClassVar[str] = "service_guide"
    schema_type: ClassVar[str] = "GovernmentService"
    template = "catalog/service_guide_page.html"
    content_template: ClassVar[str] = "catalog/content/service_guide.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("办事服务",)
    needed_streams: ClassVar[tuple[str, ...]] = ("power_item", "topics", "process", "results")
    body_required: ClassVar[bool] = False
    page_description = _("企业和群众办事需要什么材料、到哪里办、多长时间、收不收费；附表格下载和流程图。")
    base_form_class = ServiceGuideForm

    item_code = models.CharField(_("事项编码"), max_length=40, validators=[item_code], help_text=ITEM_CODE_HELP)
    power_item = BlocklessStreamField(PowerItemBlock(), blank=True, verbose_name=_("对应的权力事项"))
    handling_type = models.CharField(_("办件类型"), max_length=12, choices=HandlingType.choices)
    exercise_level = models.CharField(_("行使层级"), max_length=12, choices=ExerciseLevel.choices)
    audience = models.CharField(
        _("服务对象分类"), max_length=12, choices=Audience.choices, default=Audience.CITIZENS,
        help_text=_("面向个人，还是面向企业和其他组织；都面向的选“面向社会公众”。"),
    )  # fmt: skip
    topics = BlocklessStreamField(
        TopicsBlock(), blank=True, verbose_name=_("生命周期主题"), help_text=_("至少一个，读者由此找到本指南。")
    )

    basis = models.TextField(
        _("设定依据"), max_length=4000, help_text=_("法律、法规、规章和文件的名称、条款，每件一段。")
    )
    conditions = models.TextField(_("申请条件"), max_length=3000, help_text=_("谁可以申请，须具备哪些条件，每条一行。"))
    quantity = models.CharField(
        _("数量限制"), max_length=120, blank=True, help_text=_("有数量限制的写明总数和剩余数量的公布方式；没有的留空。")
    )
    materials = BlocklessStreamField(
        MaterialsBlock(),
        blank=True,
        verbose_name=_("办理材料"),
        help_text=_("逐项填写，须填表的材料附空白表格和示例样表。兜底条款（“其他材料”）不得列入。"),
    )
    materials_note = models.TextField(
        _("材料说明"), max_length=500, blank=True, help_text=_("对全部材料的要求，或者不需要材料的说明。")
    )

    place = models.CharField(_("办理地点"), max_length=300, help_text=_("写到楼层和窗口。"))
    in_service_centre = models.CharField(_("是否进驻政务服务中心"), max_length=12, choices=Presence.choices)
    office_hours = models.CharField(
        _("办理时间"), max_length=200, help_text=_("如“工作日8:30—12:00，14:30—18:00，法定节假日除外”。")
    )
    telephone = models.CharField(_("联系电话"), max_length=60, validators=[telephone_number])
    supervision_telephone = models.CharField(
        _("监督电话"), max_length=60, validators=[telephone_number], help_text=_("受理投诉、举报的电话。")
    )

    process = BlocklessStreamField(
        ProcessBlock(), blank=True, verbose_name=_("办理流程"), help_text=_("流程图由系统按步骤绘制。")
    )
    promised_limit = models.PositiveIntegerField(_("承诺时限"), help_text=_("当场办结的填0；不能长于法定时限。"))
    legal_limit = models.PositiveIntegerField(
        _("法定时限"), null=True, blank=True, help_text=_("法律法规没有规定的留空。")
    )
    limit_unit = models.CharField(
        _("时限单位"), max_length=12, choices=LimitUnit.choices, default=LimitUnit.WORKING_DAY
    )
    limit_note = models.CharField(
        _("时限说明"), max_length=200, blank=True, help_text=_("如“听证、检验、鉴定所需时间不计算在内”。")
    )
    visits = models.PositiveSmallIntegerField(_("到办事现场次数"), default=1, help_text=_("全程网办的填0。"))

    is_charged = models.BooleanField(_("收费"), default=False)
    fee_basis = models.TextField(
        _("收费依据"), max_length=1000, blank=True, help_text=_("收费的必填，写明文件名称和文号。")
    )
    fees = BlocklessStreamField(FeesBlock(), blank=True, verbose_name=_("收费标准"))
    results = BlocklessStreamField(ResultsBlock(), blank=True, verbose_name=_("办理结果"))

    consult_url = models.CharField(
        _("网上咨询地址"), max_length=500, validators=[web_address], help_text=_("必填，读者由此咨询本事项。")
    )
    query_url = models.CharField(
        _("办件查询地址"), max_length=500, validators=[web_address], help_text=_("必填，读者由此查询办理进度。")
    )
    apply_url = models.CharField(
        _("网上申请地址"), max_length=500, blank=True, validators=[web_address], help_text=_("能网上申请的必填。")
    )
    no_apply_reason = models.CharField(
        _("不能网上申请的理由"), max_length=200, blank=True, help_text=_("如“依法须当场核验本人身份”。")
    )
    online_depth = models.CharField(_("网上办理深度"), max_length=20, blank=True, choices=OnlineDepth.choices)
    handled_in = models.CharField(_("通办范围"), max_length=12, choices=Range.choices, default=Range.NONE)
    by_appointment = models.BooleanField(_("可以预约办理"), default=False)
    by_post = models.BooleanField(_("可以邮寄申请和送达"), default=False)
    online_payment = models.BooleanField(_("可以网上支付"), default=False)

    questions = BlocklessStreamField(QuestionsBlock(), blank=True, verbose_name=_("常见问题"))
    remedy = models.TextField(
        _("法律救济"),
        max_length=1000,
        blank=True,
        help_text=_("不服决定的，向哪里申请行政复议、提起行政诉讼，期限多长。"),
    )

    api_fields = [
        *CataloguePage.api_fields, "item_code", "power_item", "handling_type", "exercise_level", "topics", "basis",
        "conditions", "quantity", "materials", "materials_note", "place", "in_service_centre", "office_hours",
        "telephone", "supervision_telephone", "process", "promised_limit", "legal_limit", "limit_unit", "limit_note",
        "visits", "is_charged", "fee_basis", "fees", "results", "consult_url", "query_url", "apply_url",
        "no_apply_reason", "online_depth", "handled_in", "by_appointment", "by_post", "online_payment", "questions",
        "remedy",
    ]  # fmt: skip
    content_panels = CONTENT_PANELS
    responsibility_panels = [
        CataloguePage.responsibility_panels[0],
        catalogue_panel_of("openness"),  # 服务对象分类 stands among the basic facts
        CataloguePage.responsibility_panels[2],
    ]

    class Meta:
        verbose_name = _("办事指南")
        verbose_name_plural = _("办事指南")

    def known_of(self, organ: Organ) -> dict[str, str]:
        known = contact_of(organ, place="address", office_hours="office_hours", telephone="telephone")
        return {"catalogue_group": "20-05", "openness": Openness.SERVICE.value, **known}

    def usual_summary(self) -> str:
        if not self.promised_in_words:
            return ""
        return _now("%(title)s：%(kind)s，承诺%(limit)s，%(fees)s。列明申请条件、办理材料、地点、时间和流程。") % {
            "title": self.title,
            "kind": self.handling_type,
            "limit": self.promised_in_words,
            "fees": wording.fees_in_words(self) if not self.is_charged else _now("收费"),
        }

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        self.item_code = self.item_code.strip().upper()
        for name, problem in rules.contradictions(self):
            errors.setdefault(name, problem)
        if self.live:
            for name, problem in rules.lacking(self):
                errors.setdefault(name, problem)
        if errors:
            raise ValidationError(errors)

    def missing_facts(self) -> list[tuple[str, str]]:
        return list(rules.hints(self))

    @property
    def promised_in_words(self) -> str:
        return wording.limit_in_words(self.promised_limit, self.limit_unit)

    @property
    def legal_in_words(self) -> str:
        return wording.limit_in_words(self.legal_limit, self.limit_unit)

    @property
    def fees_in_words(self) -> str:
        return wording.fees_in_words(self)

    @property
    def handed_in(self) -> int:
        """How many materials the applicant hands in: not those that the office fetches itself."""
        return sum(1 for child in self.materials if child.value["copies"])

    def entry_links(self) -> tuple[LinkFacts, ...]:
        return links.links_of(self)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        topics = [str(child.value) for child in self.topics]
        known: dict[str, Any] = {
            "item_code": self.item_code,
            "handling_type": self.handling_type,
            "promised_limit": self.promised_in_words,
            "is_charged": self.is_charged,
            "fees": self.fees_in_words,
            "topics": topics,
            "in_service_centre": self.in_service_centre == Presence.ENTERED,
            "place": self.place,
            "telephone": self.telephone,
            "apply_url": self.apply_url,
        }
        return {**facts, "categories": topics, "extra": {**facts["extra"], **known}}

    def public_context(self, site: Site) -> dict[str, Any]:
        """The power item as a page of `site` shows it, and the files of the body: those of materials stand in their
        table. One query."""
        uid = links.power_item_uid(self)
        item: Reference | None = references(site, [uid])[uid] if uid else None
        return {"of_power_item": item, "attachments": list(attachments_at_foot(self))}


ServiceGuidePage.edit_handler = ServiceGuidePage.tabs()
