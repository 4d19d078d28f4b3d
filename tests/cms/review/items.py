"""Items on their way through review."""

from typing import Any

from django.contrib.auth.models import User

from cms.models import PublicationPage, ReviewSheet
from cms.review.services import submit
from cms.review.sheets import current_sheet
from tests.site import make_draft


def fresh(page: Any) -> Any:
    """The page as it is stored now."""
    return type(page).objects.get(pk=page.pk)


def step_of(page: Any) -> str:
    """Name of the step that waits."""
    return str(fresh(page).current_workflow_task.name)


def sheet_of(page: Any) -> ReviewSheet:
    """The sheet of the review under way."""
    sheet = current_sheet(fresh(page))
    assert sheet is not None
    return sheet


def sent(people: dict[str, User], lane: str = "", **fields: Any) -> PublicationPage:
    """A draft by the editor, sent into review."""
    page = make_draft(**fields)
    page.save_revision(user=people["editor"], log_action=True)
    submit(page, people["editor"], lane)
    return page


def edited(page: Any, user: User, **fields: Any) -> None:
    """Another text, saved by `user`."""
    newest = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(newest, name, value)
    newest.save_revision(user=user, log_action=True)
