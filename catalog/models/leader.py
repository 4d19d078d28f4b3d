"""负责人: who leads an organ (《条例》第二十条第（二）项；《政府网站发展指引》负责人信息)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.fields import BlocklessStreamField
from cms.models import UploadedImage
from cms.renditions import shown_picture
from organs.models import Organ
from register.facts import LinkFacts

from ..blocks import SpeechesBlock
from ..forms import KnowingForm
from ..speeches import Speech, links_of, speeches_of
from .base import CataloguePage

PORTRAIT = "fill-360x480"
FIRST, LAST = 1, 999


class LeaderPage(CataloguePage):
    """One person in one post. The title is the name, the body 简历."""

    kind: ClassVar[str] = "leader"
    template = "catalog/structured_page.html"
    content_template: ClassVar[str] = "catalog/content/leader.html"
    schema_type: ClassVar[str] = "ProfilePage"
    usual_columns: ClassVar[tuple[str, ...]] = ("负责人信息",)
    writing_order: ClassVar[int] = 40
    public_images: ClassVar[tuple[str, ...]] = ("portrait",)
    page_description = _("负责人的姓名、照片、职务、分工、简历和重要讲话，同一栏目的负责人按排序集中展示。")
    base_form_class = KnowingForm

    portrait = models.ForeignKey(
        UploadedImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("照片"),
        help_text=_("近期免冠正面照片，竖幅，宽不少于360像素。"),
    )  # fmt: skip
    portrait_alt = models.CharField(
        _("照片的替代文字"), max_length=120, blank=True, help_text=_("向看不见照片的读者说明，如“副市长××照片”。")
    )
    post = models.CharField(_("职务"), max_length=120, help_text=_("如“云杉市人民政府副市长”。"))
    duties = models.TextField(_("工作分工"), max_length=2000, help_text=_("主管或者分管的工作，联系的单位；每项一行。"))
    position = models.PositiveIntegerField(
        _("排序"), default=100, help_text=_("在栏目中的先后，填1至999，数字小的排在前面。")
    )
    term_since = models.DateField(_("任职时间"), null=True, blank=True, help_text=_("担任现职的起始日期。"))
    term_until = models.DateField(_("离任时间"), null=True, blank=True, help_text=_("离任后填写，并请将本页撤下。"))
    speeches = BlocklessStreamField(SpeechesBlock(), blank=True, verbose_name=_("重要讲话、文章"))

    api_fields = [
        *CataloguePage.api_fields, "portrait", "portrait_alt", "post", "duties", "position", "term_since", "term_until", "speeches",
    ]  # fmt: skip

    content_panels = [
        FieldRowPanel([FieldPanel("title", heading=_("姓名")), FieldPanel("post")]),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("portrait"), FieldPanel("portrait_alt")]),
        FieldPanel("duties"),
        FieldPanel(
            "body", heading=_("简历"), help_text=_("点击“＋”添加段落，逐段填写出生年月、籍贯、学历和工作经历。")
        ),
        FieldPanel("speeches"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("term_since"), FieldPanel("term_until")]),
                FieldPanel("issued_on", heading=_("生成日期")),
            ],
            heading=_("任期"),
        ),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("负责人")
        verbose_name_plural = _("负责人")

    def known_of(self, organ: Organ) -> dict[str, str]:
        return {"catalogue_group": "20-02"}

    def usual_summary(self) -> str:
        return "，".join(one for one in (self.post, "；".join(self.duties.split("\n"))) if one)

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.portrait_id and not self.portrait_alt.strip():
            errors["portrait_alt"] = _("请填写照片的替代文字，如“副市长%(name)s照片”。") % {"name": self.title or "××"}
        if not FIRST <= (self.position or 0) <= LAST:
            errors["position"] = _("排序请填1至999的整数。")
        if self.term_since and self.term_until and self.term_until < self.term_since:
            errors["term_until"] = _("离任时间不能早于任职时间。")
        if errors:
            raise ValidationError(errors)

    def picture(self, *, private: bool = False) -> dict[str, Any]:
        """`url` (path), `width`, `height` in pixels and `alt` of the portrait; empty when there is none."""
        if self.portrait is None:
            return {}
        return shown_picture(self.portrait, PORTRAIT, alt=self.portrait_alt, private=private)

    def public_speeches(self) -> list[Speech]:
        """Those of which the public is told now. One query."""
        site = self.get_site()
        return list(speeches_of(self, site)) if site else []

    def entry_links(self) -> tuple[LinkFacts, ...]:
        return links_of(self)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        known: dict[str, Any] = {"post": self.post, "duties": self.duties, "position": self.position}
        if (picture := self.picture()).get("url"):
            known["picture"] = picture
        return {**facts, "extra": {**facts["extra"], **known}}


LeaderPage.edit_handler = LeaderPage.tabs()
