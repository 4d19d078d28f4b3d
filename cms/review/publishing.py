"""What happens when the last step of a review is signed. Imported while Wagtail's models are being made."""

from datetime import datetime
from typing import Any


def publish_signed(workflow_state: Any, user: Any = None) -> None:
    """Publish, or schedule, the revision that was signed. The signature is the permission: no reviewer needs another.

    A review after an emergency publication that finds nothing to change publishes nothing.
    """
    from .after_review import begin, settle_owed
    from .closing import close
    from .sheets import sheet_of

    sheet = sheet_of(workflow_state)
    revision = workflow_state.current_task_state.revision
    if is_public_already(sheet, revision):
        close(sheet, sheet.Outcome.CONFIRMED)
    else:
        publish(sheet, revision, user)
    if sheet.is_emergency:
        begin(sheet, workflow_state)
    else:
        settle_owed(sheet)


def is_public_already(sheet: Any, revision: Any) -> bool:
    """True when this is the review of what was published in an emergency, and it passed as it stands."""
    owed = getattr(sheet, "reviews_after", None) is not None
    page = revision.content_object
    return owed and page.live and page.live_revision_id == revision.pk


def publish(sheet: Any, revision: Any, user: Any) -> None:
    """Give the clearance and publish, not before the approved time."""
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction
    from wagtail.models import Revision

    from .closing import close

    not_before = sheet.release_at if sheet.release == sheet.Release.AT_TIME else None
    clear(revision, signer=user, sheet=sheet, not_before=not_before)
    revision = Revision.objects.get(pk=revision.pk)  # with its approved time
    PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
    revision.refresh_from_db(fields=["approved_go_live_at"])
    close(sheet, sheet.Outcome.SCHEDULED if revision.approved_go_live_at else sheet.Outcome.PUBLISHED)


def clear(revision: Any, *, signer: Any, sheet: Any, not_before: datetime | None) -> None:
    """Put the signature, with all that it rests on, on record: what was signed may become public."""
    from ..clearance.services import grant
    from ..models import PublicationPage

    if not issubclass(revision.content_object.specific_class, PublicationPage):
        return  # a column is chrome: its review is what there is
    grant(
        revision,
        signer=signer,
        capacity=signed_capacity(sheet),
        lane=sheet.lane,
        sheet=sheet.record(),
        secrecy=sheet.secrecy(),
        not_before=not_before,
        note=sheet.correction_note,
    )


def signed_capacity(sheet: Any) -> str:
    """In what capacity the sheet was signed."""
    signed = sheet.steps.filter(step="sign_off", action="approve").last()
    return signed.capacity if signed else ""
