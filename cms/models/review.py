"""The steps of review as Wagtail runs them. Who decides which, and in which lane, is `cms.review.lanes`."""

from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState, WorkflowState

from ..review.lanes import Step


class ReviewLock(WorkflowLock):
    """Says at which step a text is that cannot be changed now. Wagtail's asks for all steps, and names the workflow."""

    def get_message(self, user: Any) -> str | None:
        words = _("稿件正在“%(step)s”环节办理，您暂时不能修改。")
        return words % {"step": self.task.name} if self.for_user(user) else None

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        words = _("正在“%(step)s”环节办理，只有办理人员可以处理。")
        return words % {"step": self.task.name}


class ReviewTask(Task):
    """A step decided by one person who holds its role in the organ of the page. Being superuser decides nothing."""

    step: ClassVar[Step]
    approval_label = _("通过")
    lock_class = ReviewLock
    reviewing: Any = None
    """The page that is being decided, where it is known; the step's form depends on it."""

    class Meta:
        abstract = True

    @classmethod
    def get_description(cls) -> str:
        return str(_("由稿件所属机构中担任相应角色的人员办理"))

    def for_page(self, page: Any) -> Self:
        """This task, knowing which page it is asked about."""
        self.reviewing = page
        return self

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        from ..permissions.rights import rights_of
        from ..review.seats import may_decide
        from ..review.sheets import current_sheet

        sheet = current_sheet(obj)
        return sheet is not None and may_decide(sheet, self.step, rights_of(user))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.user_can_access_editor(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[Any, Any, bool]]:
        from ..review.seats import objection

        if not self.user_can_access_editor(obj, user):
            return []
        actions = [("reject", _("退回修改"), True)]
        if not objection(self.step, obj, user):
            actions.append(("approve", self.approval_label, True))
        return actions

    def get_form_for_action(self, action: str) -> type:
        from ..review.forms import form_for

        return form_for(self.step, action, self.reviewing)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        from ..review.waiting import decidable_by

        return decidable_by(user).filter(task=self)

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin this step, or the first one above it that has not passed the text as it is now: what was changed
        after a step has to pass that step again. A step that the lane does not have is passed over."""
        from ..review.notices import announce
        from ..review.sheets import note_sent_again, sheet_of

        sheet = sheet_of(workflow_state)
        if not sheet.has_step(self.step):
            return passed_over(self, workflow_state)
        if above := step_not_passed(workflow_state, self):
            return above.start(workflow_state, user)
        state = super().start(workflow_state, user)
        note_sent_again(sheet, state, user)
        announce(state, sheet)
        return state

    def on_action(self, task_state: Any, user: Any, action_name: str, **details: Any) -> None:
        """Decide the step. Raises PermissionDenied for people without its role, for the last editor, for who decided
        another step, while something was not opened or a finding is open (`review.hindrances`), for incomplete
        details, and when somebody else has decided it meanwhile. Each refusal is on record."""
        from ..review.deciding import decide_step, target_of
        from ..review.events import refusals_of

        with refusals_of(f"review.{action_name}", actor=user, **target_of(task_state)), transaction.atomic():
            decide_step(self, task_state, user, action_name, details)

    def finish_action(self, task_state: Any, user: Any, action_name: str, comment: str) -> None:
        """What Wagtail does with a decision: the state, the log, the next step or the publication."""
        super().on_action(task_state, user, action_name, comment=comment)

    def problems(self, task_state: Any, sheet: Any) -> list[str]:
        """Why what would be approved cannot pass, whoever approves it."""
        return []


def passed_over(task: Task, workflow_state: WorkflowState) -> TaskState:
    """The state of a step that the lane does not have; Wagtail goes on to the next."""
    return TaskState.objects.create(
        workflow_state=workflow_state,
        task=task,
        revision=workflow_state.content_object.get_latest_revision(),
        status=TaskState.STATUS_SKIPPED,
        finished_at=timezone.now(),
    )


def step_not_passed(workflow_state: WorkflowState, until: Task) -> Any:
    """The first step of the lane above `until` that has not passed the newest revision; None when all have.

    A revision that was written over after a step passed it is another text (Wagtail's autosave does that).
    """
    from ..review.sheets import sheet_of

    sheet = sheet_of(workflow_state)
    revision = workflow_state.content_object.get_latest_revision()
    passed = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision=revision, finished_at__gte=revision.created_at
    ).values("task")
    steps = Task.objects.filter(workflow_tasks__workflow=workflow_state.workflow, active=True)
    for step in steps.order_by("workflow_tasks__sort_order").specific():
        if step.pk == until.pk:
            return None
        if sheet.has_step(getattr(step, "step", "")) and not passed.filter(task=step).exists():
            return step
    return None


class FirstReviewTask(ReviewTask):
    """初审: content, wording, format, and whether it agrees with the policies in force."""

    step = Step.FIRST_REVIEW

    class Meta:
        verbose_name = _("初审")
        verbose_name_plural = _("初审")


class ConfidentialityTaskState(TaskState):
    """The record of one confidentiality review (保密审查): what was decided, on what basis."""

    class Decision(models.TextChoices):
        PUBLIC = "public", _("不涉及国家秘密、工作秘密、商业秘密和个人隐私，可以公开")
        REDACTED = "redacted", _("已作删减或去标识化处理，处理后可以公开")
        NOT_PUBLIC = "not_public", _("不宜公开")

    decision = models.CharField(_("审查结论"), max_length=12, choices=Decision.choices, blank=True)
    basis = models.CharField(_("审查依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("保密审查记录")
        verbose_name_plural = _("保密审查记录")

    def get_comment(self) -> str:
        basis = f"依据：{self.basis}" if self.basis else ""
        record = "；".join(filter(None, [self.get_decision_display() if self.decision else "", basis]))
        return "。".join(filter(None, [record, self.comment]))


class ConfidentialityTask(ReviewTask):
    """保密审查: 《保守国家秘密法》 article 35 and 《政府信息公开条例》 article 17, before anything is public."""

    step = Step.CONFIDENTIALITY
    task_state_class = ConfidentialityTaskState
    approval_label = _("保密审查通过")

    class Meta:
        verbose_name = _("保密审查")
        verbose_name_plural = _("保密审查")


class SignOffTask(ReviewTask):
    """签发: the last step, the only one that publishes."""

    step = Step.SIGN_OFF
    approval_label = _("签发")

    class Meta:
        verbose_name = _("签发")
        verbose_name_plural = _("签发")

    def problems(self, task_state: Any, sheet: Any) -> list[str]:
        """Why what would be signed cannot go live; it goes back to its editor instead."""
        if step := step_not_passed(task_state.workflow_state, self):
            return [_("稿件在“%(step)s”之后有改动，须重新审核") % {"step": step.name}]
        page = task_state.revision.as_object()
        found = list(page.publication_problems()) if hasattr(page, "publication_problems") else []
        if sheet.is_emergency and page.go_live_at and page.go_live_at > timezone.now():
            found.append(str(_("应急信息须即时发布，请取消定时发布后重新送审")))
        return found
