"""政策解读: what explains an official document to those whom it concerns."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from cms.fields import BlocklessStreamField
from register.facts import LinkFacts

from ..interpretation import binding
from ..interpretation.blocks import DocumentsBlock, InterpretationBody
from ..interpretation.form import InterpretationPageForm
from ..vocabularies import SPOKEN_BY_PEOPLE, InterpretationForm
from .base import CataloguePage
from .official_document import chinese_date


class InterpretationPage(CataloguePage):
    """An interpretation, bound to the documents that it explains; both pages show each other."""

    kind: ClassVar[str] = "interpretation"
    schema_type: ClassVar[str] = "Article"
    template = "catalog/interpretation_page.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("政策解读", "policy")
    needed_streams: ClassVar[tuple[str, ...]] = ("documents",)
    writing_order: ClassVar[int] = 30
    page_description = _("解读已发布或者将要发布的文件，与文件互相关联。")
    base_form_class = InterpretationPageForm

    documents = BlocklessStreamField(
        DocumentsBlock(),
        blank=True,
        verbose_name=_("解读的文件"),
        help_text=_("至少一件。文件可以还没有发布：解读与文件同步起草、同步审签、同步发布。"),
    )
    interpretation_form = models.CharField(
        _("解读形式"), max_length=12, choices=InterpretationForm.choices, default=InterpretationForm.TEXT
    )
    interpreting_organ = models.CharField(
        _("解读单位"), max_length=120, blank=True, help_text=_("起草部门是解读主体；不填则为发布机构全称。")
    )
    interpreter = models.CharField(
        _("解读人"),
        max_length=120,
        blank=True,
        help_text=_("姓名和职务，如“市教育局局长 李某某”；发布会、专家、访谈必填。"),
    )
    is_reprinted = models.BooleanField(
        _("转载"), default=False, help_text=_("转载其他单位的解读，须写明来源和原文网址。")
    )
    source_url = models.URLField(
        _("原文网址"), max_length=500, blank=True, help_text=_("转载的必填，页面上由来源链接到原文。")
    )
    body = BlocklessStreamField(InterpretationBody(), blank=True, verbose_name=_("正文"))

    api_fields = [
        *CataloguePage.api_fields, "documents", "interpretation_form", "interpreting_organ", "interpreter",
        "is_reprinted", "source_url",
    ]  # fmt: skip

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("interpretation_form")]),
        FieldPanel("documents"),
        FieldRowPanel([FieldPanel("interpreting_organ"), FieldPanel("interpreter")]),
        FieldPanel("summary"),
        FieldPanel(
            "body",
            help_text=_(
                "点击“＋”选择内容块。先写背景依据、目标任务、主要内容，再按需要添加新旧对照、数据、案例、图解、问答、术语、音视频。"
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("is_reprinted"), FieldRowPanel([FieldPanel("source"), FieldPanel("source_url")])],
            heading=_("转载"),
        ),
        FieldPanel("correction_note"),
    ]
    responsibility_panels = [
        CataloguePage.responsibility_panels[0],
        CataloguePage.catalogue_panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("department"), FieldPanel("editor")]),
                FieldPanel("author"),
                FieldPanel("keywords"),
                FieldPanel("original_published_at"),
            ],
            heading=_("责任与著录"),
        ),
    ]

    class Meta:
        verbose_name = _("政策解读")
        verbose_name_plural = _("政策解读")

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.is_reprinted and not self.source.strip():
            errors["source"] = _("转载的解读须写明来源，请填写原发布单位的名称。")
        if self.is_reprinted and not self.source_url:
            errors["source_url"] = _("转载的解读须填写原文网址。")
        if self.source_url and not self.is_reprinted:
            errors["is_reprinted"] = _("已填写原文网址；是转载的请勾选“转载”，不是转载的请删去原文网址。")
        if self.interpretation_form in SPOKEN_BY_PEOPLE and not self.interpreter.strip():
            errors["interpreter"] = _("解读形式为“%(form)s”的，请填写解读人的姓名和职务。") % {
                "form": self.get_interpretation_form_display()
            }
        if self.live and self.pk and not self.documents:  # a page that is being made counts as live until it is saved
            errors["documents"] = _("请填写所解读的文件，至少一件。")
        if errors:
            raise ValidationError(errors)

    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Save a text. Raises PermissionDenied where it is bound to what `user` may not see."""
        binding.refuse_foreign_drafts(self, user)
        return super().save_revision(user, *args, **kwargs)

    @property
    def interpreting_label(self) -> str:
        """解读单位 as it is shown."""
        return self.interpreting_organ or (self.source if self.is_reprinted else "") or self.organ.name

    def entry_links(self) -> tuple[LinkFacts, ...]:
        return binding.links_of(self)

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        extra: dict[str, Any] = {
            "interpretation_form": self.get_interpretation_form_display(),
            "interpreting_organ": self.interpreting_label,
            "interpreter": self.interpreter,
            "interprets": [self.told(child.value) for child in self.documents],
        }
        origin = {"name": self.source, "url": self.source_url} if self.is_reprinted else {}
        return {
            **facts,
            "origin": origin,
            "categories": [value for value in (self.theme,) if value],
            "extra": {**facts["extra"], **{name: value for name, value in extra.items() if value}},
        }

    def told(self, value: Any) -> dict[str, str]:
        """One document as feeds and API name it: its uid, by which a reader finds what became of it, or what was typed."""
        if uid := binding.uid_of(value["document"]):
            return {"uid": str(uid)}
        return {"title": value["title"] or "", "number": value["number"] or "", "url": value["url"] or ""}

    def public_context(self, site: Site) -> dict[str, Any]:
        return {"interpreted": binding.interpreted(self, site)}

    def metadata(self) -> list[dict[str, str]]:
        """The metadata block; empty optional rows are left out."""
        published = localtime(self.first_published_at) if self.first_published_at else None
        rows = [
            (_("索引号"), self.index_number, ""),
            (_("主题分类"), self.theme, ""),
            (_("解读单位"), self.interpreting_label, ""),
            (_("解读形式"), self.get_interpretation_form_display(), ""),
            (_("解读人"), self.interpreter, ""),
            (_("发布日期"), chinese_date(published), ""),
            (_("来源"), self.source if self.is_reprinted else "", self.source_url),
        ]
        found = [{"term": str(term), "value": str(value), "url": url} for term, value, url in rows if value]
        return [row if row["url"] else {"term": row["term"], "value": row["value"]} for row in found]


InterpretationPage.edit_handler = InterpretationPage.tabs()
