"""政府采购与招投标: one announcement of a project, from its intention to its acceptance."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms import json_schema as schema
from cms.fields import BlocklessStreamField
from organs.models import Organ
from register.facts import LinkFacts

from ..blocks.named import CorrectedNoticeBlock, EarlierNoticesBlock
from ..fields import AmountField
from ..forms import DemandingForm
from ..procurement import demands, hints, panels, timeline
from ..procurement.facts import entry_extra
from ..procurement.rows import CorrectionsBlock, SuppliersBlock
from ..procurement.vocabularies import Acceptance, Method, Regime, Stage
from .base import CataloguePage

STEP = schema.exactly(
    {
        "uid": schema.UID,
        "title": schema.TEXT,
        "url": schema.maybe(schema.ADDRESS),
        "stage": schema.closed(Stage.choices),
        "stage_title": schema.TEXT,
        "published_at": schema.maybe(schema.MOMENT),
        "is_current": schema.YES_NO,
        "is_latest": schema.YES_NO,
    }
)

SUPPLIERS: dict[str, Any] = {
    Stage.SINGLE_SOURCE: _("拟定的供应商"),
    Stage.CANDIDATES: _("中标候选人"),
    Stage.RESULT: _("中标（成交）供应商"),
    Stage.CONTRACT: _("合同供应商"),
    Stage.ACCEPTANCE: _("合同供应商"),
}

OUTCOMES: dict[str, Any] = {
    Stage.SINGLE_SOURCE: _("公示信息"),
    Stage.CANDIDATES: _("公示信息"),
    Stage.CONTRACT: _("合同信息"),
    Stage.ACCEPTANCE: _("验收信息"),
}


class ProcurementPage(CataloguePage):
    """An announcement at one stage. Those with the same project number and organ form one line of time."""

    kind: ClassVar[str] = "procurement"
    template = "catalog/procurement_page.html"
    content_template: ClassVar[str] = "catalog/content/procurement.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("notices",)
    body_required: ClassVar[bool] = False
    page_description = _("采购意向、采购（招标）公告、更正、中标候选人、结果、合同、验收等，同一项目的各阶段自动相连。")
    base_form_class = DemandingForm

    regime = models.CharField(_("适用制度"), max_length=12, choices=Regime.choices, default=Regime.PROCUREMENT)
    stage = models.CharField(
        _("阶段"),
        max_length=16,
        choices=Stage.choices,
        default=Stage.NOTICE,
        help_text=_("先选阶段：各阶段必填的内容不同，送审时逐项提示。"),
    )
    project_name = models.CharField(_("项目名称"), max_length=200, help_text=_("与采购计划（立项文件）一致的全称。"))
    project_number = models.CharField(
        _("项目编号"),
        max_length=60,
        blank=True,
        help_text=_("同一项目的各阶段填写同一个编号，页面据此连成时间线；采购意向还没有编号的，留空。"),
    )
    earlier = BlocklessStreamField(
        EarlierNoticesBlock(),
        blank=True,
        verbose_name=_("先前的公告"),
        help_text=_("编号不同而属于同一项目的，在此关联，如没有编号的采购意向、废标后重新采购的原项目。"),
    )
    method = models.CharField(_("采购方式"), max_length=16, blank=True, choices=Method.choices)
    method_other = models.CharField(
        _("其他采购方式"), max_length=40, blank=True, help_text=_("采购方式选“其他”的填写。")
    )
    purchaser = models.CharField(_("采购人（招标人）"), max_length=120, help_text=_("单位全称。"))
    purchaser_contact = models.CharField(
        _("采购人联系方式"), max_length=300, blank=True, help_text=_("地址、联系人和办公电话；不要填写个人手机号码。")
    )
    agency = models.CharField(
        _("采购（招标）代理机构"), max_length=120, blank=True, help_text=_("单位全称；自行组织的留空。")
    )
    agency_contact = models.CharField(
        _("代理机构联系方式"), max_length=300, blank=True, help_text=_("地址、联系人和办公电话。")
    )
    budget = AmountField(verbose_name=_("预算金额"), help_text=_("单位为元，如“1280000”或者“1,280,000.50”。"))
    ceiling_price = AmountField(verbose_name=_("最高限价"), help_text=_("单位为元；没有设定的留空。"))
    requirement = models.TextField(
        _("采购需求"),
        max_length=3000,
        blank=True,
        help_text=_("标的的名称、数量、简要技术要求和合同履行期限，每项一行。"),
    )
    qualification = models.TextField(
        _("供应商资格条件"),
        max_length=2000,
        blank=True,
        help_text=_("公告填写，每项一行；不得以不合理的条件限制、排斥供应商。"),
    )
    expected_on = models.DateField(
        _("预计采购时间"),
        null=True,
        blank=True,
        help_text=_("采购意向填写，选预计采购月份的任意一天，页面上显示到月。"),
    )
    documents_how = models.TextField(
        _("采购（招标）文件的获取"), max_length=1000, blank=True, help_text=_("获取的地点、方式和售价，每项一行。")
    )
    documents_from = models.DateTimeField(_("获取文件开始时间"), null=True, blank=True, help_text=_("北京时间。"))
    documents_until = models.DateTimeField(_("获取文件结束时间"), null=True, blank=True, help_text=_("北京时间。"))
    submission_deadline = models.DateTimeField(
        _("提交投标（响应）文件截止时间"),
        null=True,
        blank=True,
        help_text=_("北京时间，精确到分；不得早于法定的最短期限，送审时核对。"),
    )
    opening_at = models.DateTimeField(
        _("开标（开启）时间"), null=True, blank=True, help_text=_("北京时间；与截止时间相同的留空。")
    )
    opening_place = models.CharField(
        _("提交和开标（开启）地点"), max_length=200, blank=True, help_text=_("网上开标的，写明平台名称。")
    )
    corrects = BlocklessStreamField(
        CorrectedNoticeBlock(),
        blank=True,
        verbose_name=_("被更正的公告"),
        help_text=_("更正公告必填，双方页面互相显示。"),
    )
    corrections = BlocklessStreamField(
        CorrectionsBlock(), blank=True, verbose_name=_("更正事项"), help_text=_("更正公告必填，逐项对照填写。")
    )
    reason = models.TextField(
        _("原因和说明"),
        max_length=3000,
        blank=True,
        help_text=_("单一来源公示写明理由和专家论证意见；终止（废标）公告写明原因和后续安排。"),
    )
    suppliers = BlocklessStreamField(
        SuppliersBlock(),
        blank=True,
        verbose_name=_("供应商（投标人）"),
        help_text=_("拟定的供应商、中标候选人、中标（成交）供应商或者合同供应商。"),
    )
    amount = AmountField(
        verbose_name=_("成交（合同）总金额"), help_text=_("单位为元；结果、合同公告填写，按费率、单价成交的留空。")
    )
    experts = models.CharField(
        _("评审专家"), max_length=300, blank=True, help_text=_("结果公告填写姓名，以顿号分隔；不得填写专家的联系方式。")
    )
    notice_from = models.DateField(_("公示（公告）开始日期"), null=True, blank=True)
    notice_until = models.DateField(
        _("公示（公告）结束日期"), null=True, blank=True, help_text=_("不得早于法定的最短期限，送审时核对。")
    )
    objections = models.TextField(
        _("异议、质疑和投诉"), max_length=1000, blank=True, help_text=_("受理的单位、期限、地址和办公电话，每项一行。")
    )
    contract_number = models.CharField(_("合同编号"), max_length=60, blank=True)
    signed_on = models.DateField(_("合同签订日期"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    acceptance = models.CharField(_("验收结论"), max_length=12, blank=True, choices=Acceptance.choices)

    api_fields = [
        *CataloguePage.api_fields, "regime", "stage", "project_name", "project_number", "earlier", "method", "method_other",
        "purchaser", "purchaser_contact", "agency", "agency_contact", "budget", "ceiling_price", "requirement",
        "qualification", "expected_on", "documents_how", "documents_from", "documents_until", "submission_deadline",
        "opening_at", "opening_place", "corrects", "corrections", "reason", "suppliers", "amount", "experts",
        "notice_from", "notice_until", "objections", "contract_number", "signed_on", "accepted_on", "acceptance",
        "timeline",
    ]  # fmt: skip
    api_schemas: ClassVar[dict[str, schema.Schema]] = {
        "timeline": schema.titled(schema.many(STEP), _("项目进程"), _("同一项目的全部公告，按时间先后。"))
    }

    content_panels = panels.content_panels()

    class Meta:
        verbose_name = _("政府采购与招投标")
        verbose_name_plural = _("政府采购与招投标")

    def known_of(self, organ: Organ) -> dict[str, str]:
        return {"catalogue_group": "20-09", "purchaser": organ.name}

    def usual_summary(self) -> str:
        facts = [self.purchaser, self.project_name, self.get_stage_display()]
        return "，".join(str(one) for one in facts if one) + "。" if self.project_name else ""

    def clean(self) -> None:
        self.project_number = self.project_number.strip()
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        errors |= {**demands.out_of_order(self), **demands.unfit(self)}
        if self.live:
            errors = {**self.demands(), **errors}
        if errors:
            raise ValidationError(errors)

    def demands(self) -> dict[str, str]:
        return demands.demands(self)

    def missing_facts(self) -> list[tuple[str, str]]:
        return hints.missing_facts(self)

    def method_label(self) -> str:
        return self.method_other or self.get_method_display()

    @property
    def suppliers_heading(self) -> str:
        """What the suppliers are at this stage."""
        return str(SUPPLIERS.get(self.stage, _("供应商（投标人）")))

    @property
    def outcome_heading(self) -> str:
        """What amount, contract, acceptance and display are at this stage."""
        return str(OUTCOMES.get(self.stage, _("结果信息")))

    def entry_links(self) -> tuple[LinkFacts, ...]:
        return timeline.own_links(self)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        return {**facts, "extra": {**facts["extra"], **entry_extra(self)}}

    def timeline(self) -> list[dict[str, Any]]:
        """The line of time as the API shows it."""
        site = self.get_site()
        return [
            {
                "uid": str(one.uid), "title": one.title, "url": one.url or None, "stage": one.stage,
                "stage_title": one.stage_title, "published_at": one.published_at, "is_current": one.is_current,
                "is_latest": one.is_latest,
            }
            for one in (timeline.line(self, site) if site else [])
        ]  # fmt: skip

    def public_context(self, site: Site) -> dict[str, Any]:
        steps = timeline.line(self, site)
        return {
            "steps": steps if len(steps) > 1 else [],
            "corrected_by": [one for one in steps if one.corrects == self.uid],
            **timeline.corrected(self, site),
        }

    def metadata(self) -> list[dict[str, str]]:
        own = [
            {"term": _now("阶段"), "value": self.get_stage_display()},
            {"term": _now("项目编号"), "value": self.project_number},
        ]
        return [*(row for row in own if row["value"]), *super().metadata()]


ProcurementPage.edit_handler = ProcurementPage.tabs()
