"""What happens when the last step of a review is signed. Imported while Wagtail's models are being made."""

from typing import Any


def publish_signed(workflow_state: Any, user: Any = None) -> None:
    """Publish, or schedule, the revision that was signed. The signature is the permission: no reviewer needs another."""
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    revision = workflow_state.current_task_state.revision
    PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
