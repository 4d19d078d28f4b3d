"""权力清单: one item of an organ's list of powers, on which guides rest (《条例》第二十条第（五）、（六）项)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from cms.references import referring
from organs.models import Organ

from ..blocks import telephone_number
from ..forms import KnowingForm
from ..guides.codes import ITEM_CODE_HELP, item_code, others_with_code
from ..guides.links import RESTS_ON
from ..guides.vocabularies import ExerciseLevel, OrganNature, PowerKind
from .base import CataloguePage
from .contact import rows, too_short

LEAST = 10


class PowerItemPage(CataloguePage):
    """One power or public service: what it rests on, who exercises it, how far, and who watches over it."""

    kind: ClassVar[str] = "power_item"
    template = "catalog/power_item_page.html"
    content_template: ClassVar[str] = "catalog/content/power_item.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("权力清单", "办事服务")
    body_required: ClassVar[bool] = False
    page_description = _("权力清单中的一个事项：类型、依据、实施主体、权限、责任和监督方式。办事指南由此引用。")
    base_form_class = KnowingForm

    item_code = models.CharField(_("事项编码"), max_length=40, validators=[item_code], help_text=ITEM_CODE_HELP)
    power_kind = models.CharField(_("事项类型"), max_length=12, choices=PowerKind.choices)
    main_item = models.CharField(
        _("主项名称"), max_length=120, blank=True, help_text=_("本事项是子项的，填写所属主项的名称；没有的留空。")
    )
    exercise_level = models.CharField(_("行使层级"), max_length=12, choices=ExerciseLevel.choices)
    implementing_organ = models.CharField(
        _("实施主体"), max_length=120, help_text=_("以自己名义行使这一权力的机关或者组织的全称。")
    )
    organ_nature = models.CharField(
        _("实施主体性质"), max_length=12, choices=OrganNature.choices, default=OrganNature.STATUTORY
    )
    undertaker = models.CharField(
        _("承办机构"), max_length=120, blank=True, help_text=_("具体承办的科室、单位，如“行政审批科”。")
    )
    basis = models.TextField(
        _("设定依据"),
        max_length=4000,
        help_text=_("法律、法规、规章的名称、条款和原文，每件一段，如“《食品安全法》第三十五条：……”。"),
    )
    authority = models.TextField(
        _("权限划分"), max_length=2000, help_text=_("本级行使的内容和范围，与上下级、与其他部门怎样划分。")
    )
    duties = models.TextField(
        _("责任事项"),
        max_length=4000,
        blank=True,
        help_text=_("受理、审查、决定、送达、事后监管各环节的责任，每项一行。"),
    )
    accountability = models.TextField(
        _("追责情形"), max_length=2000, blank=True, help_text=_("哪些情形应当追究责任，每项一行。")
    )
    supervision = models.TextField(
        _("监督方式"), max_length=1000, help_text=_("向谁、以什么方式投诉举报，如“向市市场监督管理局机关纪委举报”。")
    )
    supervision_telephone = models.CharField(_("监督电话"), max_length=60, validators=[telephone_number])

    api_fields = [
        *CataloguePage.api_fields, "item_code", "power_kind", "main_item", "exercise_level", "implementing_organ",
        "organ_nature", "undertaker", "basis", "authority", "duties", "accountability", "supervision",
        "supervision_telephone",
    ]  # fmt: skip

    content_panels = [
        FieldPanel("title", heading=_("事项名称")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("item_code")]),
        FieldRowPanel([FieldPanel("power_kind"), FieldPanel("exercise_level")]),
        FieldPanel("main_item"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("implementing_organ"), FieldPanel("organ_nature")]),
                FieldPanel("undertaker"),
            ],
            heading=_("由谁行使"),
        ),
        MultiFieldPanel(
            [FieldPanel("basis"), FieldPanel("authority"), FieldPanel("duties"), FieldPanel("accountability")],
            heading=_("依据、权限和责任"),
        ),
        MultiFieldPanel([FieldPanel("supervision"), FieldPanel("supervision_telephone")], heading=_("监督")),
        FieldPanel(
            "body", heading=_("其他需要说明的内容"), help_text=_("可以不填；附流程图、裁量基准等附件时在此添加。")
        ),
        FieldPanel("issued_on", heading=_("生成日期")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("权力事项")
        verbose_name_plural = _("权力事项")

    def known_of(self, organ: Organ) -> dict[str, str]:
        return {"catalogue_group": "20-05", "implementing_organ": organ.name}

    def usual_summary(self) -> str:
        if not self.implementing_organ or not self.power_kind:
            return ""
        return _now("%(organ)s行使的%(kind)s事项“%(title)s”的依据、权限、责任和监督方式。") % {
            "organ": self.implementing_organ,
            "kind": self.get_power_kind_display(),
            "title": self.title,
        }

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        self.item_code = self.item_code.strip().upper()
        if self.item_code and (other := others_with_code(self).first()):
            errors["item_code"] = _("编码与已公开的权力事项“%(title)s”相同，请核对；是同一事项的，请修改该页。") % {
                "title": other.title
            }
        for name in ("basis", "authority"):
            if (text := getattr(self, name)) and (problem := too_short(text, LEAST)):
                errors[name] = problem
        if errors:
            raise ValidationError(errors)

    def facts(self) -> list[dict[str, str]]:
        """Rows of the table, in the order of a printed list of powers; empty ones are left out."""
        names = (
            "item_code", "power_kind", "main_item", "exercise_level", "implementing_organ", "organ_nature", "undertaker",
            "basis", "authority", "duties", "accountability", "supervision", "supervision_telephone",
        )  # fmt: skip
        return rows(self, *names)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known = {
            "item_code": self.item_code,
            "power_kind": self.power_kind,
            "exercise_level": self.exercise_level,
            "implementing_organ": self.implementing_organ,
        }
        return {**facts, "extra": {**facts["extra"], **known}}

    def public_context(self, site: Site) -> dict[str, Any]:
        """The guides that rest on this item. One query."""
        return {"guides": referring(site, self.uid, [RESTS_ON]).get(RESTS_ON, [])}


PowerItemPage.edit_handler = PowerItemPage.tabs()
