"""The record of reviews (信息发布审核表): it stays as it was, whatever becomes of pages, people and posts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from organs.models import Organ

from ..review.lanes import DECIDERS, Lane, Step, decider


class SheetQuerySet(models.QuerySet):
    def in_review(self) -> Any:
        """Sheets of reviews under way, and of those that wait for changes."""
        return self.filter(
            workflow_state__status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
        )

    def refused(self) -> Any:
        """Sheets whose texts could not be published at their time, and were not sent for review again."""
        newer = ReviewSheet.objects.filter(
            page_id=models.OuterRef("page_id"), opened_at__gt=models.OuterRef("opened_at")
        )
        return self.filter(~models.Exists(newer), outcome=ReviewSheet.Outcome.REFUSED)

    def visible_to(self, user: Any) -> Any:
        """Sheets of the organs in which `user` has a role; all for 编辑部 and for superusers, who decide nothing."""
        from organs.roles import EVERY_ORGAN, organs_of

        organs = organs_of(user)
        if user.is_superuser or EVERY_ORGAN in organs:
            return self
        return self.filter(organ__in=organs)


class ReviewSheet(models.Model):
    """One review of one page, from sending to signature, with copies of what it was about."""

    class PolicyCheck(models.TextChoices):
        CONSISTENT = "consistent", _("符合法律法规和现行政策")
        COORDINATED = "coordinated", _("涉及其他单位职责，已征求意见、口径一致")
        NOT_CONCERNED = "not_concerned", _("不涉及政策内容")

    class SecrecyLevel(models.TextChoices):
        NONE = "none", _("非涉密")
        SECRET = "secret", _("秘密")
        CONFIDENTIAL = "confidential", _("机密")
        TOP_SECRET = "top_secret", _("绝密")

    class Scope(models.TextChoices):
        SOCIETY = "society", _("面向社会")
        APPLICANT = "applicant", _("面向申请人")

    class Release(models.TextChoices):
        AT_ONCE = "at_once", _("签发后即时发布")
        AT_TIME = "at_time", _("按批准的时间发布")

    class Outcome(models.TextChoices):
        PUBLISHED = "published", _("已签发发布")
        SCHEDULED = "scheduled", _("已签发，定时发布")
        CONFIRMED = "confirmed", _("补审通过")
        CANCELLED = "cancelled", _("已撤回")
        REFUSED = "refused", _("到时未能发布")

    workflow_state = models.OneToOneField(
        WorkflowState, models.SET_NULL, null=True, related_name="review_sheet", verbose_name=_("审核")
    )
    page_id = models.BigIntegerField(_("页面编号"), db_index=True)
    uid = models.UUIDField(_("信息标识"), null=True, db_index=True)
    title = models.CharField(_("标题"), max_length=255)
    type_name = models.CharField(_("类别"), max_length=60)
    importance = models.CharField(_("重要程度"), max_length=20, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("发布机构"))
    organ_name = models.CharField(_("发布机构全称"), max_length=120, blank=True)
    column_title = models.CharField(_("拟发栏目"), max_length=255, blank=True)
    correction_note = models.TextField(_("更正说明"), blank=True)
    writer_name = models.CharField(_("拟稿人"), max_length=120, blank=True)
    lane = models.CharField(_("通道"), max_length=12, choices=Lane.choices, default=Lane.ORDINARY)
    is_hot = models.BooleanField(_("热点"), default=False)
    is_misreadable = models.BooleanField(_("易误读"), default=False)
    marked_by = models.CharField(_("标记人"), max_length=120, blank=True)
    release = models.CharField(_("发布安排"), max_length=12, choices=Release.choices, blank=True)
    release_at = models.DateTimeField(_("批准的发布时间"), null=True, blank=True)
    release_manner = models.CharField(_("发布方式"), max_length=200, blank=True)
    companion_page_id = models.BigIntegerField(_("配套解读的页面编号"), null=True, blank=True)
    companion_title = models.CharField(_("配套解读"), max_length=255, blank=True)
    companion_text = models.TextField(_("配套问答"), blank=True)
    policy_check = models.CharField(_("政策性审查"), max_length=16, choices=PolicyCheck.choices, blank=True)
    secrecy_level = models.CharField(_("密级"), max_length=12, choices=SecrecyLevel.choices, blank=True)
    disclosure_scope = models.CharField(_("公开范围"), max_length=12, choices=Scope.choices, blank=True)
    deletion = models.TextField(_("删减说明"), blank=True)
    arranged = models.JSONField(_("随件事项"), default=list, blank=True)
    merged = models.JSONField(_("合并办理"), default=list, blank=True)
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome.choices, blank=True)
    opened_at = models.DateTimeField(_("送审时间"), default=timezone.now)
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("信息发布审核表")
        verbose_name_plural = _("信息发布审核表")
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["organ", "-opened_at"], name="cms_sheet_of_organ")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_marked(self) -> bool:
        """True when it needs an approved release, and an interpretation or answers with it."""
        return self.is_hot or self.is_misreadable

    @property
    def is_emergency(self) -> bool:
        return self.lane == Lane.EMERGENCY

    @property
    def is_open(self) -> bool:
        """True while the review is under way, or waits for changes."""
        return self.workflow_state is not None and self.workflow_state.is_active

    @property
    def standing(self) -> str:
        """What became of it, or where it stands, in words."""
        if self.outcome:
            return str(self.get_outcome_display())
        if self.workflow_state is None or not self.is_open:
            return str(_("稿件已删除"))
        is_returned = self.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
        return str(_("已退回，待修改后重新送审") if is_returned else _("审核中"))

    def has_step(self, step: str) -> bool:
        return decider(self.lane, step) is not None

    @property
    def steps_in_lane(self) -> list[str]:
        """Names of the steps that this lane has."""
        return [str(Step(step).label) for step in DECIDERS[self.lane]]

    def secrecy(self) -> dict[str, str]:
        """密级 and 公开范围 in words, and what was left out; empty when none was recorded."""
        facts = {
            "level": self.get_secrecy_level_display(),
            "scope": self.get_disclosure_scope_display(),
            "deletion": self.deletion,
        }
        return {name: str(value) for name, value in facts.items() if value}

    def record(self) -> list[dict[str, Any]]:
        """The steps as plain data, for whoever keeps the clearance with the signature."""
        return [step.as_record() for step in self.steps.all()]


class ReviewStep(models.Model):
    """One entry of a sheet: who did what, in what capacity, on which text. Written once, never changed."""

    class Action(models.TextChoices):
        SUBMIT = "submit", _("送审")
        APPROVE = "approve", _("通过")
        REJECT = "reject", _("退回修改")
        RAISE = "raise", _("提高通道")
        LOWER = "lower", _("降低通道")
        MARK = "mark", _("标记")
        PLAN = "plan", _("拟定发布安排")
        CANCEL = "cancel", _("撤回")
        REFUSE = "refuse", _("到时未能发布")

    sheet = models.ForeignKey(ReviewSheet, models.CASCADE, related_name="steps", verbose_name=_("审核表"))
    step = models.CharField(_("环节"), max_length=16, choices=Step.choices, blank=True)
    action = models.CharField(_("办理"), max_length=12, choices=Action.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("人员")
    )
    person_name = models.CharField(_("姓名"), max_length=120, blank=True)
    capacity = models.CharField(_("职务"), max_length=200, blank=True)
    decision = models.CharField(_("结论"), max_length=120, blank=True)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    opinion = models.TextField(_("意见"), blank=True)
    merging = models.CharField(_("合并办理的依据"), max_length=300, blank=True)
    revision_id = models.BigIntegerField(_("版本"), null=True)
    digest = models.CharField(_("内容摘要"), max_length=64, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("审核记录")
        verbose_name_plural = _("审核记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.get_action_display()} {self.person_name}"

    def as_record(self) -> dict[str, Any]:
        """What a clearance keeps of this entry."""
        return {
            "step": self.step,
            "action": self.action,
            "person": self.person_name,
            "person_id": self.person_id,
            "post": self.capacity,
            "at": self.at.isoformat(),
            **{name: getattr(self, name) for name in ("decision", "basis", "opinion", "merging", "digest")},
        }
