"""What all types of the disclosure catalogue share: index number, classifications, and the day on which they are due."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.models import PublicationPage
from organs.models import Organ
from register.sequence import hold

from ..admin.due_panel import DuePanel
from ..catalogue_items import DEFAULT_CODE, item_choices, title_of
from ..due import LEAST, due_on
from ..listings import listings_of
from ..panels import ItemSuggestionPanel, ThemeSuggestionPanel
from ..vocabularies import Audience, DisclosurePeriod, DisclosureScope, Openness, theme_choices
from .index_number import allot_index_number
from .organ_catalogue import CatalogueNode

SUMMARY = 300
"""Characters of a summary that is made of other fields."""


def catalogue_panel_of(*classes: str) -> MultiFieldPanel:
    """The group 目录分类 with the fields `classes` beside the item: a type that asks one of them earlier leaves it out here,
    for a field that stands in a form twice keeps what was chosen last, not what was changed."""
    return MultiFieldPanel(
        [
            FieldPanel("index_number", read_only=True),
            ThemeSuggestionPanel(),
            FieldPanel("theme"),
            ItemSuggestionPanel(),
            FieldPanel("catalogue_group"),
            FieldRowPanel([FieldPanel(name) for name in classes]),
            FieldRowPanel([FieldPanel("disclosure_period"), FieldPanel("disclosure_scope")]),
            FieldRowPanel([FieldPanel("changed_on"), DuePanel()]),
        ],
        heading=_("目录分类"),
    )


class CataloguePage(PublicationPage):
    """Base of the types that stand in the disclosure catalogue. The index number comes with the first publication."""

    index_number = models.CharField(
        _("索引号"), max_length=30, blank=True, editable=False, help_text=_("首次发布时由系统编制，不可更改。")
    )
    theme = models.CharField(_("主题分类"), max_length=80, blank=True, choices=theme_choices())
    catalogue_group = models.CharField(
        _("组配分类"),
        max_length=12,
        choices=item_choices,
        default=DEFAULT_CODE,
        help_text=_("在法定主动公开内容中归入哪一项（《政府信息公开条例》第二十条、第二十一条）。"),
    )
    openness = models.CharField(
        _("五公开"),
        max_length=12,
        blank=True,
        choices=Openness.choices,
        help_text=_("属于决策、执行、管理、服务、结果哪一环节；不属于的留空。"),
    )
    changed_on = models.DateField(
        _("变更日期"),
        null=True,
        blank=True,
        help_text=_("信息形成之后发生变更的，填变更之日，公开期限自该日起算；没有变更的留空，自成文日期起算。"),
    )
    audience = models.CharField(_("服务对象分类"), max_length=12, choices=Audience.choices, default=Audience.EVERYBODY)
    disclosure_period = models.CharField(
        _("公开时限"), max_length=12, choices=DisclosurePeriod.choices, default=DisclosurePeriod.PERMANENT
    )
    disclosure_scope = models.CharField(
        _("公开范围"), max_length=12, choices=DisclosureScope.choices, default=DisclosureScope.SOCIETY
    )

    followed_organ: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None
    """What the form that was just sent did as its organ was another (`catalog.forms`): the organ's name, and the labels
    of what was filled in anew and of what still names the organ of before."""

    exclude_fields_in_copy = [*PublicationPage.exclude_fields_in_copy, "index_number"]
    outside_clearance: ClassVar[frozenset[str]] = PublicationPage.outside_clearance | {"index_number"}
    kept_from_revisions: ClassVar[tuple[str, ...]] = (*PublicationPage.kept_from_revisions, "index_number")

    api_fields = [
        *PublicationPage.api_fields, "index_number", "theme", "catalogue_group", "audience", "disclosure_period",
        "disclosure_scope", "openness", "changed_on",
    ]  # fmt: skip

    catalogue_panel = catalogue_panel_of("openness", "audience")

    responsibility_panels = [
        PublicationPage.responsibility_panels[0],
        catalogue_panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("department"), FieldPanel("editor")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("author")]),
                FieldPanel("keywords"),
                FieldPanel("original_published_at"),
            ],
            heading=_("责任与著录"),
        ),
    ]
    """For types whose content panels have `issued_on`, which every type has once."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        if not self.summary.strip():
            self.summary = self.usual_summary()[:SUMMARY]
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.changed_on and self.issued_on and self.changed_on < self.issued_on:
            errors["changed_on"] = _("变更日期不能早于成文日期；信息没有变更的，请留空。")
        if self.changed_on and self.changed_on > timezone.localdate():
            errors["changed_on"] = _("变更日期不能晚于今天。")
        if self.organ_id and CatalogueNode.objects.pruned(self.organ_id, self.catalogue_group):
            errors["catalogue_group"] = _(
                "“%(organ)s”的目录已不设“%(item)s”，请改选其他事项；确需在此公开的，请编辑部先在“信息公开目录”中恢复该事项。"
            ) % {"organ": self.organ.short_name, "item": title_of(self.catalogue_group)}
        if self.live and self.pk:  # before its first save every page calls itself live
            errors = {**{name: found for name, found in self.whole_problems().items() if found}, **errors}
        if errors:
            raise ValidationError(errors)

    def whole_problems(self) -> dict[str, list[str]]:
        """What is wrong with the whole, by field: a draft may be so, what goes to review or is public may not."""
        return {}

    @property
    def formed_on(self) -> date | None:
        """The day of 形成或者变更, from which article 26 counts; None while nobody has said it."""
        return self.changed_on or self.issued_on

    @property
    def due_on(self) -> date | None:
        """The last day for publishing it in time (《条例》第二十六条); None while nobody has said when it was formed."""
        return due_on(self.formed_on) if self.formed_on else None

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; a page that becomes public for the first time gets its index number in the same transaction."""
        hold()  # before the lock of the series: publishing in another order would wait for each other
        whole = kwargs.get("update_fields") is None
        public = self.live and self.disclosure_attribute == self.DisclosureAttribute.PROACTIVE
        if public and whole and not self.index_number and not self.is_foreign:
            self.index_number = allot_index_number(self.organ, self.uid, timezone.now())
        return super().save(*args, **kwargs)

    @property
    def public_since(self) -> date | None:
        """The day on which what was formed or changed came to the public, on the site before this one or here; None
        while it has not."""
        original = self.original_published_at and timezone.localdate(self.original_published_at)
        if original and not (self.changed_on and original < self.changed_on):
            return original
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    sure: ClassVar[bool] = False
    """True for types of which whatever is possibly late is late."""
    due_unknown: ClassVar[Any] = _("填写成文日期并保存后显示：自形成或变更之日起20个工作日内公开。")
    """What the editor reads while nobody can say when the page is due."""

    def due_basis(self) -> str:
        """From what the due date follows."""
        return _now("自%(formed)s起20个工作日") % {"formed": f"{self.formed_on:%Y-%m-%d}"}

    @classmethod
    def possibly_late(cls, today: date) -> Q:
        """Which pages can be beyond their day on `today`; `due_on` says which are. Within twenty days nothing is."""
        latest = today - LEAST
        return Q(changed_on=None, issued_on__lte=latest) | Q(changed_on__lte=latest)

    def usual_summary(self) -> str:
        """内容概述 where nobody wrote one: article 12 asks the catalogue for it."""
        return ""

    def suggested_item(self) -> str:
        """Code of the item (组配分类) in which the page, as it was last saved, should stand rather; "" for none."""
        return ""

    def known_of(self, organ: Organ) -> dict[str, str]:
        """What a new page of this type begins with for `organ`, by field."""
        return {}

    def metadata(self) -> list[dict[str, str]]:
        """The metadata block in the order of the catalogue's columns; empty rows are left out."""
        published = timezone.localtime(self.first_published_at) if self.first_published_at else None
        rows = [
            (_("索引号"), self.index_number),
            (_("发布机构"), self.organ.name),
            (_("组配分类"), title_of(self.catalogue_group)),
            (_("主题分类"), self.theme),
            (_("生成日期"), f"{self.issued_on:%Y-%m-%d}" if self.issued_on else ""),
            (_("发布日期"), f"{published:%Y-%m-%d}" if published else ""),
        ]
        return [{"term": str(term), "value": str(value)} for term, value in rows if value]

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        return {
            **facts,
            "index_number": self.index_number,
            "theme": self.theme,
            "catalogue": self.catalogue_group,
            "openness": self.openness,
            "due_on": self.due_on,
            "listings": listings_of(self.catalogue_group),
            "extra": {
                **facts.get("extra", {}),
                **({"openness": self.get_openness_display()} if self.openness else {}),
                **({"changed_on": self.changed_on.isoformat()} if self.changed_on else {}),
                "catalogue_group": title_of(self.catalogue_group),
                "audience": self.get_audience_display(),
                "disclosure_period": self.get_disclosure_period_display(),
                "disclosure_scope": self.get_disclosure_scope_display(),
            },
        }
