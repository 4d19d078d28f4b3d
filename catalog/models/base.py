"""What all types of the disclosure catalogue share: the index number and the classifications."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.models import PublicationPage
from register.sequence import hold

from ..vocabularies import Audience, CatalogueGroup, DisclosurePeriod, DisclosureScope, theme_choices
from .index_number import allot_index_number


class CataloguePage(PublicationPage):
    """Base of the types that stand in the disclosure catalogue. The index number comes with the first publication."""

    index_number = models.CharField(
        _("索引号"), max_length=30, blank=True, editable=False, help_text=_("首次发布时由系统编制，不可更改。")
    )
    theme = models.CharField(_("主题分类"), max_length=80, blank=True, choices=theme_choices())
    catalogue_group = models.CharField(
        _("组配分类"), max_length=10, choices=CatalogueGroup.choices, default=CatalogueGroup.OTHER
    )
    audience = models.CharField(_("服务对象分类"), max_length=12, choices=Audience.choices, default=Audience.EVERYBODY)
    disclosure_period = models.CharField(
        _("公开时限"), max_length=12, choices=DisclosurePeriod.choices, default=DisclosurePeriod.PERMANENT
    )
    disclosure_scope = models.CharField(
        _("公开范围"), max_length=12, choices=DisclosureScope.choices, default=DisclosureScope.SOCIETY
    )

    exclude_fields_in_copy = [*PublicationPage.exclude_fields_in_copy, "index_number"]
    outside_clearance: ClassVar[frozenset[str]] = PublicationPage.outside_clearance | {"index_number"}
    kept_from_revisions: ClassVar[tuple[str, ...]] = (*PublicationPage.kept_from_revisions, "index_number")

    api_fields = [
        *PublicationPage.api_fields, "index_number", "theme", "catalogue_group", "audience", "disclosure_period",
        "disclosure_scope",
    ]  # fmt: skip

    catalogue_panel = MultiFieldPanel(
        [
            FieldPanel("index_number", read_only=True),
            FieldPanel("theme"),
            FieldRowPanel([FieldPanel("catalogue_group"), FieldPanel("audience")]),
            FieldRowPanel([FieldPanel("disclosure_period"), FieldPanel("disclosure_scope")]),
        ],
        heading=_("目录分类"),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; a page that becomes public for the first time gets its index number in the same transaction."""
        hold()  # before the lock of the series: publishing in another order would wait for each other
        whole = kwargs.get("update_fields") is None
        public = self.live and self.disclosure_attribute == self.DisclosureAttribute.PROACTIVE
        if public and whole and not self.index_number:
            self.index_number = allot_index_number(self.organ, self.uid, timezone.now())
        return super().save(*args, **kwargs)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        return {
            **facts,
            "index_number": self.index_number,
            "theme": self.theme,
            "extra": {
                **facts.get("extra", {}),
                "catalogue_group": self.get_catalogue_group_display(),
                "audience": self.get_audience_display(),
                "disclosure_period": self.get_disclosure_period_display(),
                "disclosure_scope": self.get_disclosure_scope_display(),
            },
        }
