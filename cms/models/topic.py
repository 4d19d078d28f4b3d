"""专题: publications gathered about one matter."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from register.facts import LinkFacts
from register.models import Listing

from ..blocks.topic import RulesBlock, TopicSectionsBlock
from ..fields import BlocklessStreamField
from ..renditions import shown_picture
from ..topics.forms import TopicForm
from .files import UploadedImage
from .publication import PublicationPage

BANNER = "fill-1180x300"
GATHERS = "gathers"
"""The kind of `register.EntryLink` from a topic to what was chosen for it."""


class TopicPage(PublicationPage):
    """A topic. The body is its introduction; what it gathers stands in its listing, which has feeds at its address."""

    kind: ClassVar[str] = "topic"
    schema_type: ClassVar[str] = "CollectionPage"
    template = "cms/topic_page.html"
    content_template: ClassVar[str] = "cms/content/topic.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("专题", "专题专栏", "news")
    public_images: ClassVar[tuple[str, ...]] = ("banner",)
    page_description = _("围绕一项工作汇集已公开的信息：按条件自动收录，也可以人工编排；有自己的订阅。")
    base_form_class = TopicForm

    banner = models.ForeignKey(
        UploadedImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("题图"),
        help_text=_("横幅，宽不少于1180像素，上下会裁去一些；图中不要有文字。"),
    )  # fmt: skip
    banner_alt = models.CharField(
        _("题图的替代文字"), max_length=120, blank=True, help_text=_("向看不见图片的读者说明图片内容。")
    )
    rules = BlocklessStreamField(
        RulesBlock(),
        blank=True,
        verbose_name=_("自动收录"),
        help_text=_("符合任何一组条件的信息都会收入；一组之内的各项须同时符合。"),
    )
    sections = BlocklessStreamField(
        TopicSectionsBlock(),
        blank=True,
        verbose_name=_("编排"),
        help_text=_("人工选择的信息，排在自动收录的信息之前。"),
    )

    api_fields = [*PublicationPage.api_fields, "banner", "banner_alt", "rules", "sections"]

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldPanel("organ"),
        FieldPanel("summary"),
        FieldPanel("body", heading=_("导语"), help_text=_("点击“＋”添加段落，说明本专题的背景和内容。")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("banner"), FieldPanel("banner_alt")])], heading=_("题图")),
        FieldPanel("sections"),
        FieldPanel("rules"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("专题")
        verbose_name_plural = _("专题")

    def clean(self) -> None:
        from ..topics.members import number_problem

        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        if self.banner_id and not self.banner_alt.strip():
            errors["banner_alt"] = _("请填写题图的替代文字，向看不见图片的读者说明图片内容。")
        if self.live and self.pk and (problem := self.nothing_gathered() or number_problem(self)):
            errors["rules"] = problem
        if errors:
            raise ValidationError(errors)

    def nothing_gathered(self) -> Any:
        """Why it cannot be sent: it says neither by rule nor by hand what it gathers."""
        if self.rules or self.sections:
            return ""
        return _("专题还没有内容，请添加“自动收录”的条件，或者在“编排”中选择信息。")

    def missing_facts(self) -> list[tuple[str, str]]:
        """What those who review it should know before it is signed: it gathers nothing yet, or too much."""
        from ..topics.members import number_problem

        problem = number_problem(self)
        return [("rules", problem)] if problem else []

    def picture(self, *, private: bool = False) -> dict[str, Any]:
        """`url` (path), `width`, `height` in pixels and `alt` of the banner; empty when there is none."""
        if self.banner is None:
            return {}
        return shown_picture(self.banner, BANNER, alt=self.banner_alt, private=private)

    def entry_links(self) -> tuple[LinkFacts, ...]:
        from ..topics.members import chosen_in

        return tuple(LinkFacts(GATHERS, uid) for uid in chosen_in(self))

    def entry_facts(self) -> dict[str, Any]:
        picture = self.picture()
        return {"extra": {"picture": picture} if picture.get("url") else {}}

    def own_listing(self, site: Site) -> Any:
        listings = Listing.objects.filter(site=site, kind=Listing.Kind.TOPIC, key=str(self.pk), is_public=True)
        return listings.first()

    def public_context(self, site: Site) -> dict[str, Any]:
        from ..topics.showing import topic_context

        return topic_context(self, site)


TopicPage.edit_handler = TopicPage.tabs()
