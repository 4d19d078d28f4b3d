"""回应关切: sudden events as a thread of updates, clarifications, answers to public concerns, and what became of instructions."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.fields import BlocklessStreamField
from cms.json_schema import ADDRESS, MOMENT, TEXT, closed, exactly, many
from cms.models import PublicationPage
from cms.review.lanes import Lane, highest

from ..admin.clock_panel import ClockPanel
from ..blocks import UpdatesBlock
from ..response import thread, validation
from ..response.forms import ResponseForm
from ..response.rules import GRAVE, IncidentCategory, IncidentLevel, ResponseKind, UpdateForm
from .base import CataloguePage

CONCERNED = {
    ResponseKind.CLARIFICATION: _("网传内容"),
    ResponseKind.CONCERN: _("群众关切"),
    ResponseKind.INSTRUCTION: _("批示事项"),
}
"""What is responded to, as the page calls it."""


class ResponsePage(CataloguePage):
    """A response. A sudden event is told in updates; the other kinds answer in the body and may be followed by updates."""

    class Channel(models.TextChoices):
        """反映渠道."""

        HOTLINE = "hotline", _("政务服务便民热线")
        MAILBOX = "mailbox", _("网站留言、领导信箱")
        ONLINE = "online", _("网络舆情")
        MEDIA = "media", _("新闻媒体")
        DEPUTIES = "deputies", _("人大代表、政协委员")
        OTHER = "other", _("其他")

    class Verdict(models.TextChoices):
        FALSE = "false", _("不属实")
        PARTLY = "partly", _("部分不属实")
        TRUE = "true", _("属实")

    class Progress(models.TextChoices):
        ONGOING = "ongoing", _("正在办理")
        ENDED = "ended", _("已经办结")

    kind: ClassVar[str] = "response"
    template = "catalog/response_page.html"
    content_template: ClassVar[str] = "catalog/content/response.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("回应关切", "notices")
    body_required: ClassVar[bool] = False
    page_description = _("突发事件通报、澄清、热点回应和批示办理情况；续报逐条追加，各有时间和地址。")
    base_form_class = ResponseForm

    response_kind = models.CharField(
        _("回应类型"), max_length=16, choices=ResponseKind.choices, help_text=_("类型决定回应时限和必填内容。")
    )
    began_at = models.DateTimeField(
        _("发生（发现）时间"),
        null=True,
        blank=True,
        help_text=_("突发事件填发生或者发现的时间，其他填发现舆情的时间，回应时限自此起算；批示填批示时间，可以不填。"),
    )
    incident_category = models.CharField(_("事件类别"), max_length=12, blank=True, choices=IncidentCategory.choices)
    incident_level = models.CharField(
        _("事件级别"),
        max_length=12,
        blank=True,
        choices=IncidentLevel.choices,
        help_text=_("特别重大、重大的，须尽快发布权威信息并举行新闻发布会（期限见“回应时限”），由单位负责人签发。"),
    )
    place = models.CharField(_("发生地点"), max_length=120, blank=True)
    responds_to = models.TextField(
        _("回应的内容"),
        max_length=1000,
        blank=True,
        help_text=_("澄清填网传内容，热点回应填群众关切的问题，批示办理情况填批示事项。"),
    )
    channel = models.CharField(_("反映渠道"), max_length=12, blank=True, choices=Channel.choices)
    channel_other = models.CharField(
        _("其他渠道"), max_length=60, blank=True, help_text=_("反映渠道选“其他”的，写明是什么渠道。")
    )
    verdict = models.CharField(
        _("核实结论"), max_length=12, blank=True, choices=Verdict.choices, help_text=_("澄清必填。")
    )
    instructed_by = models.CharField(
        _("作出批示的负责人"), max_length=80, blank=True, help_text=_("写职务，如“市长”；不宜公开的不填。")
    )
    progress = models.CharField(_("办理进展"), max_length=12, choices=Progress.choices, default=Progress.ONGOING)
    updates = BlocklessStreamField(
        UpdatesBlock(),
        blank=True,
        verbose_name=_("续报"),
        help_text=_("突发事件至少一条。有新情况时在这里追加一条，再送审；原有各条不改，就不用填更正说明。"),
    )

    api_fields = [
        *CataloguePage.api_fields, "response_kind", "began_at", "incident_category", "incident_level", "place",
        "responds_to", "channel", "channel_other", "verdict", "instructed_by", "progress", "updates", "thread",
    ]  # fmt: skip
    api_schemas: ClassVar[dict[str, Any]] = {
        "thread": many(
            exactly(
                {"at": MOMENT, "anchor": TEXT, "url": ADDRESS, "form": closed(UpdateForm.choices), "title": TEXT},
                title="续报索引",
                description="由新到旧，url 为各条的地址。",
            )
        )
    }

    content_panels = [
        FieldPanel("title", heading=_("标题")),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("response_kind")]),
        FieldRowPanel([FieldPanel("began_at"), ClockPanel()]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("incident_category"), FieldPanel("incident_level")]),
                FieldPanel("place"),
            ],
            heading=_("突发事件填写"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("responds_to"),
                FieldRowPanel([FieldPanel("channel"), FieldPanel("channel_other")]),
                FieldRowPanel([FieldPanel("verdict"), FieldPanel("instructed_by")]),
            ],
            heading=_("澄清、热点回应、批示办理情况填写"),
        ),
        FieldPanel("updates"),
        FieldPanel(
            "body",
            help_text=_(
                "澄清写核实的事实，热点回应和批示办理情况写回应内容；突发事件可以不填，写应对措施、咨询电话等不随续报变化的内容。"
            ),
        ),
        FieldRowPanel([FieldPanel("progress"), FieldPanel("issued_on")]),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]

    class Meta:
        verbose_name = _("回应关切")
        verbose_name_plural = _("回应关切")

    def usual_summary(self) -> str:
        latest = next(iter(thread.newest_first(self.updates)), None)
        return latest.title if latest else self.responds_to

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as refusal:
            errors.update(refusal.error_dict)
        errors |= validation.wrong_times(self) | validation.out_of_place(self)
        if self.live and self.pk:  # a page that is being made counts as live until it is saved
            errors |= self.unanswered()
        if errors:
            raise ValidationError(errors)

    def unanswered(self) -> dict[str, Any]:
        """What a response of this kind has to say before it is sent, by field."""
        return validation.unanswered(self)

    def least_lane(self) -> Lane:
        """热点 and what is easily misread is signed by the head of the organ, and so is a grave event."""
        grave = self.incident_level in GRAVE
        hot = self.response_kind in {ResponseKind.CLARIFICATION, ResponseKind.CONCERN}
        return highest([super().least_lane(), Lane.IMPORTANT if grave or hot else Lane.ORDINARY])

    def continues(self, public: PublicationPage) -> bool:
        return isinstance(public, ResponsePage) and thread.only_adds(self, public)

    @property
    def newest_first(self) -> list[thread.Update]:
        return thread.newest_first(self.updates)

    @property
    def concerned_label(self) -> str:
        """What `responds_to` is called on the page."""
        return str(CONCERNED.get(ResponseKind(self.response_kind), "")) if self.response_kind else ""

    @property
    def channel_label(self) -> str:
        return self.channel_other if self.channel == self.Channel.OTHER else str(self.get_channel_display())

    @property
    def thread(self) -> list[dict[str, Any]]:
        """The updates with their addresses (paths), newest first."""
        path = (self.get_url_parts() or ("", "", "/"))[2]
        return [
            {"at": localtime(one.at).isoformat(timespec="seconds"), "anchor": one.anchor, "url": f"{path}#{one.anchor}",
             "form": one.form, "title": one.title}
            for one in self.newest_first
        ]  # fmt: skip

    def facts(self) -> list[dict[str, str]]:
        """The rows of the table at the head, as term and value."""
        incident = self.response_kind == ResponseKind.INCIDENT
        rows = [
            (_("事件类别"), self.get_incident_category_display()),
            (_("事件级别"), self.get_incident_level_display()),
            (_("发生（发现）时间"), shown(self.began_at) if incident else ""),
            (_("发生地点"), self.place),
            (_("反映渠道"), self.channel_label),
            (_("作出批示的负责人"), self.instructed_by),
            (_("核实结论"), self.get_verdict_display()),
            (_("办理进展"), self.get_progress_display()),
        ]
        return [{"term": str(term), "value": str(value)} for term, value in rows if value]

    def entry_facts(self) -> dict[str, Any]:
        facts = super().entry_facts()
        latest = next(iter(self.newest_first), None)
        known = {
            "response_kind": str(self.get_response_kind_display()),
            "incident_category": str(self.get_incident_category_display()),
            "incident_level": str(self.get_incident_level_display()),
            "place": self.place,
            "began_at": localtime(self.began_at).isoformat(timespec="seconds") if self.began_at else "",
            "responds_to": self.responds_to,
            "verdict": str(self.get_verdict_display()),
            "progress": str(self.get_progress_display()),
            "latest_update_at": localtime(latest.at).isoformat(timespec="seconds") if latest else "",
        }
        return {**facts, "extra": {**facts["extra"], **{name: value for name, value in known.items() if value}}}


def shown(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


ResponsePage.edit_handler = ResponsePage.tabs()
