"""The three steps of review: 初审 → 保密审查 → 签发. Nobody approves what they last edited."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Task, TaskState, WorkflowState

from register.sequence import hold


class ReviewTask(AbstractGroupApprovalTask):
    """A step decided by one person of its groups; superusers pass here only as members like everybody else."""

    class Meta:
        abstract = True

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._user_in_groups(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self._user_in_groups(user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[Any, Any, bool]]:
        if not self._user_in_groups(user):
            return []
        actions = [("reject", _("退回修改"), True)]
        if not edited_last(obj, user):
            actions.append(("approve", self.approval_label, True))
        return actions

    approval_label = _("通过")

    def get_form_for_action(self, action: str) -> type:
        from ..review.forms import CommentForm, RejectionForm

        return CommentForm if action == "approve" else RejectionForm

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if not self._user_in_groups(user):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin this step, or the first one above it that has not passed the text as it is now: what was changed
        after a step has to pass that step again."""
        above = step_not_passed(workflow_state, self)
        return above.start(workflow_state, user) if above else super().start(workflow_state, user)

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Decide the step. Raises PermissionDenied for people outside its groups and for the last editor, and when
        somebody else has decided it meanwhile."""
        hold()  # before the row of the step: whoever publishes ends open reviews while holding it
        task_state.refresh_from_db(fields=["status"])
        if user is None or not self._user_in_groups(user):
            raise PermissionDenied(_("您不在本环节的审核人员之列。"))
        if action_name == "approve" and edited_last(task_state.revision.content_object, user):
            raise PermissionDenied(_("稿件最后由您修改，须由其他人审核。"))
        if action_name == "approve":  # what passes is what the reviewer was shown: the newest text
            task_state.revision = task_state.revision.content_object.get_latest_revision()
            self.approving(task_state, user, kwargs.get("comment", ""))
        super().on_action(task_state, user, action_name, **kwargs)

    def approving(self, task_state: Any, user: Any, opinion: str) -> None:
        """What a step does in the same transaction before its approval takes effect."""


def edited_last(obj: Any, user: Any) -> bool:
    """True when the newest revision of `obj` was saved by `user`."""
    revision = obj.get_latest_revision()
    return revision is not None and revision.user_id == user.pk


def step_not_passed(workflow_state: WorkflowState, until: Task) -> Any:
    """The first step above `until` that has not passed the newest revision; None when all have.

    A revision that was written over after a step passed it is another text (Wagtail's autosave does that).
    """
    revision = workflow_state.content_object.get_latest_revision()
    passed = workflow_state.task_states.filter(
        status=TaskState.STATUS_APPROVED, revision=revision, finished_at__gte=revision.created_at
    ).values("task")
    steps = Task.objects.filter(workflow_tasks__workflow=workflow_state.workflow, active=True)
    for step in steps.order_by("workflow_tasks__sort_order"):
        if step.pk == until.pk:
            return None
        if not passed.filter(task=step).exists():
            return step.specific
    return None


class FirstReviewTask(ReviewTask):
    """初审: content, wording, format."""

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
        if not self.decision:
            return self.comment
        return f"{self.get_decision_display()}；依据：{self.basis}" + (f"。{self.comment}" if self.comment else "")


class ConfidentialityTask(ReviewTask):
    """保密审查: 《保守国家秘密法》 article 35 and 《政府信息公开条例》 article 17, before anything is public."""

    task_state_class = ConfidentialityTaskState
    approval_label = _("保密审查通过")

    class Meta:
        verbose_name = _("保密审查")
        verbose_name_plural = _("保密审查")

    def get_form_for_action(self, action: str) -> type:
        from ..review.forms import ConfidentialityApprovalForm, ConfidentialityRejectionForm

        return ConfidentialityApprovalForm if action == "approve" else ConfidentialityRejectionForm

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Decide; `decision` and `basis` are required to approve, and kept with the step."""
        decision, basis = kwargs.pop("decision", ""), kwargs.pop("basis", "")
        Decision = ConfidentialityTaskState.Decision
        complete = decision in (Decision.PUBLIC, Decision.REDACTED) and isinstance(basis, str) and basis.strip()
        if action_name == "approve" and not complete:
            raise PermissionDenied(_("保密审查须写明结论和依据。"))
        task_state.decision = decision or Decision.NOT_PUBLIC
        task_state.basis = basis
        super().on_action(task_state, user, action_name, **kwargs)


class SignOffTask(ReviewTask):
    """签发: the last step, the only one that publishes."""

    approval_label = _("签发")

    class Meta:
        verbose_name = _("签发")
        verbose_name_plural = _("签发")

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Sign. What cannot go live as it is goes back to its editor with the reasons instead."""
        problems = self.problems(task_state) if action_name == "approve" else []
        if problems:
            kwargs["comment"] = _("系统退回，暂不能发布：%(problems)s") % {"problems": "；".join(problems)}
            action_name = "reject"
        super().on_action(task_state, user, action_name, **kwargs)

    def approving(self, task_state: Any, user: Any, opinion: str) -> None:
        from ..review.publishing import clear

        clear(task_state, user, opinion)

    def problems(self, task_state: Any) -> list[str]:
        """Why what would be signed cannot go live."""
        if step := step_not_passed(task_state.workflow_state, self):
            return [_("稿件在“%(step)s”之后有改动，须重新审核") % {"step": step.name}]
        page = task_state.revision.as_object()
        return list(page.publication_problems()) if hasattr(page, "publication_problems") else []
