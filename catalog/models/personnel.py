"""人事任免: who is appointed to which post or removed from it, and who is proposed (任前公示)."""

from collections import Counter
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from cms.blocks import uid_of
from cms.fields import BlocklessStreamField
from cms.references import references
from register.facts import LinkFacts

from ..blocks.named import AppointingDocumentsBlock
from ..blocks.personnel_rows import Action, CandidatesBlock, DecisionsBlock
from ..document_number import normalised_document_number
from ..forms import DemandingForm
from ..periods import Period
from .base import CataloguePage
from .official_document import DOCUMENT_NUMBER, chinese_date

DISPLAY = Period(5, "《党政领导干部选拔任用工作条例》", working=True)
"""How long somebody is displayed before the appointment; the first day counts."""
APPOINTED_BY = "appointed_by"
"""The kind of link to the official document of the appointment."""


class PersonnelPage(CataloguePage):
    """Appointments and removals of one decision, or the display of those who are proposed."""

    class Matter(models.TextChoices):
        DECISION = "decision", _("任免")
        DISPLAY = "display", _("任前公示")

    kind: ClassVar[str] = "personnel"
    template = "catalog/personnel_page.html"
    content_template: ClassVar[str] = "catalog/content/personnel.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("notices",)
    body_required: ClassVar[bool] = False
    page_description = _("任免的人员、职务和文件，或者任前公示，逐人填写。")
    base_form_class = DemandingForm

    matter = models.CharField(_("类别"), max_length=12, choices=Matter.choices, default=Matter.DECISION)
    deciding_organ = models.CharField(_("任免机关"), max_length=120, blank=True, help_text=_("不填则为发布机构全称。"))
    decision_number = models.CharField(
        _("任免文号"), max_length=80, blank=True, help_text=_("如“云政任〔2026〕3号”；年份用六角括号，序号不加“第”。")
    )
    decided_on = models.DateField(_("决定日期"), null=True, blank=True, help_text=_("作出任免决定之日；任前公示不填。"))
    documents = BlocklessStreamField(
        AppointingDocumentsBlock(),
        blank=True,
        verbose_name=_("任免文件"),
        help_text=_("任免通知已公开的，页面由此链接到文件。"),
    )
    decisions = BlocklessStreamField(
        DecisionsBlock(),
        blank=True,
        verbose_name=_("任免名单"),
        help_text=_("每人每职一行，先任后免，顺序与文件一致。"),
    )
    candidates = BlocklessStreamField(
        CandidatesBlock(), blank=True, verbose_name=_("拟任人选"), help_text=_("任前公示填写，每人一行。")
    )
    display_from = models.DateField(_("公示开始日期"), null=True, blank=True)
    display_until = models.DateField(
        _("公示结束日期"), null=True, blank=True, help_text=_("公示期不少于5个工作日，送审时核对。")
    )
    reporting = models.TextField(
        _("受理方式"), max_length=600, blank=True, help_text=_("任前公示填写受理的单位、电话和地址，每项一行。")
    )

    api_fields = [
        *CataloguePage.api_fields, "matter", "deciding_organ", "decision_number", "decided_on", "documents", "decisions",
        "candidates", "display_from", "display_until", "reporting",
    ]  # fmt: skip

    content_panels = [
        FieldRowPanel([FieldPanel("matter"), FieldPanel("organ")]),
        FieldPanel("title", heading=_("标题")),
        MultiFieldPanel(
            [
                FieldPanel("decisions"),
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decided_on")]),
                FieldPanel("deciding_organ"),
                FieldPanel("documents"),
            ],
            heading=_("任免"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("candidates"),
                FieldRowPanel([FieldPanel("display_from"), FieldPanel("display_until")]),
                FieldPanel("reporting"),
            ],
            heading=_("任前公示"),
        ),
        FieldPanel("body", heading=_("其他内容"), help_text=_("可以不填；通知的正文、附件在此添加。")),
        FieldPanel("issued_on", heading=_("成文日期")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("人事任免")
        verbose_name_plural = _("人事任免")

    @property
    def is_display(self) -> bool:
        return self.matter == self.Matter.DISPLAY

    @property
    def deciding_label(self) -> str:
        """任免机关 as it is shown."""
        return self.deciding_organ or self.organ.name

    def appointed(self) -> list[Any]:
        return [child.value for child in self.decisions if child.value["action"] == Action.APPOINT]

    def removed(self) -> list[Any]:
        return [child.value for child in self.decisions if child.value["action"] == Action.REMOVE]

    def usual_summary(self) -> str:
        names = [child.value["name"] for child in (self.candidates if self.is_display else self.decisions)]
        told = "、".join(dict.fromkeys(names))
        if not told:
            return ""
        words = _now("%(names)s的任前公示。") if self.is_display else _now("%(names)s的职务任免。")
        return words % {"names": told}

    def clean(self) -> None:
        self.decision_number = normalised_document_number(self.decision_number)
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.decision_number and not DOCUMENT_NUMBER.match(self.decision_number):
            errors["decision_number"] = _("任免文号应写作“机关代字〔年份〕序号号”，如“云政任〔2026〕3号”。")
        if self.decided_on and self.decided_on > timezone.localdate():
            errors["decided_on"] = _("决定日期不能晚于今天。")
        if self.display_from and self.display_until and self.display_until < self.display_from:
            errors["display_until"] = _("公示结束日期不能早于开始日期。")
        if self.live:
            errors = {**self.demands(), **errors}
        if errors:
            raise ValidationError(errors)

    def demands(self) -> dict[str, str]:
        """What keeps it from review, by field."""
        return self.display_problems() if self.is_display else self.decision_problems()

    def decision_problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        rows = [(one.value["action"], one.value["name"], one.value["post"].strip()) for one in self.decisions]
        if not rows:
            found["decisions"] = _now("还没有任免的人员，请点击“＋”逐人添加。")
        elif twice := [name for (_a, name, _p), number in Counter(rows).items() if number > 1]:
            found["decisions"] = _now("“%(name)s”的同一职务写了两次，请删去一行。") % {"name": twice[0]}
        elif both := [
            name for action, name, post in rows if action == Action.APPOINT and (Action.REMOVE, name, post) in rows
        ]:
            found["decisions"] = _now("“%(name)s”的同一职务既任又免，请核对。") % {"name": both[0]}
        if self.decided_on is None:
            found["decided_on"] = _now("请填写作出任免决定的日期。")
        return found

    def display_problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if not self.candidates:
            found["candidates"] = _now("还没有拟任人选，请点击“＋”逐人添加。")
        for name in ("display_from", "display_until", "reporting"):
            if not getattr(self, name):
                field = self._meta.get_field(name).verbose_name
                found[name] = _now("任前公示须填写“%(field)s”。") % {"field": field}
        if self.display_from and self.display_until:
            earliest = DISPLAY.ends_displayed(self.display_from)
            if self.display_until < earliest:
                facts = {"period": DISPLAY.words(), "earliest": f"{earliest:%Y-%m-%d}"}
                found["display_until"] = _now("公示期不少于%(period)s，至少到%(earliest)s，请推迟结束日期。") % facts
        return found

    def missing_facts(self) -> list[tuple[str, str]]:
        if self.is_display or self.decision_number:
            return []
        return [("decision_number", _now("没有填写任免文号；没有文号的，不必填写。"))]

    def entry_links(self) -> tuple[LinkFacts, ...]:
        found = (uid_of(child.value["document"]) for child in self.documents)
        return tuple(LinkFacts(APPOINTED_BY, uid) for uid in dict.fromkeys(found) if uid and uid != self.uid)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        rows = self.candidates if self.is_display else self.decisions
        known = {
            "matter": self.get_matter_display(),
            "deciding_organ": self.deciding_label,
            "decided_on": self.decided_on.isoformat() if self.decided_on else "",
            "persons": "、".join(dict.fromkeys(child.value["name"] for child in rows)),
        }
        # A document that stands here itself has the number; it is not told of twice.
        number = "" if self.entry_links() else self.decision_number
        extra = {**facts["extra"], **{name: str(value) for name, value in known.items() if value}}
        return {**facts, "document_number": number, "extra": extra}

    def public_context(self, site: Site) -> dict[str, Any]:
        links = [link.target_uid for link in self.entry_links()]
        known = references(site, links)
        shown = [known[uid] for uid in links if known[uid].state != "unpublished"]
        typed = [child.value for child in self.documents if not child.value["document"] and child.value["title"]]
        return {"appointing": shown, "appointing_elsewhere": typed}

    def metadata(self) -> list[dict[str, str]]:
        own = [
            (_now("任免机关"), "" if self.is_display else self.deciding_label),
            (_now("任免文号"), self.decision_number),
            (_now("决定日期"), chinese_date(self.decided_on)),
        ]
        return [*({"term": term, "value": value} for term, value in own if value), *super().metadata()]


PersonnelPage.edit_handler = PersonnelPage.tabs()
