"""With what a reviewer compares: what is public now, or what they last decided on themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from ...models import PublicationPage
from .case import Case

PUBLIC, MINE = "public", "mine"


@dataclass(frozen=True)
class Version:
    """`content` gives the page as it was."""

    code: str
    label: str
    content: Callable[[], PublicationPage]


def versions(case: Case, user: Any, steps: list[TaskState]) -> list[Version]:
    """The versions there are to compare with; none for what never was public and is new to this reviewer.

    `steps` are those of the item, newest first.
    """
    found = []
    page = case.page
    if page.first_published_at:
        label = _("现在公开的版本") if page.live else _("撤下前公开的版本")
        when = page.last_published_at or page.first_published_at
        found.append(Version(PUBLIC, f"{label}（{localtime(when):%Y-%m-%d %H:%M}）", lambda: page))
    own = (one for one in steps if one.finished_by_id == user.pk and one.revision_id not in (None, case.revision.pk))
    if last := max(own, key=lambda one: one.finished_at, default=None):
        when = f"{localtime(last.finished_at):%Y-%m-%d %H:%M}"
        label = _("我上次审核的版本（%(when)s，%(step)s）") % {"when": when, "step": last.task.name}
        found.append(Version(MINE, label, lambda: page.with_content_json(last.revision.content)))
    return found


def chosen(found: list[Version], code: str) -> Version | None:
    """The version asked for, else the first."""
    return next((one for one in found if one.code == code), found[0] if found else None)
