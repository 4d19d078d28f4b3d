"""预决算: budgets and final accounts of organs and governments (《条例》第二十条第（七）项)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.fields import BlocklessStreamField
from organs.models import Organ

from ..budget.blocks import BudgetTablesBlock, balance_problems
from ..budget.sangong import SANGONG, sangong_problems
from ..budget.showing import balances, sangong_figure, sangong_rows
from ..forms import KnowingForm
from ..grids import GridField
from ..vocabularies import FINAL_ACCOUNTS, OF_GOVERNMENTS, BudgetKind
from .base import CataloguePage

FIRST_YEAR = 2000
MOST_TOLD = 10
"""Mistakes told of one field at a time."""


class BudgetPage(CataloguePage):
    """One budget, or one final account, of one organ. The body says what the tables cannot."""

    kind: ClassVar[str] = "budget"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/budget.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("static",)
    needed_streams: ClassVar[tuple[str, ...]] = ("tables",)
    page_description = _("部门或者政府的预算、决算：收支总表、“三公”经费和说明，合计自动核对，自动绘图。")
    base_form_class = KnowingForm

    budget_kind = models.CharField(
        _("类别"), max_length=20, choices=BudgetKind.choices, default=BudgetKind.DEPARTMENT_BUDGET
    )
    fiscal_year = models.PositiveIntegerField(_("年度"), help_text=_("预算年度或者决算年度，如“2026”。"))
    tables = BlocklessStreamField(
        BudgetTablesBlock(),
        blank=True,
        verbose_name=_("预决算表"),
        help_text=_("点击“＋”添加收支总表和其他表；送审前须有一张收支总表。"),
    )
    sangong = GridField(
        SANGONG,
        verbose_name=_("“三公”经费"),
        help_text=_("单位为万元，没有发生的填0；可以从电子表格中复制后粘贴到第一格。决算另填年初预算数。"),
    )
    sangong_note = models.TextField(
        _("“三公”经费说明"), max_length=2000, blank=True, help_text=_("增减的原因，出国团组、购车和接待的批次、人数。")
    )

    api_fields = [
        *CataloguePage.api_fields, "budget_kind", "fiscal_year", "tables", "sangong_figures", "sangong_note",
    ]  # fmt: skip
    api_schemas: ClassVar[dict[str, Any]] = {"sangong_figures": SANGONG.schema}

    content_panels = [
        FieldRowPanel([FieldPanel("budget_kind"), FieldPanel("fiscal_year")]),
        FieldPanel("organ"),
        FieldPanel("title", heading=_("标题")),
        FieldPanel("tables"),
        FieldPanel("sangong"),
        FieldPanel("sangong_note"),
        FieldPanel(
            "body",
            heading=_("预决算说明"),
            help_text=_("部门职责、机构设置、收支增减情况、机关运行经费、政府采购、绩效情况和名词解释；原表作为附件。"),
        ),
        FieldPanel("issued_on", heading=_("批复或者批准日期")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("预决算")
        verbose_name_plural = _("预决算")

    def known_of(self, organ: Organ) -> dict[str, Any]:
        kind = BudgetKind.GOVERNMENT_BUDGET if organ.kind == Organ.Kind.GOVERNMENT else BudgetKind.DEPARTMENT_BUDGET
        year = timezone.localdate().year
        title = _now("%(organ)s%(year)d年%(kind)s") % {"organ": organ.name, "year": year, "kind": kind.label}
        return {"title": title, "fiscal_year": year, "budget_kind": kind, "catalogue_group": "20-07"}

    @property
    def is_final(self) -> bool:
        return self.budget_kind in FINAL_ACCOUNTS

    def usual_summary(self) -> str:
        if not (self.organ_id and self.fiscal_year):
            return ""
        facts = {"organ": self.organ.name, "year": self.fiscal_year, "kind": self.get_budget_kind_display()}
        return _now("%(organ)s%(year)d年%(kind)s的收支总表、“三公”经费和有关说明。") % facts

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        latest = timezone.localdate().year + (0 if self.is_final else 1)
        if self.fiscal_year and not FIRST_YEAR <= self.fiscal_year <= latest:
            errors["fiscal_year"] = _("年度请填%(first)d至%(latest)d之间的年份。") % {
                "first": FIRST_YEAR,
                "latest": latest,
            }
        governs = self.organ_id and self.organ.kind in {Organ.Kind.GOVERNMENT, Organ.Kind.ZONE}
        if self.organ_id and self.budget_kind in OF_GOVERNMENTS and not governs:
            errors["budget_kind"] = _("“%(organ)s”不是一级政府，请选择部门预算或者部门决算。") % {
                "organ": self.organ.short_name
            }
        if errors:
            raise ValidationError(errors)

    def whole_problems(self) -> dict[str, list[str]]:
        found = [one.value for one in self.tables if one.block_type == "balance"]
        tables = [f"{one['title']}：{problem}" for one in found for problem in balance_problems(one)]
        if not found:
            tables = [_now("还没有收支总表，请点击“＋”添加。")]
        sangong = list(sangong_problems(self.sangong))
        if not SANGONG.is_empty(self.sangong) or self.budget_kind not in OF_GOVERNMENTS:
            empty = list(SANGONG.empty_cells(self.sangong))
            if empty:
                missing = _now("%(place)s没有填写，没有发生的填0（共%(number)d处）。")
                sangong = [missing % {"place": empty[0], "number": len(empty)}, *sangong]
        return {**super().whole_problems(), "tables": tables[:MOST_TOLD], "sangong": sangong[:MOST_TOLD]}

    def sangong_figures(self) -> dict[str, Any]:
        """三公经费 for programs, in 万元: {row: {previous, planned, current}}."""
        return SANGONG.as_json(self.sangong)

    def shown_balances(self) -> list[dict[str, Any]]:
        return balances(self)

    def shown_sangong(self) -> dict[str, Any]:
        """Rows with year-on-year change and a drawing; empty when nothing was filled in."""
        return {"rows": sangong_rows(self), "drawing": sangong_figure(self), "planned": self.has_planned}

    @property
    def has_planned(self) -> bool:
        return any(SANGONG.cell(self.sangong, row.key, 1) is not None for _table, row in SANGONG.rows())

    def metadata(self) -> list[dict[str, str]]:
        own = [
            {"term": _now("类别"), "value": self.get_budget_kind_display()},
            {"term": _now("年度"), "value": str(self.fiscal_year or "")},
        ]
        return [*own, *super().metadata()]

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known = {"budget_kind": self.get_budget_kind_display(), "fiscal_year": self.fiscal_year}
        return {**facts, "extra": {**facts["extra"], **known}}


BudgetPage.edit_handler = BudgetPage.tabs()
