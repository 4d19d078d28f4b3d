"""统计信息: indicators over time, which are read, drawn and downloaded (《条例》第二十条第（四）项)."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.blocks.series import SeriesBlock, points, series_problems
from cms.fields import BlocklessStreamField
from cms.json_schema import TEXT, exactly, many
from cms.periods import Frequency
from organs.models import Organ

from ..forms import KnowingForm
from .base import CataloguePage

MOST_INDICATORS = 40
MOST_NAMED = 4
"""Indicators named in a summary that nobody wrote."""
FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def data_path(uid: uuid.UUID, name: str) -> str:
    """Path of the data of a publication in the format `name`; it stays wherever the page moves."""
    return f"/data/{uid}.{name}"


class IndicatorsBlock(blocks.StreamBlock):
    series = SeriesBlock()

    class Meta:
        label = _("指标")


class StatisticsPage(CataloguePage):
    """Indicators of one release. The body is the analysis, if there is any."""

    kind: ClassVar[str] = "statistics"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/statistics.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("notices", "static")
    needed_streams: ClassVar[tuple[str, ...]] = ("indicators",)
    body_required: ClassVar[bool] = False
    page_description = _("月度、季度、年度统计数据：每个指标一个序列，自动绘图，可以下载为表格和数据文件。")
    base_form_class = KnowingForm

    data_source = models.CharField(
        _("数据来源"), max_length=120, blank=True, help_text=_("如“云杉市统计局”；不填则为发布机构。")
    )
    caliber = models.TextField(
        _("统计口径"),
        max_length=2000,
        blank=True,
        help_text=_("适用于全部指标的说明：统计范围、价格、修订；单个指标的写在该指标下。"),
    )
    next_release_on = models.DateField(
        _("下次发布日期"), null=True, blank=True, help_text=_("按发布日程填写，页面上告知读者；没有安排的留空。")
    )
    indicators = BlocklessStreamField(
        IndicatorsBlock(),
        blank=True,
        verbose_name=_("指标"),
        help_text=_("点击“＋”逐个添加指标，数据可以从电子表格中粘贴；送审前至少一个。"),
    )

    api_fields = [
        *CataloguePage.api_fields, "data_source", "caliber", "next_release_on", "indicators", "data_files",
    ]  # fmt: skip
    api_schemas: ClassVar[dict[str, Any]] = {
        "data_files": many(exactly({"format": {"enum": list(FORMATS)}, "type": TEXT, "url": TEXT}, title="数据文件"))
    }

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("data_source")]),
        FieldPanel("indicators"),
        FieldPanel("caliber"),
        FieldPanel("body", heading=_("数据解读"), help_text=_("可以不填；有公报或者分析文字的，逐段填写。")),
        FieldRowPanel([FieldPanel("issued_on", heading=_("数据形成日期")), FieldPanel("next_release_on")]),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("统计信息")
        verbose_name_plural = _("统计信息")

    def known_of(self, organ: Organ) -> dict[str, Any]:
        return {"catalogue_group": "20-04"}

    def usual_summary(self) -> str:
        names = [child.value["name"] for child in self.indicators if child.value["name"]]
        if len(names) > MOST_NAMED:
            facts = {"names": "、".join(names[:MOST_NAMED]), "count": len(names)}
            return _now("%(names)s等%(count)d项指标的数据。") % facts
        return _now("%(names)s的数据。") % {"names": "、".join(names)} if names else ""

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.next_release_on and self.next_release_on <= (self.issued_on or timezone.localdate()):
            errors["next_release_on"] = _("下次发布日期须在本次数据形成之后。")
        if errors:
            raise ValidationError(errors)

    def whole_problems(self) -> dict[str, list[str]]:
        return {**super().whole_problems(), "indicators": list(self.indicator_problems())[:5]}

    def indicator_problems(self) -> list[str]:
        found = [child.value for child in self.indicators]
        if not found:
            return [_now("还没有指标，请点击“＋”添加，至少一个。")]
        if len(found) > MOST_INDICATORS:
            return [_now("一个页面最多%(most)d个指标，请分为几个页面。") % {"most": MOST_INDICATORS}]
        names = [(one["name"].strip(), one["frequency"]) for one in found]
        twice = {name for name in names if names.count(name) > 1}
        repeated = [
            _now("指标“%(name)s”重复，请合并，或者在名称中写明区别。") % {"name": name}
            for name, _frequency in sorted(twice)
        ]
        return repeated + [f"{one['name']}：{problem}" for one in found for problem in series_problems(one)]

    def data_files(self) -> list[dict[str, str]]:
        """Where the series are downloaded while the page is public: {format, type, url}; none of a draft."""
        if not self.live:
            return []
        return [{"format": name, "type": kind, "url": data_path(self.uid, name)} for name, kind in FORMATS.items()]

    @property
    def frequencies(self) -> str:
        """频度 in words, each once, in the order of the vocabulary."""
        found = {child.value["frequency"] for child in self.indicators}
        return "、".join(str(label) for value, label in Frequency.choices if value in found)

    @property
    def latest(self) -> str:
        """The last period of the first indicator, in words."""
        found = points(self.indicators[0].value) if self.indicators else []
        return found[-1].label if found else ""

    def metadata(self) -> list[dict[str, str]]:
        own = [
            (_now("频度"), self.frequencies),
            (_now("数据截至"), self.latest),
            (_now("数据来源"), self.data_source or (self.organ.name if self.organ_id else "")),
            (_now("下次发布"), f"{self.next_release_on:%Y-%m-%d}" if self.next_release_on else ""),
        ]
        return [*({"term": term, "value": str(value)} for term, value in own if value), *super().metadata()]

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known = {
            "frequency": self.frequencies,
            "indicators": "、".join(child.value["name"] for child in self.indicators),
            "data_url": data_path(self.uid, "json"),
        }
        return {**facts, "extra": {**facts["extra"], **known}}


StatisticsPage.edit_handler = StatisticsPage.tabs()
