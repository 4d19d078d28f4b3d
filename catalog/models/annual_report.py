"""政府信息公开工作年度报告 (《条例》第四十九条、第五十条; the form of 国办公开办函〔2021〕30号)."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from organs.models import Organ

from ..annual_report.sums import application_problems, remedy_problems
from ..annual_report.tables import APPLICATIONS, PROACTIVE, REMEDIES
from ..forms import KnowingForm
from ..grids import Grid, GridField
from .base import CataloguePage
from .contact import too_short

FIRST_YEAR = 2008
"""The year in which the first 条例 came into force."""
LEAST = 20
OWN_GOVERNMENT = (3, 31)
DEPARTMENT = (1, 31)
"""Month and day in the following year by which a report is due (第四十九条)."""
BELOW_COUNTY = (Organ.Level.TOWNSHIP, Organ.Level.SUBDISTRICT)
PASTE = _("没有的填0；可以从电子表格中复制后粘贴到第一格。")


class AnnualReportPage(CataloguePage):
    """The report of one organ on one year, in six parts. The body is the first, 总体情况."""

    kind: ClassVar[str] = "annual_report"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/annual_report.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("信息公开年报",)
    page_description = _("政府信息公开工作年度报告：规定的六个部分、三张表，勾稽关系自动核对，每个机构每年一份。")
    base_form_class = KnowingForm

    report_year = models.PositiveIntegerField(_("报告年度"), help_text=_("报告哪一年的工作，如“2025”。"))
    proactive = GridField(PROACTIVE, verbose_name=_("主动公开政府信息情况"), help_text=PASTE)
    applications = GridField(
        APPLICATIONS,
        verbose_name=_("收到和处理政府信息公开申请情况"),
        help_text=_(
            "每列第一项加第二项等于第三项（七）加第四项，总计为各列之和，送审时自动核对。没有的填0，可以从电子表格中粘贴。"
        ),
    )
    remedies = GridField(REMEDIES, verbose_name=_("政府信息公开行政复议、行政诉讼情况"), help_text=PASTE)
    problems = models.TextField(
        _("存在的主要问题及改进情况"), max_length=5000, help_text=_("写明问题和改进措施，每段一行。")
    )
    others = models.TextField(
        _("其他需要报告的事项"),
        max_length=5000,
        help_text=_("收取信息处理费的情况须在此说明；没有收取的，写明“本年度未收取信息处理费”。"),
    )

    api_fields = [
        *CataloguePage.api_fields, "report_year", "proactive_figures", "application_figures", "remedy_figures", "problems",
        "others",
    ]  # fmt: skip
    api_schemas: ClassVar[dict[str, Any]] = {
        "proactive_figures": PROACTIVE.schema,
        "application_figures": APPLICATIONS.schema,
        "remedy_figures": REMEDIES.schema,
    }

    content_panels = [
        FieldRowPanel([FieldPanel("organ"), FieldPanel("report_year")]),
        FieldPanel("title", heading=_("标题")),
        FieldPanel(
            "body",
            heading=_("一、总体情况"),
            help_text=_("主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。"),
        ),
        MultiFieldPanel([FieldPanel("proactive")], heading=_("二、主动公开政府信息情况")),
        MultiFieldPanel([FieldPanel("applications")], heading=_("三、收到和处理政府信息公开申请情况")),
        MultiFieldPanel([FieldPanel("remedies")], heading=_("四、政府信息公开行政复议、行政诉讼情况")),
        FieldPanel("problems", heading=_("五、存在的主要问题及改进情况")),
        FieldPanel("others", heading=_("六、其他需要报告的事项")),
        FieldPanel("issued_on", heading=_("形成日期")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("信息公开年度报告")
        verbose_name_plural = _("信息公开年度报告")

    def known_of(self, organ: Organ) -> dict[str, Any]:
        year = timezone.localdate().year - 1
        title = _now("%(organ)s%(year)d年政府信息公开工作年度报告") % {"organ": organ.name, "year": year}
        return {"title": title, "report_year": year, "others": _now("本年度未收取信息处理费。")}

    def usual_summary(self) -> str:
        received = APPLICATIONS.cell(self.applications, "received", 6)
        results = APPLICATIONS.cell(self.applications, "results", 6)
        if not (self.organ_id and self.report_year) or received is None or results is None:
            return ""
        facts = {"organ": self.organ.name, "year": self.report_year, "received": received, "results": results}
        return _now("%(organ)s%(year)d年政府信息公开工作情况，新收申请%(received)s件，办结%(results)s件。") % facts

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        latest = timezone.localdate().year
        if self.report_year and not FIRST_YEAR <= self.report_year <= latest:
            errors["report_year"] = _("报告年度请填%(first)d至%(latest)d之间的年份。") % {
                "first": FIRST_YEAR,
                "latest": latest,
            }
        if self.organ_id and self.report_year and (other := self.other_of_year()):
            errors["report_year"] = _("“%(organ)s”已有公开的%(year)d年年度报告“%(title)s”，请直接修改该报告，不要重复建立。") % {
                "organ": self.organ.short_name, "year": self.report_year, "title": other.title,
            }  # fmt: skip
        if self.problems and (problem := too_short(self.problems, LEAST)):
            errors["problems"] = problem
        if errors:
            raise ValidationError(errors)

    def other_of_year(self) -> "AnnualReportPage | None":
        """Another live report of the same organ on the same year, in the same language."""
        same_year = AnnualReportPage.objects.filter(organ=self.organ_id, report_year=self.report_year)
        others = same_year.filter(live=True, locale=self.locale_id)
        return others.exclude(pk=self.pk).exclude(alias_of__isnull=False).first()

    def whole_problems(self) -> dict[str, list[str]]:
        return {
            **super().whole_problems(),
            "proactive": missing(PROACTIVE, self.proactive),
            "applications": missing(APPLICATIONS, self.applications)
            or list(application_problems(self.applications))[:5],
            "remedies": missing(REMEDIES, self.remedies) or list(remedy_problems(self.remedies))[:5],
        }

    sure: ClassVar[bool] = True
    due_unknown: ClassVar[Any] = _(
        "填写发布机构和报告年度并保存后显示：政府于次年3月31日前、其他机关于次年1月31日前公开。"
    )

    @property
    def due_on(self) -> date | None:
        """31 March for the government of a county or above, 31 January for everybody else; of the following year."""
        if not (self.organ_id and self.report_year):
            return None
        month, day = OWN_GOVERNMENT if is_government(self.organ) else DEPARTMENT
        return date(self.report_year + 1, month, day)

    def due_basis(self) -> str:
        return _now("《政府信息公开条例》第四十九条")

    @classmethod
    def possibly_late(cls, today: date) -> Q:
        """Reports whose day is over."""
        governments = Q(organ__kind=Organ.Kind.GOVERNMENT) & ~Q(organ__level__in=BELOW_COUNTY)
        year = today.year - 1
        own = Q(report_year__lte=year if (today.month, today.day) > OWN_GOVERNMENT else year - 1)
        others = Q(report_year__lte=year if (today.month, today.day) > DEPARTMENT else year - 1)
        return (governments & own) | (~governments & others)

    def proactive_figures(self) -> dict[str, Any]:
        """Table 2 for programs."""
        return PROACTIVE.as_json(self.proactive)

    def application_figures(self) -> dict[str, Any]:
        """Table 3 for programs: {row: {applicant: number}}."""
        return APPLICATIONS.as_json(self.applications)

    def remedy_figures(self) -> dict[str, Any]:
        """Table 4 for programs."""
        return REMEDIES.as_json(self.remedies)

    def shown_proactive(self) -> list[dict[str, Any]]:
        return PROACTIVE.shown(self.proactive)

    def shown_applications(self) -> dict[str, Any]:
        return APPLICATIONS.shown(self.applications)[0]

    def shown_remedies(self) -> list[dict[str, str]]:
        """The fifteen cells of table 4 in one row."""
        return [cell for row in REMEDIES.shown(self.remedies)[0]["rows"] for cell in row["cells"]]

    def metadata(self) -> list[dict[str, str]]:
        return [{"term": _now("报告年度"), "value": str(self.report_year or "")}, *super().metadata()]

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        return {**facts, "extra": {**facts["extra"], "report_year": self.report_year}}


def is_government(organ: Organ) -> bool:
    """True for the government of a county or above, which reports for itself (第四十九条第二款)."""
    return organ.kind == Organ.Kind.GOVERNMENT and organ.level not in BELOW_COUNTY


def missing(grid: Grid, value: Any) -> list[str]:
    """Where a cell is still empty: the first, and how many."""
    empty = list(grid.empty_cells(value))
    if not empty:
        return []
    return [_now("%(place)s没有填写，没有的填0（共%(number)d处未填）。") % {"place": empty[0], "number": len(empty)}]


AnnualReportPage.edit_handler = AnnualReportPage.tabs()
