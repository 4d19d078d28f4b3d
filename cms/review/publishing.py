"""What happens when the last step of a review is signed. Imported while Wagtail's models are being made."""

from typing import Any


def publish_signed(workflow_state: Any, user: Any = None) -> None:
    """Publish, or schedule, the revision that was signed. The signature is the permission: no reviewer needs another."""
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction
    from wagtail.models import Revision

    revision = Revision.objects.get(pk=workflow_state.current_task_state.revision_id)  # with its approved time
    PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)


def clear(task_state: Any, user: Any, opinion: str = "") -> None:
    """Put the signature on record: what `user` signs by approving this step may become public."""
    from organs.models import Role
    from organs.roles import acting, capacity

    from ..clearance.services import grant
    from ..models import PublicationPage

    revision = task_state.revision
    page = revision.as_object()
    if not isinstance(page, PublicationPage):
        return
    seat = acting(user, Role.ORGAN_HEAD, page.organ_id) or acting(user, Role.OFFICE_HEAD, page.organ_id)
    post = capacity(seat, user) if seat else ""
    sheet = [*steps_passed(task_state), step_record("sign_off", user, post, opinion, None)]
    grant(revision, signer=user, capacity=post, lane=page.importance, sheet=sheet)


def steps_passed(task_state: Any) -> list[dict[str, Any]]:
    """What the steps before this one came to, for the sheet of the signature."""
    from ..models import ConfidentialityTaskState

    passed = task_state.workflow_state.task_states.filter(status="approved").select_related("task", "finished_by")
    found = []
    for state in passed.order_by("finished_at"):
        specific = state.specific
        is_secrecy = isinstance(specific, ConfidentialityTaskState)
        step = "confidentiality" if is_secrecy else "first_review"
        record = step_record(step, state.finished_by, "", state.comment, state.finished_at)
        found.append(record | ({"decision": specific.decision, "basis": specific.basis} if is_secrecy else {}))
    return found


def step_record(step: str, person: Any, post: str, opinion: str, at: Any) -> dict[str, Any]:
    """One step as `cms.clearance.services.grant` keeps it."""
    from django.utils import timezone

    name = person.get_full_name() or person.get_username() if person else ""
    return {
        "step": step,
        "person": name,
        "person_id": person.pk if person else None,
        "post": post,
        "decision": "approve",
        "basis": "",
        "opinion": opinion,
        "at": at or timezone.now(),
    }
