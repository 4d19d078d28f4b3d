"""Pages that list publications: the home page and the columns (栏目)."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, Revision

from organs.models import Organ
from register.languages import known, spoken, tag_of
from register.sequence import hold

from ..forms import AnsweredForm
from .reviewed import Reviewed

TOP = 3
"""The depth of the main columns: beneath the home page, which stands beneath the root."""


class ListingPage(Reviewed, Page):
    """A page that is a listing of the register. Everything beneath it is found through the register."""

    show_in_menus_default = True
    search_fields: list = []

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> object:
        """Save, and in the same transaction let the addresses of all entries beneath follow."""
        hold()
        return super().save(*args, **kwargs)

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Any:
        """Add a page. The register's lock comes first: the tree locks this row, and who publishes beneath reads it."""
        hold()
        return super().add_child(**kwargs)

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        hold()
        return super().move(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        hold()
        return super().delete(*args, **kwargs)

    def can_move_to(self, parent: Any) -> bool:
        return bool(super().can_move_to(parent)) and (parent.is_root() or parent.locale_id == self.locale_id)

    @cached_property
    def scheduled_revision(self) -> Revision | None:
        """None without a query where nothing waits: the explorer asks it of every column that it opens."""
        if self.live and not self.has_unpublished_changes:
            return None
        found: Revision | None = self.revisions.filter(approved_go_live_at__isnull=False).first()
        return found

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """As Wagtail does it, with the words of the interface in the language of the page."""
        with spoken(tag_of(self.locale.language_code)):
            return super().serve_preview(request, mode_name).render()

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..views.listing import listing_context

        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}


class HomePage(ListingPage):
    """Home page of a site (首页)."""

    introduction = models.CharField(_("网站简介"), max_length=200, blank=True, help_text=_("用于搜索引擎和订阅说明。"))

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ColumnPage"]
    # Not Wagtail's panel for the title, which fills in an address: a home page has none of its own.
    content_panels = [FieldPanel("title", heading=_("标题")), FieldPanel("introduction")]
    promote_panels: list = []
    template = "cms/home_page.html"
    page_description = _("网站的第一页，每个网站一个。")

    class Meta:
        verbose_name = _("网站首页")
        verbose_name_plural = _("网站首页")

    @property
    def description(self) -> str:
        return self.introduction


class ColumnPage(ListingPage):
    """A column of the site. Its type follows the vocabulary of 《政府网站发展指引》's META tags, or is typed freely."""

    class ColumnType(models.TextChoices):
        HOME = "首页", _("首页")
        OVERVIEW = "概况信息", _("概况信息")
        FUNCTIONS = "机构职能", _("机构职能")
        LEADERS = "负责人信息", _("负责人信息")
        NEWS = "政务动态", _("政务动态")
        POLICY = "政策文件", _("政策文件")
        GUIDE = "信息公开指南", _("信息公开指南")
        CATALOGUE = "信息公开目录", _("信息公开目录")
        REPORTS = "信息公开年报", _("信息公开年报")
        REQUESTS = "依申请公开", _("依申请公开")
        DATA = "数据发布", _("数据发布")
        OPEN_DATA = "数据开放", _("数据开放")
        INTERPRETATION = "政策解读", _("政策解读")
        RESPONSE = "回应关切", _("回应关切")
        SERVICES = "办事服务", _("办事服务")
        MAILBOX = "咨询投诉", _("咨询投诉")
        CONSULTATION = "征集调查", _("征集调查")
        INTERVIEW = "在线访谈", _("在线访谈")
        OTHER = "其他", _("其他（自行填写）")

    class UpdateClass(models.TextChoices):
        NEWS = "news", _("动态要闻")
        NOTICES = "notices", _("通知公告")
        POLICY = "policy", _("政策文件")
        STATIC = "static", _("静态信息")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    column_type = models.CharField(_("栏目类别"), max_length=20, choices=ColumnType.choices, default=ColumnType.NEWS)
    column_type_other = models.CharField(
        _("自定类别"), max_length=40, blank=True, help_text=_("类别选“其他”时填写，写入网页标签 ColumnType。")
    )
    description = models.CharField(
        _("栏目描述"), max_length=300, help_text=_("说明栏目设置目的和主要内容，写入网页标签 ColumnDescription。")
    )
    keywords = models.CharField(
        _("栏目关键词"), max_length=200, blank=True, help_text=_("以半角逗号分隔，写入网页标签 ColumnKeywords。")
    )
    update_class = models.CharField(
        _("更新要求"),
        max_length=20,
        choices=UpdateClass.choices,
        default=UpdateClass.NEWS,
        help_text=_("动态要闻类两周内、通知公告和政策文件类六个月内应有更新。"),
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    contributors = ParentalManyToManyField(
        Organ,
        blank=True,
        related_name="+",
        verbose_name=_("供稿单位"),
        help_text=_("除责任单位外，还可以在本栏目写稿的机构。责任单位和供稿单位都不填的，与上级栏目相同。"),
    )
    promised_days = models.PositiveIntegerField(
        _("承诺更新间隔（天）"), null=True, blank=True, help_text=_("不填则按更新要求计算。")
    )

    parent_page_types = ["cms.HomePage", "cms.ColumnPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("keywords"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("column_type"), FieldPanel("column_type_other")]),
                FieldRowPanel([FieldPanel("update_class"), FieldPanel("promised_days")]),
                FieldPanel("organ"),
                FieldPanel("contributors"),
            ],
            heading=_("类别与更新责任"),
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus")],
            heading=_("网址与导航"),
            help_text=_("更改网址后，栏目下全部信息的网址随之更改，旧网址自动转向新网址。"),
        )
    ]
    template = "cms/column_page.html"
    page_description = _("归集同类信息，有自己的网址和订阅，可以再分子栏目。")
    exclude_fields_in_copy = ["uid"]
    base_form_class = AnsweredForm

    class Meta:
        verbose_name = _("栏目")
        verbose_name_plural = _("栏目")

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> object:
        """Save, and in the same transaction give the rights in this column to the organs that it now names."""
        from ..permissions.mirror import mirror_columns

        saved = super().save(*args, **kwargs)
        mirror_columns()
        return saved

    def clean(self) -> None:
        super().clean()
        if self.depth in (None, TOP) and self.slug in {tag.lower() for tag in known()}:
            raise ValidationError({"slug": _("“%(slug)s”是外文版的网址，请换一个网址名称。") % {"slug": self.slug}})

    @property
    def type_label(self) -> str:
        """Value of the META tag ColumnType."""
        if self.column_type == self.ColumnType.OTHER:
            return self.column_type_other or self.ColumnType.OTHER.value
        return self.column_type

    def with_content_json(self, content: dict) -> "ColumnPage":
        page = super().with_content_json(content)
        page.uid = self.uid
        return page
