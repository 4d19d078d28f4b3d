"""规划计划: what an organ plans, in numbers and in words (《条例》第二十条第（三）项)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.blocks.figures import grouped, places_of
from cms.fields import BlocklessStreamField
from organs.models import Organ

from ..blocks.targets import TargetsBlock, progress
from ..forms import KnowingForm
from ..vocabularies import PlanKind, PlanStatus
from .base import CataloguePage

YEARS = range(1990, 2101)
LONGEST_PERIOD = 30


class PlanPage(CataloguePage):
    """A plan for some years, or for one. The body is its text."""

    kind: ClassVar[str] = "plan"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/plan.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("static",)
    page_description = _("总体规划、专项规划、区域规划、年度计划：规划期、主要指标和进展、规划全文。")
    base_form_class = KnowingForm

    plan_kind = models.CharField(_("类别"), max_length=12, choices=PlanKind.choices, default=PlanKind.SPECIAL)
    first_year = models.PositiveIntegerField(_("规划期起始年"), help_text=_("如“2026”。"))
    last_year = models.PositiveIntegerField(_("规划期截止年"), help_text=_("如“2030”；年度计划与起始年相同。"))
    plan_status = models.CharField(_("状态"), max_length=12, choices=PlanStatus.choices, default=PlanStatus.RUNNING)
    approved_by = models.CharField(
        _("批准机关"), max_length=120, blank=True, help_text=_("如“云杉市人民代表大会”；征求意见的留空。")
    )
    approval_number = models.CharField(
        _("批准文号"), max_length=80, blank=True, help_text=_("如“云政函〔2026〕8号”；没有文号的留空。")
    )
    targets = BlocklessStreamField(
        TargetsBlock(),
        blank=True,
        verbose_name=_("主要指标"),
        help_text=_("按规划中的顺序逐项添加；没有量化指标的不填。"),
    )
    progress_on = models.DateField(
        _("进展截止日期"), null=True, blank=True, help_text=_("填写了进展值的，写明数据截至哪一天。")
    )

    api_fields = [
        *CataloguePage.api_fields, "plan_kind", "first_year", "last_year", "plan_status", "approved_by",
        "approval_number", "targets", "progress_on",
    ]  # fmt: skip

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("plan_kind")]),
        FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")]),
        MultiFieldPanel(
            [
                FieldPanel("plan_status"),
                FieldRowPanel([FieldPanel("approved_by"), FieldPanel("approval_number")]),
                FieldPanel("issued_on", heading=_("批准日期")),
            ],
            heading=_("批准和实施"),
        ),
        FieldPanel("targets"),
        FieldPanel("progress_on"),
        FieldPanel(
            "body", heading=_("规划内容"), help_text=_("规划全文，按章节添加小标题和段落；图纸、附表作为附件。")
        ),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("规划计划")
        verbose_name_plural = _("规划计划")

    def known_of(self, organ: Organ) -> dict[str, Any]:
        return {"catalogue_group": "20-03"}

    @property
    def period(self) -> str:
        """规划期 in words; '' while it is not filled in."""
        if not (self.first_year and self.last_year):
            return ""
        if self.first_year == self.last_year:
            return _now("%(year)d年") % {"year": self.first_year}
        return _now("%(first)d—%(last)d年") % {"first": self.first_year, "last": self.last_year}

    def usual_summary(self) -> str:
        if not self.period:
            return ""
        facts = {"kind": self.get_plan_kind_display(), "period": self.period, "title": self.title}
        return _now("%(title)s（%(kind)s，%(period)s）的主要指标、任务和实施安排。") % facts

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        for name in ("first_year", "last_year"):
            if (year := getattr(self, name)) and year not in YEARS:
                errors[name] = _("年份请填%(first)d至%(last)d之间的四位数字。") % {"first": YEARS[0], "last": YEARS[-1]}
        if self.first_year and self.last_year and not {"first_year", "last_year"} & set(errors):
            errors.update(self.period_problems())
        if self.progress_on and self.progress_on > timezone.localdate():
            errors["progress_on"] = _("进展截止日期不能晚于今天。")
        if errors:
            raise ValidationError(errors)

    def period_problems(self) -> dict[str, Any]:
        if self.last_year < self.first_year:
            return {"last_year": _("规划期截止年不能早于起始年。")}
        if self.plan_kind == PlanKind.ANNUAL and self.last_year != self.first_year:
            return {"last_year": _("年度计划的起止年份须相同；跨年度的，请改选其他类别。")}
        if self.last_year - self.first_year > LONGEST_PERIOD:
            return {"last_year": _("规划期超过%(years)d年，请核对年份。") % {"years": LONGEST_PERIOD}}
        return {}

    def whole_problems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"progress_on": [], "approved_by": []}
        if self.progress_on is None and any(child.value["now"] is not None for child in self.targets):
            found["progress_on"] = [_now("填写了进展值，请写明数据截至哪一天。")]
        if self.plan_status != PlanStatus.CONSULTING and not self.approved_by.strip():
            found["approved_by"] = [
                _now("状态为“%(status)s”的，请填写批准机关。") % {"status": self.get_plan_status_display()}
            ]
        return {**super().whole_problems(), **found}

    def target_rows(self) -> list[dict[str, Any]]:
        """Rows of the table of targets as they are shown."""
        return [target_row(child.value) for child in self.targets]

    def metadata(self) -> list[dict[str, str]]:
        own = [
            (_now("规划类别"), self.get_plan_kind_display()),
            (_now("规划期"), self.period),
            (_now("状态"), self.get_plan_status_display()),
            (_now("批准机关"), self.approved_by),
            (_now("批准文号"), self.approval_number),
        ]
        return [*({"term": term, "value": str(value)} for term, value in own if value), *super().metadata()]

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known = {
            "plan_kind": self.get_plan_kind_display(),
            "plan_period": self.period,
            "plan_status": self.get_plan_status_display(),
        }
        return {**facts, "extra": {**facts["extra"], **known}}


def target_row(value: Any) -> dict[str, Any]:
    """A target with its numbers as text and as they are sorted."""
    numbers = [value[name] for name in ("base", "target", "now")]
    places = max((places_of(number) for number in numbers if number is not None), default=0)
    shown = {
        name: {"text": "" if value[name] is None else grouped(value[name], places), "value": value[name]}
        for name in ("base", "target", "now")
    }
    return {**value, **shown, "nature": dict(nature_choices(value))[value["nature"]], "done": progress(value)}


def nature_choices(value: Any) -> Any:
    return value.block.child_blocks["nature"].field.choices


PlanPage.edit_handler = PlanPage.tabs()
